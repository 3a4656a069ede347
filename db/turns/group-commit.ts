import type { Keeping, PreparedTurn, TurnKeeper } from '../../services/conversations/prepared-turn.ts';
import { Unavailable } from '../../services/unavailable.ts';
import type { Client } from '../connection/statements.ts';
import { idOf, keepingOf } from './statement.ts';

/** Turns that go out together, at most. */
const MOST_TOGETHER = 64;

interface Waiting {
  turn: PreparedTurn;
  resolve(keeping: Keeping): void;
  reject(error: unknown): void;
}

/**
 * Keeps turns together with others' (group commit): what comes while a statement is under way goes out with the next one.
 * One statement at a time, so under load each carries many turns, and the database flushes once for all of them.
 */
export class GroupCommit implements TurnKeeper {
  readonly #client: Pick<Client, 'unsafe'>;
  readonly #spread: boolean;
  #waiting: Waiting[] = [];
  #busy = false;

  /** `spread`: over the servers of a Citus cluster. */
  constructor(client: Pick<Client, 'unsafe'>, { spread }: { spread: boolean }) {
    this.#client = client;
    this.#spread = spread;
  }

  keep(turn: PreparedTurn): Promise<Keeping> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ turn, resolve, reject });
      if (!this.#busy) void this.#keepAll();
    });
  }

  /** Never throws: each turn hears for itself. */
  async #keepAll(): Promise<void> {
    this.#busy = true;
    await undefined; // what else is ready in this moment comes along
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#keepTogether(batch);
    this.#busy = false; // in the same breath as the last look at what waits
  }

  /** The next ones: at most one a conversation, and none that nobody waits for. */
  #next(): Waiting[] {
    const batch = new Map<string, Waiting>();
    const later: Waiting[] = [];
    for (const waiting of this.#waiting) {
      const { turn, reject } = waiting;
      if (turn.withdrawn.aborted) reject(new Unavailable('nobody waits for this turn any more'));
      else if (batch.size < MOST_TOGETHER && !batch.has(idOf(turn))) batch.set(idOf(turn), waiting);
      else later.push(waiting);
    }
    this.#waiting = later;
    return [...batch.values()];
  }

  async #keepTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const { kept, now } = await this.#send(batch.map(({ turn }) => turn));
      for (const { turn, resolve } of batch) resolve({ kept: kept.has(idOf(turn)), now });
    } catch (error) {
      // One of them may be what the database refuses: the others are no worse for it. A database that is away is away
      // for all of them.
      if (batch.length === 1 || error instanceof Unavailable) for (const { reject } of batch) reject(error);
      else for (const waiting of batch) await this.#keepTogether([waiting]);
    }
  }

  async #send(turns: readonly PreparedTurn[]): Promise<{ kept: ReadonlySet<string>; now: Date }> {
    const { text, parameters } = keepingOf(turns, { spread: this.#spread });
    const [row] = await this.#client.unsafe(text, parameters, { prepare: true });
    return { kept: new Set(JSON.parse(row?.kept) as string[]), now: new Date(Number(row?.now)) };
  }
}
