import { expect, test } from 'vitest';
import { GroupCommit } from '../../tools/bench/turn/group-commit.ts';

/** A store that is told when to answer. */
function byHand() {
  const batches: { items: readonly number[]; answer: (error?: Error) => void }[] = [];
  const commits = new GroupCommit<number>(
    (items) =>
      new Promise((resolve, reject) => {
        batches.push({ items, answer: (error) => (error ? reject(error) : resolve()) });
      }),
  );
  return { batches, commits };
}

test('what comes while something is written is written together, after it', async () => {
  const { batches, commits } = byHand();
  const first = commits.keep(1);
  await expect.poll(() => batches.length).toBe(1);
  const later = [2, 3, 4].map((item) => commits.keep(item));
  expect(batches.map(({ items }) => items)).toEqual([[1]]);
  batches[0]?.answer();
  await first;
  await expect.poll(() => batches.length).toBe(2);
  expect(batches[1]?.items).toEqual([2, 3, 4]);
  batches[1]?.answer();
  await Promise.all(later);
});

test('a batch has an end', async () => {
  const { batches, commits } = byHand();
  const all = Array.from({ length: 100 }, (_, item) => commits.keep(item));
  await expect.poll(() => batches.length).toBe(1);
  expect(batches[0]?.items).toHaveLength(64);
  batches[0]?.answer();
  await expect.poll(() => batches.length).toBe(2);
  expect(batches[1]?.items).toHaveLength(36);
  batches[1]?.answer();
  await Promise.all(all);
});

test('who was in a batch that failed is told, and the next one is written', async () => {
  const { batches, commits } = byHand();
  const failing = commits.keep(1);
  await expect.poll(() => batches.length).toBe(1);
  const next = commits.keep(2);
  batches[0]?.answer(new Error('refused'));
  await expect(failing).rejects.toThrow('refused');
  await expect.poll(() => batches.length).toBe(2);
  batches[1]?.answer();
  await next;
});
