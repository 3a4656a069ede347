import { setTimeout as wait } from 'node:timers/promises';
import { sqlOn } from './sql.ts';

/** Pause between two looks. */
const LOOK_MS = 100;
/** A database that doesn't take a row by then can't take a turn; a readiness that isn't told by then isn't given. */
const ANSWER_MS = 1_500;

/** From a moment on, something is so. */
interface Since {
  at: number;
  is: boolean;
}

/** The longest that readiness said something else than the database did, each way, in milliseconds. */
export interface Untrue {
  readyWhileDownMs: number;
  notReadyWhileUpMs: number;
}

/** Looks at a database and at what a desk's `/health/ready` says of it, side by side, until it is told to stop. */
export class Watch {
  readonly database: Since[] = [];
  readonly readiness: Since[] = [];
  /** When the last row that it took was sent. */
  #lastTaken = 0;
  readonly #over = new AbortController();
  readonly #url: string;
  readonly #desk: string;
  #looking: Promise<unknown> = Promise.resolve();

  /** `url` leads to the database, `desk` to the desk. */
  constructor(url: string, desk: string) {
    this.#url = url;
    this.#desk = desk;
  }

  start(): void {
    this.#looking = Promise.all([
      this.#look(this.database, async () => {
        const sent = performance.now();
        const taken = await takesARow(this.#url);
        if (taken) this.#lastTaken = sent;
        return taken;
      }),
      this.#look(this.readiness, () => isReady(this.#desk)),
    ]);
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await this.#looking;
  }

  /** Resolves, once the database takes rows that were sent after a moment, with since when it does. Throws where it is late. */
  async databaseBack(after: number, withinMs: number): Promise<number> {
    for (const deadline = after + withinMs; performance.now() < deadline; await wait(LOOK_MS / 4)) {
      const since = this.database.at(-1);
      if (this.#lastTaken > after && since?.is) return Math.max(since.at, after);
    }
    throw new Error(`the database was not back ${withinMs} ms after the disturbance`);
  }

  /** When readiness first said no. */
  get firstNotReady(): number | undefined {
    return this.readiness.find(({ is }) => !is)?.at;
  }

  untrue(): Untrue {
    const end = performance.now();
    return {
      readyWhileDownMs: Math.round(longest(this.database, this.readiness, { database: false, ready: true }, end)),
      notReadyWhileUpMs: Math.round(longest(this.database, this.readiness, { database: true, ready: false }, end)),
    };
  }

  async #look(seen: Since[], look: () => Promise<boolean>): Promise<void> {
    while (!this.#over.signal.aborted) {
      const asked = performance.now();
      const is = await look();
      // What was refused was so from when it was asked, what was granted only when it was answered.
      if (seen.at(-1)?.is !== is) seen.push({ at: is ? performance.now() : asked, is });
      await wait(LOOK_MS);
    }
  }
}

/** The longest stretch in which both are as said. */
export function longest(
  database: readonly Since[],
  readiness: readonly Since[],
  wanted: { database: boolean; ready: boolean },
  end: number,
): number {
  const state = (of: readonly Since[], at: number) => of.findLast((since) => since.at <= at)?.is;
  const moments = [...database, ...readiness].map(({ at }) => at).sort((a, b) => a - b);
  let most = 0;
  let from: number | undefined;
  for (const at of [...moments, end]) {
    if (from !== undefined) most = Math.max(most, at - from);
    const both = state(database, at) === wanted.database && state(readiness, at) === wanted.ready;
    if (!both) from = undefined;
    else from ??= at;
  }
  return most;
}

/** The table that is looked at. */
export const PROBE = 'public.disturbance_probe';

async function takesARow(url: string): Promise<boolean> {
  return sqlOn(url, `insert into ${PROBE} values (1)`, ANSWER_MS).then(
    () => true,
    () => false,
  );
}

async function isReady(desk: string): Promise<boolean> {
  const answer = await fetch(`${desk}/health/ready`, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
}
