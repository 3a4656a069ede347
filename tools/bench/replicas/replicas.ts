import { print } from '../../../cli/lines.ts';
import { freshDatabase } from '../../lab/postgres.ts';
import { runEcho } from '../programs.ts';
import { Ends } from '../turn/ends.ts';
import { benchDesk, endWorker, ownServer, startWorker } from '../turn/field.ts';
import { costOf, type Figure, multiple, plainFigures } from '../turn/figures.ts';
import { planFrom } from '../turn/options.ts';
import { ownOf, playedBy } from '../turn/players.ts';
import { type Plan, type Played, playRounds } from '../turn/rounds.ts';

/** Desks on one server at most. */
const MOST_REPLICAS = 4;
/** What is done unless told otherwise; of the warming, each desk's share. */
const USUAL: Plan = { warm: 1_500, rounds: 5, turns: 1_000, atOnce: 32, alone: 0 };

const nameOf = (desks: number): string => `${desks} ${desks === 1 ? 'desk' : 'desks'}`;

/**
 * `desk bench replicas`: the customers of `bench turn`, spread over one to four desks on one PostgreSQL, in turns. All desks
 * run all the time: those that nobody talks to take next to nothing. Takes three minutes or so.
 */
export async function benchReplicas(args: string[]): Promise<void> {
  const plan = planFrom(args, USUAL);
  const ends = new Ends();
  try {
    const server = await ownServer();
    if (!server) throw new Error('no PostgreSQL was found: install its server, replicas share one');
    ends.add(() => server.remove());
    const customers = await startWorker('tools/bench/turn/customers.ts');
    ends.add(() => endWorker(customers));
    const echo = await runEcho();
    ends.add(() => echo.stop());
    const database = { DATABASE_URL: await freshDatabase(server.url) };
    const desks = await Promise.all(Array.from({ length: MOST_REPLICAS }, () => benchDesk(database)));
    for (const desk of desks) {
      ends.add(() => desk.end());
      desk.start();
      await desk.ready();
    }

    const players = desks.map((_, at) =>
      playedBy(customers, { name: nameOf(at + 1), programs: desks.slice(0, at + 1), server }),
    );
    // All alike: else the first one would have been warmed by everybody, and the last one hardly.
    await players.at(-1)?.play({ atOnce: plan.atOnce, turns: plan.warm * MOST_REPLICAS, from: 0 });
    const own = ownOf(() => [customers.pid ?? 0, echo.pid, ...desks.map(({ pid }) => pid)], [server]);
    const everybody = [playedBy(customers, { name: 'echo', programs: [echo] }), ...players];
    const played = await playRounds({ players: everybody, own }, plan);
    for (const figure of replicaFigures(played, plan)) print(figure);
  } finally {
    await ends.all();
  }
}

/** What more desks come to: of each how many turns, what a turn costs, and both as multiples of one desk's. */
export const replicaFigures = (played: readonly Played[], plan: Pick<Plan, 'atOnce'>): Figure[] => {
  const one = nameOf(1);
  const more = played.map(({ name }) => name).filter((name) => name !== 'echo' && name !== one);
  return [
    ...plainFigures(played, plan),
    ...more.flatMap((of) => [
      multiple(played, { figure: 'turns, as a multiple', of, to: one, take: ({ perSecond }) => perSecond }),
      multiple(played, { figure: 'cpu a turn, as a multiple', of, to: one, take: costOf }),
    ]),
  ];
};
