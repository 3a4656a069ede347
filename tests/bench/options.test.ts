import { expect, test } from 'vitest';
import { Usage } from '../../cli/usage.ts';
import { memoryPlanFrom } from '../../tools/bench/memory/options.ts';
import { streamsFrom, tooFewFiles } from '../../tools/bench/streams/options.ts';
import { planFrom, USUAL } from '../../tools/bench/turn/options.ts';

test('as many turns as are usual, unless told otherwise', () => {
  expect(planFrom([])).toEqual(USUAL);
  expect(planFrom(['--warm', '50', '--rounds', '2', '--turns', '20', '--clients', '4', '--alone', '0'])).toEqual({
    warm: 50,
    rounds: 2,
    turns: 20,
    atOnce: 4,
    alone: 0,
  });
});

test.each([['--turns', '0'], ['--turns', 'many'], ['--warm', '1.5'], ['--alone', '-1'], ['--seconds', '8'], ['fast']])(
  '%s %s is refused',
  (...args) => {
    expect(() => planFrom(args)).toThrow(Usage);
  },
);

test('memory is looked at after 9,000 turns on each database, unless told otherwise', () => {
  expect(memoryPlanFrom([])).toEqual({ turns: 9_000, atOnce: 32, of: undefined, snapshots: undefined });
  expect(memoryPlanFrom(['--turns', '50', '--clients', '4', '--of', 'pglite', '--snapshots', 'here'])).toEqual({
    turns: 50,
    atOnce: 4,
    of: 'pglite',
    snapshots: 'here',
  });
});

test.each([['--of', 'sqlite'], ['--turns', '0'], ['--rounds', '3'], ['fast']])('memory %s %s is refused', (...args) => {
  expect(() => memoryPlanFrom(args)).toThrow(Usage);
});

test('as many streams as are usual, on both databases, unless told otherwise', () => {
  expect(streamsFrom([])).toEqual({ streams: 10_000, idle: 60, turns: 200, of: undefined });
  expect(streamsFrom(['--streams', '50', '--of', 'pglite', '--idle', '5', '--turns', '10'])).toEqual({
    streams: 50,
    idle: 5,
    turns: 10,
    of: 'pglite',
  });
  expect(() => streamsFrom(['--of', 'oracle'])).toThrow(Usage);
  expect(() => streamsFrom(['--streams', 'all'])).toThrow(Usage);
});

test('too few files that may be open are said in words', () => {
  const limits = (most: string) =>
    `Limit Soft Limit Hard Limit Units\nMax open files            ${most}      ${most}   files\n`;
  expect(tooFewFiles(limits('4096'), 10_000)).toContain('4096 files open here, and 10000 streams want 10300');
  expect(tooFewFiles(limits('20000'), 10_000)).toBeUndefined();
  expect(tooFewFiles('', 10_000)).toBeUndefined();
});
