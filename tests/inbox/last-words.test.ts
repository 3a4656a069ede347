import { expect, test } from 'vitest';
import { LastWordsReader } from '../../inbox/live/last-words.ts';

/** A reader of logs that all end with their own name, and which it has read. */
function reader() {
  const read: string[] = [];
  const lastWords = new LastWordsReader({
    lastWords: async (ids) => {
      read.push(...ids);
      return new Map(
        ids.filter((id) => id !== 'empty').map((id) => [id, { said: `${id} says`, lastFrom: 'customer' }]),
      );
    },
  });
  const of = async (...conversations: readonly [id: string, headSeq: number][]) => {
    read.length = 0;
    const found = await lastWords.of(conversations.map(([id, headSeq]) => ({ id, headSeq })));
    return { read: [...read], said: [...found].map(([id, { said }]) => [id, said]) };
  };
  return { of };
}

test('reads a log again only when it has grown', async () => {
  const { of } = reader();
  expect(await of(['a', 1], ['b', 1])).toMatchObject({ read: ['a', 'b'] });
  expect(await of(['a', 1], ['b', 2])).toEqual({
    read: ['b'],
    said: expect.arrayContaining([
      ['a', 'a says'],
      ['b', 'b says'],
    ]),
  });
});

test('of a log in which nothing was said, nothing', async () => {
  expect((await reader().of(['empty', 1])).said).toEqual([['empty', '']]);
});

test('remembers a thousand, those that were asked for last, and answers for more', async () => {
  const { of } = reader();
  await of(['first', 1], ['second', 1]);
  const many = Array.from({ length: 999 }, (_, n): [string, number] => [`c${n}`, 1]);
  await of(['first', 1]);
  expect((await of(...many)).said).toHaveLength(999);
  expect((await of(['first', 1], ['second', 1])).read).toEqual(['second']);
  const more = Array.from({ length: 1_500 }, (_, n): [string, number] => [`d${n}`, 1]);
  expect((await of(...more)).said).toHaveLength(1_500);
});
