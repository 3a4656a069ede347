import { expect, test } from 'vitest';
import { type News, newsFor, type Standing } from '../../services/conversations/queue-news.ts';

const TOLD_AT = '2026-11-18T07:30:00.000Z';

test.each<[string, [number, Standing], [number, Standing], number, News | undefined]>([
  ['the way is half as long', [10, 'there'], [5, 'there'], 5, 'moved-up'],
  ['a little shorter is no message', [10, 'there'], [8, 'there'], 5, undefined],
  ['near the front each step is', [3, 'there'], [2, 'there'], 5, 'moved-up'],
  ['but not at once', [3, 'there'], [2, 'there'], 1, undefined],
  ['further back is nothing that is told', [2, 'there'], [4, 'there'], 5, undefined],
  ['nobody comes any more today', [2, 'there'], [1, 'closed'], 0, 'closed'],
  ['which is told once', [2, 'closed'], [1, 'closed'], 600, undefined],
  ['somebody is there in the morning', [2, 'closed'], [2, 'there'], 600, 'there'],
  ['who was there has gone for a moment', [2, 'there'], [1, 'nobody-here'], 5, undefined],
  ['and is back', [2, 'nobody-here'], [2, 'there'], 5, 'there'],
])('%s', (_, [place, standing], [nowPlace, nowStanding], minutes, news) =>
  expect(
    newsFor(
      { place, standing, at: TOLD_AT },
      { place: nowPlace, standing: nowStanding },
      new Date(Date.parse(TOLD_AT) + minutes * 60_000),
    ),
  ).toBe(news),
);

test('who was told nothing gets no news', () =>
  expect(newsFor(undefined, { place: 1, standing: 'there' }, new Date(TOLD_AT))).toBeUndefined());
