import { options } from '../../cli/usage.ts';
import { acts } from './printed/acts.ts';
import { cover } from './printed/cover.ts';
import { distress } from './printed/distress.ts';
import { imports } from './printed/imports.ts';
import { intents } from './printed/intents.ts';
import { values } from './printed/values.ts';

/** Where public data may lie: beside the project, never in it. */
const DATA = '../shared/data';

/** Confusions that are shown, unless all of them are asked for. */
const COMMONEST = 10;

/**
 * `desk eval [cover|imports|intents|values|acts|distress] [--data DIR] [--show misses] [--all]`: how well questions find their clauses,
 * wordings come in and messages find their intents, how well times, amounts and acts are read, and how much of a wish to die is heard. Exits with 1 where
 * a bar is missed. Misses are shown of what may be read, never of a half that is held back.
 */
export const evaluate = async (args: string[]): Promise<void> => {
  const {
    given: { data = DATA, show },
    rest: [only],
  } = options(
    args.filter((argument) => argument !== '--all'),
    ['data', 'show'],
  );
  const asked = (what: string) => only === undefined || only === what;
  if (asked('cover')) cover(data, show !== undefined);
  if (asked('imports')) await imports(data, show !== undefined);
  if (asked('intents'))
    intents(data, show !== undefined, args.includes('--all') ? Number.POSITIVE_INFINITY : COMMONEST);
  if (asked('values')) values(show !== undefined);
  if (asked('acts')) acts(show !== undefined);
  if (asked('distress')) distress(show !== undefined);
};
