import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { PatternOfRoom } from '../kit/patterns.ts';
import { twoWaysIn } from '../kit/two-ways.ts';

/*
 * No message of a stranger may hold the desk up. A group that is repeated and reads one text in two ways is tried in every
 * combination of them, where what comes after it isn't there.
 */

test.each([
  ['(?:要|[零一二]{1,4}|号){0,12}给', '零零'],
  ['(?:a|ab|b)*c', 'ab'],
  ['(a+)+b', 'aa'],
  ['(?:a?b?)*c', 'ab'],
  ['(?:a|A)*b', 'a', 'i'],
  ['(?:\\d|[^,])*;', '0'],
  ['(?:\\d{1,3}\\d{0,3},)*;', '00,'],
  ['(?:\\s?(?:, ?|;)\\s?x)*y', ', x'],
  ['(?<=(?:a|aa)*)b', 'aa'],
  ['(?:(?:我|我们|们){0,6}去){2}', '我们'],
])('%s reads %j in two ways', (source, text, flags = 'u') => {
  expect(twoWaysIn({ source, flags })).toEqual([{ group: expect.any(String), text }]);
});

test.each([
  ['(?:要|[零一二]|号){0,12}给'],
  ['(?:a|ac|b)*d'],
  ['(?:\\d{1,3},)*;'],
  ['(?:\\d{2}\\d{2},?)*;'],
  ['(?:um\\b|hm\\b|[, ])*;'],
  ['(?:a|A)*b'],
  // Nothing has to come after it: it is read once.
  ['(?:a|ab|b)*'],
  ['x|(?:a|ab|b)*(?:c)?'],
  // So few times multiply little.
  ['(?:a|ab|b){0,4}c'],
])('%s reads every text in one way', (source, flags = 'u') => {
  expect(twoWaysIn({ source, flags })).toEqual([]);
});

/** What is to be written instead. */
const told = (file: string, pattern: { source: string; flags: string }): string[] =>
  twoWaysIn(pattern).map(
    ({ group, text }) =>
      `${file}: ${JSON.stringify(text)} can be read in two ways by ${group}. Leave out the alternative that others make together (号码 where there are 号 and 码), give digits one at a time, and repeat the group more often instead.`,
  );

test('every pattern that reads what customers say reads every text in one way', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, '..', 'kit', 'patterns.ts')],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const patterns = JSON.parse(stdout) as PatternOfRoom[];
  expect(patterns.length).toBeGreaterThan(2_000);
  expect(patterns.flatMap(({ file, ...pattern }) => told(file, pattern))).toEqual([]);
});
