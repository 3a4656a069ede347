import { type Clause, clausesIn } from '../clauses/clauses.ts';
import { wishesOf } from '../clauses/wishes.ts';
import type { Comprehension } from '../intent-recognizer.ts';
import { SLOTS, type SlotName, type SlotReaders, valuesIn } from '../values/index.ts';
import type { ReadingContext } from '../values/kit/reading.ts';
import type { Act, ActName } from './act.ts';
import { actOfClause } from './clause-acts.ts';
import { distressOf } from './distress-acts.ts';

/** A wish that is less sure than this is none. */
const LEAST_CERTAIN = 0.5;
/** Intents that are acts by another name; the others are wants. */
const BY_INTENT: Readonly<Record<string, ActName>> = {
  ask: 'ask',
  help: 'ask',
  human: 'person',
  cancel: 'cancel',
  greeting: 'greet',
  thanks: 'thanks',
};
const NONE = 'out-of-scope';

type Understand = (words: string) => Pick<Comprehension, 'words' | 'intent' | 'score'>;

/**
 * What a customer does in a message, in its order: what can't wait, the values that are given, what is wanted or asked, the
 * answers, and the words that nothing took. `understand` gives the intent of some words.
 */
export function actsIn(text: string, understand: Understand, context: ReadingContext): Act[] {
  const { words } = understand(text);
  const clauses = clausesIn(words).map((clause) => ({
    ...clause,
    act: actOfClause(clause, /^\s?[?？]/.test(words.slice(clause.end)), context),
  }));
  const acts = [
    ...distressOf(words, clauses),
    ...informs(words, clauses, context),
    ...wishes(words, clauses, understand),
    ...clauses.flatMap((clause): Act[] =>
      clause.act && clause.act !== 'ask' ? [{ act: clause.act, ...placeOf(words, clause, clause), certainty: 1 }] : [],
    ),
  ];
  const untaken = clauses.filter((clause) => !acts.some(({ at, end }) => at < clause.end && clause.at < end));
  acts.push(...untaken.map((clause): Act => ({ act: 'other', ...placeOf(words, clause, clause), certainty: 1 })));
  return acts.sort((one, next) => one.at - next.at || one.end - next.end);
}

/** A clause with what it does by its own words. */
type Doing = Clause & { act: ActName | undefined };

const placeOf = (words: string, { at }: Clause, { end }: Clause) => ({ text: words.slice(at, end), at, end });

/** The values that are read of the whole message, each in the clause that gives it; in all of them where none does alone. */
function informs(words: string, clauses: readonly Clause[], context: ReadingContext): Act[] {
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (!first || !last) return [];
  return (Object.entries(valuesIn(words, context)) as [SlotName, unknown][]).map(([fact, value]) => {
    const same = JSON.stringify(value);
    const clause = clauses.find(({ text }) => JSON.stringify(readAlone(fact, text, context)) === same);
    return { act: 'inform', ...placeOf(words, clause ?? first, clause ?? last), certainty: 1, fact, value };
  });
}

function readAlone(fact: SlotName, text: string, context: ReadingContext): unknown {
  const slot: SlotReaders<unknown> = SLOTS[fact];
  const reading = slot.find?.(text, context);
  return reading && 'value' in reading ? reading.value : undefined;
}

/**
 * What is wanted or asked, part by part: of a part that tells and asks, what is told for itself, and what is asked. A
 * question that wants nothing that is known is a question all the same.
 */
function wishes(words: string, clauses: readonly Doing[], understand: Understand): Act[] {
  return wishesOf(clauses).flatMap((part) => [
    ...wish(
      words,
      part.filter(({ act, polarity }) => act === undefined && polarity !== 'denied'),
      understand,
    ),
    ...wish(
      words,
      part.filter(({ act }) => act === 'ask'),
      understand,
      'ask',
    ),
  ]);
}

function wish(words: string, part: readonly Clause[], understand: Understand, otherwise?: ActName): Act[] {
  const [first, last] = [part[0], part.at(-1)];
  if (!first || !last) return [];
  const place = placeOf(words, first, last);
  const { intent, score } = understand(part.map(({ text }) => text).join(' '));
  const isSure = intent !== NONE && score >= LEAST_CERTAIN;
  if (!isSure) return otherwise ? [{ act: otherwise, ...place, certainty: score }] : [];
  const act = BY_INTENT[intent] ?? 'want';
  return [{ act, ...place, certainty: score, ...(act === 'want' ? { intent } : {}) }];
}
