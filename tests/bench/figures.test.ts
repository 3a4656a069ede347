import { expect, test } from 'vitest';
import { floorOf, overFloor, timedFigures } from '../../tools/bench/turn/figures.ts';
import type { Played, Round } from '../../tools/bench/turn/rounds.ts';

const round = (programMs: number, serverMs = 0, more: Partial<Round> = {}): Round => ({
  programMs,
  serverMs,
  perSecond: 1000,
  p50: 10,
  p99: 20,
  neighbours: 0.1,
  waited: 0,
  ...more,
});

const played = (rounds: Record<string, Round[]>): Played[] =>
  Object.entries(rounds).map(([name, together]) => ({ name, together, alone: [] }));

/** The second round had twice as much from everybody: a neighbour came. */
const disturbed = played({
  echo: [round(0.18), round(0.36), round(0.18)],
  floor: [round(0.04, 0.08), round(0.08, 0.16), round(0.04, 0.08)],
  postgres: [round(1.6, 0.5), round(3.2, 1), round(1.6, 0.5)],
  pglite: [round(2.7), round(5.4), round(2.7)],
});

test('the floor is an echo and the smallest durable writer, of the same round', () => {
  expect(floorOf(disturbed)?.map((ms) => ms.toFixed(2))).toEqual(['0.30', '0.60', '0.30']);
});

test('a desk is measured by the floor of its own round: what disturbs both changes nothing', () => {
  expect(overFloor(disturbed, 'postgres')?.map((ratio) => ratio.toFixed(2))).toEqual(['7.00', '7.00', '7.00']);
  expect(overFloor(disturbed, 'pglite')?.map((ratio) => ratio.toFixed(2))).toEqual(['9.00', '9.00', '9.00']);
});

test('and still nothing is judged where the echo was disturbed', () => {
  const figures = timedFigures(disturbed, { atOnce: 32 });
  expect(figures.find(({ figure, of }) => figure === 'over_floor' && of === 'postgres')).toMatchObject({
    value: 7,
    atMost: 2.5,
    judged: false,
  });
  expect(figures.find(({ figure, of }) => figure === 'over_floor' && of === 'pglite')).toMatchObject({ judged: false });
});

test('on a quiet machine it is', () => {
  const quiet = played({
    echo: [round(0.2), round(0.2)],
    floor: [round(0.1), round(0.1)],
    postgres: [round(0.5, 0.1, { p50: 17 }), round(0.5, 0.1, { p50: 17 })],
  });
  const figures = timedFigures(quiet, { atOnce: 32 });
  expect(figures.find(({ figure }) => figure === 'over_floor')).toMatchObject({ value: 2, met: true });
  expect(figures.find(({ figure, of }) => figure === 'turns' && of === 'postgres')).toMatchObject({
    p50_ms: 17,
    atMost: 18,
    met: true,
  });
});

test('without a server there is no floor, and nothing is said of it', () => {
  const figures = timedFigures(played({ echo: [round(0.2)], pglite: [round(2)] }), { atOnce: 32 });
  expect(figures.map(({ figure }) => figure)).not.toContain('over_floor');
});

test('a customer alone has a line of their own', () => {
  const [echo] = played({ echo: [round(0.2), round(0.2)] });
  const figures = timedFigures([{ ...(echo as Played), alone: [round(0.3, 0, { p50: 1.5 })] }], { atOnce: 32 });
  expect(figures.filter(({ figure }) => figure === 'turns')).toMatchObject([
    { customers: 32, p50_ms: 10 },
    { customers: 1, p50_ms: 1.5 },
  ]);
});
