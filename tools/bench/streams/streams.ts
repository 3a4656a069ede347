import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { print } from '../../../cli/lines.ts';
import { Usage } from '../../../cli/usage.ts';
import { freshDatabase } from '../../lab/postgres.ts';
import type { DeskProcess } from '../../lab/processes.ts';
import { percentile, rounded } from '../statistics.ts';
import { Ends } from '../turn/ends.ts';
import { BACKENDS, type Backend, benchDesk, endWorker, ownServer, startWorker } from '../turn/field.ts';
import { ask } from '../turn/job.ts';
import { judgeCount } from '../turn/judge.ts';
import { busyMs, type Had, hadBy, hadByServer, sum } from '../turn/processor.ts';
import { countWire } from '../turn/wire-counter.ts';
import { type StreamsPlan, streamsFrom, tooFewFiles } from './options.ts';
import type { PagesDone, PagesJob } from './pages.ts';

/** What 10,000 streams may take: megabytes of the desk, and percent of a core of desk and database while nobody speaks. */
const AIMS = { memory: { atMost: 600 }, cpu: { atMost: 3 } };
/** Turns at the same time whose arrival is timed. */
const AT_ONCE = 8;

/**
 * `desk bench streams`: so many open streams on one desk, and what they take while nobody speaks; and with all of them
 * open, how long after its commit at another desk a turn comes on its stream, with hints and where all hints are lost. Takes
 * four minutes for each database.
 */
export async function benchStreams(args: string[]): Promise<void> {
  const plan = streamsFrom(args);
  const few = tooFewFiles(readFileSync('/proc/self/limits', 'utf8'), plan.streams);
  if (few) throw new Usage(few);
  for (const backend of plan.of ? [plan.of] : BACKENDS) await measure(backend, plan);
}

async function measure(backend: Backend, plan: StreamsPlan): Promise<void> {
  const ends = new Ends();
  try {
    const server = backend === 'postgres' ? await ownServer() : undefined;
    if (backend === 'postgres' && !server) return print({ of: backend, skipped: 'no PostgreSQL was found' });
    if (server) ends.add(() => server.remove());
    const databaseUrl = server && (await freshDatabase(server.url));
    const wire = databaseUrl ? await countWire(databaseUrl) : undefined;
    if (wire) ends.add(() => wire.close());
    const start = async (desk: DeskProcess): Promise<DeskProcess> => {
      ends.add(() => desk.end());
      desk.start();
      await desk.ready();
      return desk;
    };
    const desk = await start(
      await benchDesk(wire ? { DATABASE_URL: wire.url } : { DATA_DIR: join(ends.folder(), 'data') }),
    );
    const say = (figure: Record<string, unknown>) => print({ ...figure, of: backend, streams: plan.streams });
    say({ figure: 'memory', when: 'before', unit: 'MB', value: rounded(desk.residentMegabytes()) });
    const { pages, seconds, release } = await holdStreams(desk.url, plan.streams);
    ends.add(release);
    say({ figure: 'opened', unit: 's', value: rounded(seconds) });
    say({ figure: 'memory', when: 'all just opened', unit: 'MB', value: rounded(desk.residentMegabytes()) });
    await wait(plan.idle * 1000);
    const memory = desk.residentMegabytes();
    say({
      ...{ figure: 'memory', when: `${plan.idle} idle seconds later`, unit: 'MB', value: rounded(memory) },
      ...{ ...AIMS.memory, ...judgeCount(memory, AIMS.memory) },
    });

    const had = (): Had[] => [hadBy(desk.pid), hadByServer(server?.pids() ?? []), hadBy(pages.pid ?? 0)];
    const before = { had: had(), statements: wire?.counts.statements ?? 0, at: performance.now(), busy: busyMs() };
    await wait(plan.idle * 1000);
    const passed = performance.now() - before.at;
    const percents = had().map(({ cpuMs }, of) => ((cpuMs - (before.had[of]?.cpuMs ?? 0)) / passed) * 100);
    const [ofDesk = 0, ofServer = 0] = percents;
    const own = sum(had()).cpuMs - sum(before.had).cpuMs;
    say({
      ...{ figure: 'cpu while idle', unit: '% of a core', value: rounded(ofDesk + ofServer), desk: rounded(ofDesk) },
      ...(server ? { database: rounded(ofServer) } : {}),
      neighbours_cores: rounded(Math.max(0, (busyMs() - before.busy - own) / passed)),
      ...{ ...AIMS.cpu, ...judgeCount(ofDesk + ofServer, AIMS.cpu) },
    });
    if (wire) {
      const statements = wire.counts.statements - before.statements;
      say({ figure: 'statements while idle', unit: 'a minute', value: rounded((statements / passed) * 60_000) });
    }

    // On PGlite there is no other desk.
    const other = databaseUrl ? await start(await benchDesk({ DATABASE_URL: databaseUrl })) : desk;
    const arrive = async (how: string) => {
      const job: PagesJob = { turns: plan.turns, atOnce: AT_ONCE, url: other.url };
      const { arrivals } = (await ask<PagesJob, PagesDone>(pages, job)) as { arrivals: number[] };
      const [p50, p99, most] = [0.5, 0.99, 1].map((share) => rounded(percentile(arrivals, share)));
      say({ figure: 'arrival', when: how, turns: arrivals.length, unit: 'ms after the commit', p50, p99, most });
    };
    await arrive(wire ? "another desk's turns, with hints" : 'turns of its own');
    if (wire) {
      wire.losesHints = true;
      await arrive("another desk's turns, all hints lost");
    }
  } finally {
    await ends.all();
  }
}

/** Opens streams, each of a conversation of its own, and holds them. */
export async function holdStreams(url: string, count: number) {
  const pages = await startWorker('tools/bench/streams/pages.ts');
  try {
    const { seconds } = (await ask<PagesJob, PagesDone>(pages, { open: count, url })) as { seconds: number };
    return { pages, seconds, release: () => endWorker(pages) };
  } catch (error) {
    await endWorker(pages);
    throw error;
  }
}
