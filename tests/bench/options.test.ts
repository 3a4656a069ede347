import { expect, test } from 'vitest';
import { memoryPlanFrom } from '../../cli/bench/memory/options.ts';
import { planFrom, USUAL } from '../../cli/bench/turn/options.ts';
import { Usage } from '../../cli/usage.ts';

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
