import { median, rounded } from '../statistics.ts';
import { BACKENDS, type Backend } from './field.ts';
import { type Aim, judgeTimed, type Machine, MOST_NEIGHBOURS, MOST_SPREAD, spread } from './judge.ts';
import type { Plan, Played, Round } from './rounds.ts';

/** One line of what the benchmark prints. */
export type Figure = Record<string, unknown>;

/** A durable turn of desk and database, as a multiple of the floor. */
const OVER_FLOOR: Record<Backend, Aim> = { postgres: { atMost: 2.5 }, pglite: {} };
/** Milliseconds, with all customers at once. */
const P50: Record<Backend, Aim> = { postgres: { atMost: 18 }, pglite: {} };

/** Milliseconds of a core for a turn, of everybody that it takes. */
export const costOf = ({ programMs, serverMs }: Round): number => programMs + serverMs;

/** The floor of each round: an echo that keeps nothing, and the smallest writer that keeps a turn. Undefined without one. */
export function floorOf(played: readonly Played[]): number[] | undefined {
  const echo = roundsOf(played, 'echo');
  const floor = roundsOf(played, 'floor');
  if (floor.length === 0) return undefined;
  return floor.map((round, at) => costOf(round) + costOf(echo[at] as Round));
}

/** A desk's cost as a multiple of the floor, round by round: what disturbs a round disturbs both. */
export function overFloor(played: readonly Played[], desk: Played['name']): number[] | undefined {
  const floor = floorOf(played);
  return floor && roundsOf(played, desk).map((round, at) => costOf(round) / (floor[at] as number));
}

/** All figures of `desk bench turn` that depend on the machine. */
export const timedFigures = (played: readonly Played[], plan: Pick<Plan, 'atOnce'>): Figure[] => [
  ...BACKENDS.flatMap((desk) => overFloorFigures(played, desk)),
  ...plainFigures(played, plan),
];

/** What everybody's turns took, whoever they are. */
export const plainFigures = (played: readonly Played[], { atOnce }: Pick<Plan, 'atOnce'>): Figure[] => [
  ...played.map(cpuFigure),
  ...played.flatMap((player) => [
    ...turnsFigures(played, player.name, player.together, atOnce),
    ...turnsFigures(played, player.name, player.alone, 1),
  ]),
  machineFigure(played),
];

interface Multiple {
  figure: string;
  of: string;
  to: string;
  take: (round: Round) => number;
  judgedBy?: (round: Round) => number;
}

/**
 * A player's figure as a multiple of another's of the same round, each round by its own; `judgedBy` is the echo's figure that
 * says how quiet the machine was, where the echo has none like it.
 */
export function multiple(played: readonly Played[], { figure, of, to, take, judgedBy = take }: Multiple): Figure {
  const other = roundsOf(played, to);
  const ratios = roundsOf(played, of).map((round, at) => take(round) / take(other[at] as Round));
  const value = median(ratios);
  return {
    ...{ figure, of, to, value: rounded(value), rounds: ratios.map(rounded) },
    ...aimed(value, {}, machineBy(played, judgedBy)),
  };
}

const cpuFigure = ({ name, together }: Played): Figure => ({
  figure: 'cpu a turn',
  of: name,
  unit: 'ms',
  value: middle(together, costOf),
  program: middle(together, ({ programMs }) => programMs),
  server: middle(together, ({ serverMs }) => serverMs),
  rounds: together.map(costOf).map(rounded),
});

function overFloorFigures(played: readonly Played[], desk: Backend): Figure[] {
  const ratios = overFloor(played, desk);
  if (!ratios?.length) return [];
  const value = median(ratios);
  return [
    {
      figure: 'over_floor',
      of: desk,
      value: rounded(value),
      rounds: ratios.map(rounded),
      ...aimed(value, OVER_FLOOR[desk], machineBy(played, costOf)),
    },
  ];
}

function turnsFigures(
  played: readonly Played[],
  name: Played['name'],
  rounds: readonly Round[],
  customers: number,
): Figure[] {
  if (rounds.length === 0) return [];
  const p50 = median(rounds.map((round) => round.p50));
  const aim = customers > 1 && (name === 'postgres' || name === 'pglite') ? P50[name] : {};
  return [
    {
      figure: 'turns',
      of: name,
      customers,
      unit: '1/s',
      value: middle(rounds, ({ perSecond }) => perSecond),
      rounds: rounds.map(({ perSecond }) => rounded(perSecond)),
      p50_ms: rounded(p50),
      p99_ms: middle(rounds, ({ p99 }) => p99),
      neighbours_cores: middle(rounds, ({ neighbours }) => neighbours),
      waited_for_a_core: middle(rounds, ({ waited }) => waited),
      ...aimed(
        p50,
        aim,
        machineBy(played, ({ perSecond }) => perSecond),
      ),
    },
  ];
}

function machineFigure(played: readonly Played[]): Figure {
  const { neighbours } = machineBy(played, costOf);
  return {
    figure: 'the machine',
    echo_cpu_spread: rounded(spread(machineBy(played, costOf).echo)),
    echo_rate_spread: rounded(spread(machineBy(played, ({ perSecond }) => perSecond).echo)),
    spread_judged_up_to: MOST_SPREAD,
    neighbours_cores: rounded(median(neighbours)),
    neighbours_cores_most: rounded(Math.max(...neighbours)),
    neighbours_judged_up_to: MOST_NEIGHBOURS,
  };
}

const machineBy = (played: readonly Played[], of: (round: Round) => number): Machine => ({
  echo: roundsOf(played, 'echo').map(of),
  neighbours: played.flatMap(({ together }) => together.map(({ neighbours }) => neighbours)),
});

const roundsOf = (played: readonly Played[], of: Played['name']): Round[] =>
  played.find(({ name }) => name === of)?.together ?? [];

const middle = (rounds: readonly Round[], of: (round: Round) => number): number => rounded(median(rounds.map(of)));

/** A figure without an aim is still marked where the machine was too busy to believe it. */
function aimed(value: number, aim: Aim, machine: Machine): Figure {
  const verdict = judgeTimed(value, aim, machine);
  return 'met' in verdict && Object.keys(aim).length === 0 ? {} : { ...aim, ...verdict };
}
