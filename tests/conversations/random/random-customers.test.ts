import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../../language/locale.ts';
import { normalize } from '../../../language/text.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';
import { type Move, moves, wordsFor } from './customer.ts';

/* Whatever a customer does: no error, a way on, nothing stored that wasn't said, and no question asked for ever. */

/** As many as every run of the tests has time for; `npm run soak` lets more of them come. */
const CONVERSATIONS = Number(process.env.RANDOM_CUSTOMERS ?? 500);
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
    fc.assert(fc.asyncProperty(fc.constantFrom<Locale>('zh-CN', 'en'), moves, talk), {
      numRuns: CONVERSATIONS,
      seed: SEED,
    }),
  60_000 + CONVERSATIONS * 300,
);

async function talk(locale: Locale, planned: readonly Move[]): Promise<void> {
  const customer = await desk.open(locale);
  const said: string[] = [];
  let lastKey = '';
  let retries = 0;
  for (const move of planned) {
    desk.clock.pass(move.do === 'away' ? DAY_MINUTES : 0.2);
    const words = wordsFor(move, locale, lastKey, said.at(-1) ?? '');
    said.push(words);
    const keys = keysOf(await customer.say(words));
    expect(keys, `an answer to “${words}” after ${lastKey}`).not.toEqual([]);
    retries = keys.some((key) => /\.retry/.test(key)) ? retries + 1 : 0;
    expect(retries, `the question ${keys.join()} asked again and again`).toBeLessThan(3);
    lastKey = keys.findLast((key) => /\.(ask|retry|confirm|change|which)/.test(key)) ?? lastKey;
  }
  await nothingMadeUp(customer.id, normalize(said.join('\n')));
  // A person is one step away from anywhere.
  desk.clock.pass(1);
  await customer.say(locale === 'en' ? 'I want to talk to a person' : '转人工');
  expect((await desk.opened.database.conversations.find(customer.id))?.floor.holder).toBe('queue');
}

/** Whatever a case holds stands in what the customer wrote. */
async function nothingMadeUp(id: string, said: string): Promise<void> {
  const digits = said.replace(/\D/g, '');
  for (const { data } of await desk.opened.database.cases.ofConversation(id)) {
    const { phone, place, happenedAt, words, policy } = data as Partial<{
      phone: string;
      place: { said: string };
      happenedAt: { said: string };
      words: string;
      policy: string;
    }>;
    if (phone) expect(digits).toContain(phone.replace(/^\+86/, ''));
    if (place) expect(said).toContain(place.said);
    if (happenedAt)
      for (const part of happenedAt.said.split('；')) expect(said.toLowerCase()).toContain(part.toLowerCase());
    if (words) expect(said).toContain(normalize(words));
    if (policy) expect(said).toContain(policy);
  }
}
