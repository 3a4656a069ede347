import { askedIn } from '../../../understanding/meanwhile/asked-in.ts';
import { asksWhetherPaid } from '../../../understanding/paid.ts';
import { CERTAINTY } from '../../kit/certainty.ts';
import type { Status } from '../../kit/dialog.ts';
import type { Quietly, ReadBack } from '../../kit/form/shape.ts';
import type { Talk } from '../../kit/talk.ts';
import { ASKS_WHAT_NEXT, DRANK, HOW_MUCH, NOT_NOW, OTHERS_SAFE, PAPERS, PAPERS_LOST } from './asides.ts';
import type { Told } from './report.ts';

/** What somebody bereaved may want besides, and is answered as anybody is. */
const ELSE: readonly string[] = ['ask', 'human', 'cancel', 'file-complaint', 'complaint-status', 'claim-status'];

/** Who lost somebody is asked nothing: what they tell is kept, and they are answered in few words, one gentle step at most. */
export const quietly: Quietly<Told> = {
  applies: ({ what }) => what === 'death',
  answer: async (talk, told, values) => {
    const key = await sentenceFor(talk, values);
    if (!key) return 'declined';
    await talk.say(`report-incident.${key}`, { values, both: beneficiaries(told) > 1, withoutName: !nameOfDead(told) });
    return 'waiting' satisfies Status;
  },
};

async function sentenceFor(talk: Talk, values: readonly ReadBack[]): Promise<string | undefined> {
  const { words, intent, score } = talk.said;
  const asked = ASKED.find(([asks]) => asks.test(words))?.[1];
  if (asked) return asked;
  if (asksWhetherPaid(words) && askedIn(words).length > 0) return 'quiet-paid';
  if (NOT_NOW.test(words)) return 'quiet-later';
  // Beside what they tell it takes more than a guess.
  if (ELSE.includes(intent) && score >= (values.length > 0 ? CERTAINTY.byRule : CERTAINTY.ofItsOwn)) return undefined;
  const { advised = [] } = talk.state;
  const isNew = (one: string) => !advised.includes(one);
  const finds = (FOUND.test(words) || PAPERS_LOST.test(words)) && values.length <= 1;
  const name =
    finds && isNew('quiet-find')
      ? 'quiet-find'
      : OTHERS_SAFE.test(words) && isNew('quiet-safe')
        ? 'quiet-safe'
        : values.length > 0
          ? 'quiet-kept'
          : (LISTENING.find(isNew) ?? 'quiet-here');
  if (isNew(name)) talk.state.advised = [...advised, name];
  return name;
}

/** What they ask, and what answers it. */
const ASKED: readonly (readonly [RegExp, string])[] = [
  [DRANK, 'quiet-drink'],
  [PAPERS, 'quiet-papers'],
  [ASKS_WHAT_NEXT, 'quiet-next'],
  [HOW_MUCH, 'quiet-how-much'],
];

/** Whether what is asked has its own answer for who has lost somebody. */
export const answersQuietly = (words: string): boolean =>
  ASKED.some(([asks]) => asks.test(words)) ||
  (asksWhetherPaid(words) && askedIn(words).length > 0) ||
  NOT_NOW.test(words);

/** What says that they are heard, each once. */
const LISTENING: readonly string[] = ['quiet-first', 'quiet-here', 'quiet-with-you', 'quiet-no-hurry'];

/** They have found, or think that there is, a policy. */
const FOUND = /保险|保单|单子|policy|insur/i;

const beneficiaries = ({ people }: Told): number =>
  (people ?? []).filter(({ roles }) => roles.includes('beneficiary')).length;

const nameOfDead = ({ people, insured }: Told): string | undefined =>
  insured ?? (people ?? []).find(({ roles }) => roles.includes('died') || roles.includes('insured'))?.name;
