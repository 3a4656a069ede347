import { print } from '../../../cli/lines.ts';
import type { DeskProcess } from '../../lab/processes.ts';
import { MEMORY } from '../memory/memory.ts';
import { rounded } from '../statistics.ts';
import { type Counts, countTurns } from './counts.ts';
import { BACKENDS, type Backend, Field } from './field.ts';
import { timedFigures } from './figures.ts';
import { type Aim, judgeCount } from './judge.ts';
import { planFrom } from './options.ts';
import { type Plan, playRounds } from './rounds.ts';

/** A turn under 32 customers. */
const STATEMENTS: Aim = { atMost: 0.5 };
const WAL_BYTES: Aim = { atMost: 3_000 };

/**
 * `desk bench turn`: what a durable turn costs, beside an echo and the smallest durable writer, all in one run. Takes three
 * minutes or so on two quiet cores, and says where it can't judge.
 */
export async function benchTurn(args: string[]): Promise<void> {
  const plan = planFrom(args);
  const field = await Field.layOut();
  try {
    for (const desk of Object.values(field.desks)) desk.start();
    await Promise.all(Object.values(field.desks).map((desk) => desk.ready()));
    await printTimed(field, plan);
  } finally {
    await field.close();
  }
  await printCounts(plan);
}

/** Plays the rounds on desks that run, and prints what came of them. */
export async function printTimed(field: Field, plan: Plan): Promise<void> {
  if (!field.desks.postgres)
    print({ note: 'no PostgreSQL server is installed here: its figures and the floor are missing' });
  for (const figure of timedFigures(await playRounds(field, plan), plan)) print(figure);
  const turns = plan.warm + plan.rounds * (plan.turns + plan.alone);
  for (const backend of BACKENDS) {
    const desk = field.desks[backend];
    if (desk) print(memory(backend, desk, turns));
  }
}

/** Counts on a desk of each kind, and prints it. */
export async function printCounts({ warm, turns, atOnce }: Plan): Promise<void> {
  for (const backend of BACKENDS) {
    const counts = await countTurns(backend, { warm, turns, atOnce });
    if (counts) for (const figure of countFigures(backend, counts, atOnce)) print(figure);
  }
}

function memory(of: Backend, desk: DeskProcess, turns: number) {
  const value = desk.residentMegabytes();
  const when = `warm, after ${turns} turns`;
  return { figure: 'memory', of, when, unit: 'MB', value: rounded(value), ...aimed(value, MEMORY[of]) };
}

function countFigures(of: Backend, { allocated, systemCalls, way, server }: Counts, customers: number) {
  const figure = (name: string, value: number, more: Record<string, unknown> = {}) => ({
    figure: `${name} a turn`,
    of,
    customers,
    value: rounded(value),
    ...more,
  });
  const figures = [
    figure('allocated bytes', allocated, { within: '2 %, on the heap of V8' }),
    figure('system calls of the desk', systemCalls, { way }),
  ];
  if (!server) return figures;
  const { statements, flushes, walBytes } = server;
  return [
    figure('statements', statements, aimed(statements, STATEMENTS)),
    figure('flushes', flushes),
    figure('WAL bytes', walBytes, aimed(walBytes, WAL_BYTES)),
    figure('system calls of the database', server.systemCalls, { way }),
    ...figures,
  ];
}

const aimed = (value: number, aim: Aim) => ({ ...aim, ...judgeCount(value, aim) });
