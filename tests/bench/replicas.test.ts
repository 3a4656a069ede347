import { expect, test } from 'vitest';
import { replicaFigures } from '../../tools/bench/replicas/replicas.ts';
import type { Round } from '../../tools/bench/turn/rounds.ts';

const round = (perSecond: number, programMs: number, neighbours = 0.1): Round => ({
  ...{ perSecond, programMs, serverMs: 0.5, p50: 10, p99: 20, neighbours, waited: 0 },
});
const figuresOf = (rounds: Record<string, Round[]>) =>
  replicaFigures(
    Object.entries(rounds).map(([name, together]) => ({ name, together, alone: [] })),
    { atOnce: 32 },
  );

test('more desks are a multiple of one of the same round: a neighbour who halves both changes nothing', () => {
  const figures = figuresOf({
    echo: [round(4_000, 0.2), round(2_000, 0.4), round(4_000, 0.2)],
    '1 desk': [round(700, 1.5), round(350, 3.5), round(700, 1.5)],
    '2 desks': [round(1_050, 1.7), round(525, 3.9), round(1_050, 1.7)],
  });
  expect(figures.find(({ figure }) => figure === 'turns, as a multiple')).toMatchObject({
    of: '2 desks',
    to: '1 desk',
    value: 1.5,
    rounds: [1.5, 1.5, 1.5],
    judged: false,
  });
  expect(figures.find(({ figure }) => figure === 'cpu a turn, as a multiple')).toMatchObject({ value: 1.1 });
});

test('on a quiet machine nothing is said against a figure that has no aim', () => {
  const quiet = [round(4_000, 0.2), round(4_000, 0.2)];
  const figures = figuresOf({ echo: quiet, '1 desk': quiet, '2 desks': quiet });
  expect(figures.filter((figure) => 'judged' in figure || 'met' in figure)).toEqual([]);
});
