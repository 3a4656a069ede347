import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, freshDatabase } from '../../tests/kit/postgres.ts';
import { DeskProcess } from '../../tests/kit/processes.ts';
import { print } from '../lines.ts';
import { benchEvidence } from './evidence.ts';
import { holdStreams, runEcho, runLoad } from './programs.ts';
import { benchSearch } from './search.ts';
import { median, rounded } from './statistics.ts';
import { benchUnderstanding } from './understand.ts';

const ROUNDS = 3;
const AT_ONCE = 32;
const WARM_UP_S = 3;
const SECONDS = 8;
const STREAMS = 2_000;

/** What is measured against an aim. */
const aim = (figure: Record<string, unknown>, value: number, most: { atLeast?: number; atMost?: number }) =>
  print({
    ...figure,
    value: rounded(value),
    ...most,
    met: most.atLeast !== undefined ? value >= most.atLeast : value <= (most.atMost ?? Number.POSITIVE_INFINITY),
  });

/**
 * `desk bench`: everything in one run on one machine, each program in a process of its own, the load generator too.
 * One JSON object a figure. Takes about three minutes.
 */
export async function bench([part]: string[] = []): Promise<void> {
  if (part === 'search') return benchSearch();
  if (part === 'understand') return benchUnderstanding();
  if (part === 'evidence') return benchEvidence();
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-bench-'));
  const postgres = await findPostgres();
  if (!postgres)
    print({ note: 'no PostgreSQL was found: set TEST_DATABASE_URL or install its server; its figures are missing' });
  const embedded = await DeskProcess.at({
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'info',
    WEBCHAT_TOKENS_PER_MINUTE: '1000000',
    MESSAGES_PER_MINUTE: '1000000',
  });
  const server = postgres
    ? await DeskProcess.at({
        DATABASE_URL: await freshDatabase(postgres.url),
        LOG_LEVEL: 'info',
        WEBCHAT_TOKENS_PER_MINUTE: '1000000',
        MESSAGES_PER_MINUTE: '1000000',
      })
    : undefined;
  const echo = await runEcho();
  try {
    await starts(embedded);
    print({ figure: 'memory', desk: 'pglite', when: 'idle', unit: 'MB', value: rounded(embedded.residentMegabytes()) });
    if (server) {
      server.start();
      await server.ready();
      print({
        figure: 'memory',
        desk: 'postgres',
        when: 'idle',
        unit: 'MB',
        value: rounded(server.residentMegabytes()),
      });
    }
    await turns([
      ['echo', echo.url],
      ['pglite', embedded.url],
      ...(server ? ([['postgres', server.url]] as const) : []),
    ]);
    aim({ figure: 'memory', desk: 'pglite', when: 'warm, after the turns', unit: 'MB' }, embedded.residentMegabytes(), {
      atMost: 400,
    });
    if (server)
      aim(
        { figure: 'memory', desk: 'postgres', when: 'warm, after the turns', unit: 'MB' },
        server.residentMegabytes(),
        { atMost: 400 },
      );
    for (const [desk, running] of [
      ['pglite', embedded],
      ['postgres', server],
    ] as const) {
      if (!running) continue;
      const release = await holdStreams(running.url, STREAMS);
      print({
        figure: 'memory',
        desk,
        when: `with ${STREAMS} open streams`,
        unit: 'MB',
        value: rounded(running.residentMegabytes()),
      });
      await release();
    }
  } finally {
    await Promise.all([echo.stop(), embedded.kill(), server?.kill()]);
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  benchUnderstanding();
  await benchSearch();
}

/** From the start of the process until it takes requests: on a fresh folder, and later. */
async function starts(desk: DeskProcess): Promise<void> {
  const start = async (): Promise<number> => {
    const from = performance.now();
    desk.start();
    await desk.ready();
    return (performance.now() - from) / 1000;
  };
  aim({ figure: 'ready', desk: 'pglite', when: 'first start', unit: 's' }, await start(), { atMost: 10 });
  const later: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await desk.stop();
    later.push(await start());
  }
  aim({ figure: 'ready', desk: 'pglite', when: 'later starts', unit: 's' }, median(later), { atMost: 4 });
}

/** Turns a second, the desks in turns, so that what else the machine does meets all of them. */
async function turns(desks: readonly (readonly [name: string, url: string])[]): Promise<void> {
  const measured = new Map<string, { perSecond: number[]; p50: number[]; p99: number[] }>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, url] of desks) {
      const { perSecond, p50, p99 } = await runLoad(url, { atOnce: AT_ONCE, warmUp: WARM_UP_S, seconds: SECONDS });
      const figures = measured.get(name) ?? { perSecond: [], p50: [], p99: [] };
      measured.set(name, figures);
      figures.perSecond.push(perSecond);
      figures.p50.push(p50);
      figures.p99.push(p99);
    }
  }
  const rate = (name: string): number => median(measured.get(name)?.perSecond ?? []);
  for (const [name, { perSecond, p50, p99 }] of measured) {
    print({
      figure: 'turns',
      desk: name,
      atOnce: AT_ONCE,
      unit: '1/s',
      value: rounded(median(perSecond)),
      rounds: perSecond.map(rounded),
      p50_ms: rounded(median(p50)),
      p99_ms: rounded(median(p99)),
    });
  }
  if (measured.has('postgres'))
    aim({ figure: 'ratio', of: 'postgres/echo' }, rate('postgres') / rate('echo'), { atLeast: 0.4 });
  aim({ figure: 'ratio', of: 'pglite/echo' }, rate('pglite') / rate('echo'), { atLeast: 0.25 });
}
