import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../../language/locale.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';
import { type Move, moves, wordsFor } from './customer.ts';
import { askedIn, Filing, isKept, nothingMadeUp, Questions } from './holds.ts';

/*
 * Whatever a customer does, over all matters and in both languages: an answer, a way on, nothing stored that wasn't said, no
 * question a third time, nothing confirmed left unfiled and nothing filed unconfirmed, and every word kept.
 */

/** As many as every run of the tests has time for; `npm run soak` lets more of them come. */
const CONVERSATIONS = Number(process.env.RANDOM_CUSTOMERS ?? 100);
/** A failure prints its own seed and path; this one makes every run of CI the same. */
const SEED = Number(process.env.RANDOM_SEED ?? 20_261_118);
const DAY_MINUTES = 24 * 60;

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

test(
  `${CONVERSATIONS} random customers`,
  () =>
    fc.assert(fc.asyncProperty(fc.constantFrom<Locale>(...LOCALES), moves, talk), {
      numRuns: CONVERSATIONS,
      seed: SEED,
    }),
  60_000 + CONVERSATIONS * 600,
);

async function talk(locale: Locale, planned: readonly Move[]): Promise<void> {
  const { conversations, cases } = desk.opened.database;
  const customer = await desk.open(locale);
  const [questions, filing] = [new Questions(), new Filing()];
  const told: string[] = [];
  let asked = '';
  const submitted = async () =>
    (await cases.ofConversation(customer.id)).filter(({ submittedAt }) => submittedAt).length;
  for (const move of planned) {
    desk.clock.pass(move.do === 'away' ? DAY_MINUTES : 0.2);
    const words = wordsFor(move, locale, asked, told.at(-1) ?? '');
    told.push(words);
    const then = await conversations.find(customer.id);
    const hasMatter = (then?.state.stack as unknown[] | undefined)?.length ?? 0;
    const count = { before: await submitted(), after: 0 };
    const said = await customer.say(words);
    expect(keysOf(said), `an answer to “${words}”`).not.toEqual([]);
    questions.hear(move, words, said);
    count.after = await submitted();
    filing.hear({ words, locale, said, submitted: count });
    if (hasMatter > 0 && then?.floor.holder === 'bot') {
      const entry = (await customer.log()).findLast(({ role }) => role === 'customer');
      const now = await conversations.find(customer.id);
      isKept(words, entry, await cases.ofConversation(customer.id), now?.state);
    }
    asked = askedIn(said) ?? asked;
  }
  const log = await customer.log();
  expect(log.filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text)).toEqual(told);
  nothingMadeUp(await cases.ofConversation(customer.id), log);
  // A person is one step away from anywhere.
  desk.clock.pass(1);
  await customer.say(locale === 'en' ? 'I want to talk to a person' : '转人工');
  expect((await conversations.find(customer.id))?.floor.holder).toBe('queue');
}
