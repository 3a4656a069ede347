import { expect, test } from 'vitest';
import { failureOf } from '../../channels/connector/sending/failure.ts';
import { consequenceOf } from '../../channels/connector/sending/retry.ts';

const NOW = new Date('2026-11-18T07:30:00Z');

/** What each of these answers in a row leads to: the refusals that are counted then, or that the entry is given up. */
function courseOf(statuses: readonly number[], kept = { attempts: 0, refusals: 0 }): (number | 'give-up')[] {
  const counts: (number | 'give-up')[] = [];
  let before = kept;
  for (const statusCode of statuses) {
    const failure = failureOf({ statusCode }, NOW);
    if (!failure) throw new Error(`${statusCode} is no failure`);
    const consequence = consequenceOf(failure, before, () => 0.5);
    counts.push(consequence.mode === 'give-up' ? 'give-up' : consequence.refusals);
    if (consequence.mode === 'retry') before = { attempts: before.attempts + 1, refusals: consequence.refusals };
  }
  return counts;
}

test.each<[why: string, statuses: number[], counts: (number | 'give-up')[]]>([
  ['three refusals in a row are final', [403, 404, 413], [1, 2, 'give-up']],
  ['a failure between them begins the count anew', [403, 403, 500, 403, 403, 403], [1, 2, 0, 1, 2, 'give-up']],
  ['a token, a pace and a moment are no refusals', [401, 429, 408, 425, 401], [0, 0, 0, 0, 0]],
  ['what fails is tried for as long as it takes', [500, 502, 503, 500, 500], [0, 0, 0, 0, 0]],
])('%s', (_why, statuses, counts) => {
  expect(courseOf(statuses)).toEqual(counts);
});

test('the count goes on where it was left', () => {
  expect(courseOf([403], { attempts: 7, refusals: 2 })).toEqual(['give-up']);
});

test('what was tried before refusals were counted has none, and is tried as often as anything else', () => {
  expect(courseOf([403, 403, 403], { attempts: 40, refusals: 0 })).toEqual([1, 2, 'give-up']);
});

test.each([
  ['doubles', [0, 1, 2, 3], undefined, [1, 2, 4, 8]],
  ['ends at five minutes', [8, 9, 40, 2_000], undefined, [256, 300, 300, 300]],
  ['is no shorter than the connector wants', [0, 9], 90, [90, 300]],
])('the wait %s', (_what, attempts, retryAfter, seconds) => {
  const failure = { refused: false, retryAfterMs: retryAfter && retryAfter * 1000 };
  expect(attempts.map((tries) => consequenceOf(failure, { attempts: tries, refusals: 0 }, () => 0.5))).toEqual(
    seconds.map((wait) => ({ mode: 'retry', afterMs: wait * 1000, refusals: 0 })),
  );
});
