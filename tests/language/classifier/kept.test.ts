import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Classifier, type LearntStore } from '../../../language/classifier/classifier.ts';
import { keptIn } from '../../../language/classifier/kept.ts';
import type { Example } from '../../../language/classifier/learn.ts';

const EXAMPLES: readonly Example[] = [
  { text: '我要报案', label: 'report-incident' },
  { text: '车被追尾了', label: 'report-incident' },
  { text: '我要投诉', label: 'file-complaint' },
  { text: '对处理不满意', label: 'file-complaint' },
];
const ASKED = '追尾了要报案';

const steps = (classifier: Classifier): number => [...classifier.training()].length;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'policydesk-kept-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Learns in a folder, and returns the file that it was kept in. */
function learnIn(place: string): { store: LearntStore; learnt: Classifier; path: string } {
  const store = keptIn(place);
  const learnt = new Classifier(EXAMPLES, { store });
  expect(steps(learnt)).toBeGreaterThan(0);
  return { store, learnt, path: join(place, String(readdirSync(place)[0])) };
}

test('what was learnt is found by the next start, which has nothing to learn and says the same', () => {
  const { store, learnt } = learnIn(folder());
  const next = new Classifier(EXAMPLES, { store });
  expect(steps(next)).toBe(0);
  expect(next.rank(ASKED)).toEqual(learnt.rank(ASKED));
});

test('other examples are learnt by themselves', () => {
  const { store } = learnIn(folder());
  expect(
    steps(new Classifier([...EXAMPLES, { text: '查理赔进度', label: 'claim-status' }], { store })),
  ).toBeGreaterThan(0);
});

test.each([
  ['is cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['is empty', () => Buffer.alloc(0)],
  ['has a byte changed', (bytes: Buffer) => bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte))],
])('a file that %s is learnt again', (_, damage) => {
  const { store, learnt, path } = learnIn(folder());
  writeFileSync(path, damage(readFileSync(path)));
  const next = new Classifier(EXAMPLES, { store });
  expect(steps(next)).toBeGreaterThan(0);
  expect(next.rank(ASKED)).toEqual(learnt.rank(ASKED));
});

test('where nothing can be written it is learnt all the same', () => {
  const place = join(folder(), 'a file');
  writeFileSync(place, '');
  chmodSync(place, 0o400);
  const classifier = new Classifier(EXAMPLES, { store: keptIn(place) });
  expect(classifier.rank(ASKED)[0]?.label).toBe('report-incident');
});

test('files that nobody uses any more go', () => {
  const place = folder();
  const store = keptIn(place);
  for (let more = 0; more < 20; more++)
    new Classifier([...EXAMPLES, { text: `第 ${'一二三四五'[more % 5]}${'甲乙丙丁'[more % 4]} 条`, label: 'ask' }], {
      store,
    }).rank(ASKED);
  expect(readdirSync(place).length).toBe(16);
});
