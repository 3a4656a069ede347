import { expect, test } from 'vitest';
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
