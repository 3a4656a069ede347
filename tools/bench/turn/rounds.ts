import type { Player } from './players.ts';
import { busyMs, type Had } from './processor.ts';

/** How much is done. Turns are counted, never timed: a faster desk isn't asked for more. */
export interface Plan {
  /** Turns of each before anything is measured: V8 compiles what it will run, caches and pages are what they will be. */
  warm: number;
  rounds: number;
  /** Turns of each in a round. */
  turns: number;
  /** Customers who talk at the same time in a round. */
  atOnce: number;
  /** Turns of each in a round with one customer alone. */
  alone: number;
}

/** What one round of one player came to. */
export interface Round {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Milliseconds of a core for a turn: of the program, and of its server. */
  programMs: number;
  serverMs: number;
  /** Cores that others on this machine had meanwhile. */
  neighbours: number;
  /** For each core that the player had, how many it waited for: 0 on a machine of its own, if that has cores enough. */
  waited: number;
}

/** The rounds of one player, with many customers and with one. */
export interface Played {
  name: Player['name'];
  together: Round[];
  alone: Round[];
}

/** Who plays, and what all processes of the benchmark have had. */
export interface Playing {
  players: readonly Player[];
  own: () => Had;
}

/** Plays all rounds, everybody in turns, so that what else the machine does meets all of them alike. */
export async function playRounds(playing: Playing, plan: Plan): Promise<Played[]> {
  const { players } = playing;
  let from = 0;
  for (const player of players) await player.play({ atOnce: plan.atOnce, turns: plan.warm, from });
  const played = players.map(({ name }): Played => ({ name, together: [], alone: [] }));
  for (let round = 0; round < plan.rounds; round++) {
    for (const [kind, atOnce, turns] of [
      ['together', plan.atOnce, plan.turns],
      ['alone', 1, plan.alone],
    ] as const) {
      from += plan.warm;
      for (const at of inTurns(players.length, round)) {
        const player = players[at] as Player;
        if (turns > 0) played[at]?.[kind].push(await playOne(playing, player, { atOnce, turns, from }));
      }
    }
  }
  return played;
}

/** Everybody's places, somebody else the first in each round. */
const inTurns = (count: number, round: number): number[] =>
  Array.from({ length: count }, (_, at) => (at + round) % count);

async function playOne({ own }: Playing, player: Player, job: { atOnce: number; turns: number; from: number }) {
  const look = () => ({
    at: performance.now(),
    program: player.program(),
    server: player.server(),
    own: own(),
    busy: busyMs(),
  });
  const before = look();
  const { seconds, p50, p99 } = await player.play(job);
  const after = look();
  const programMs = after.program.cpuMs - before.program.cpuMs;
  const serverMs = after.server.cpuMs - before.server.cpuMs;
  const waitedMs = after.program.waitedMs - before.program.waitedMs + after.server.waitedMs - before.server.waitedMs;
  const others = after.busy - before.busy - (after.own.cpuMs - before.own.cpuMs);
  return {
    perSecond: job.turns / seconds,
    p50,
    p99,
    programMs: programMs / job.turns,
    serverMs: serverMs / job.turns,
    neighbours: Math.max(0, others) / (after.at - before.at),
    waited: waitedMs / Math.max(1, programMs + serverMs),
  };
}
