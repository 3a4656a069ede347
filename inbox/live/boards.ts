import type { Case } from '../../services/cases/case.ts';
import { CatchUp } from '../../services/catch-up.ts';
import type { Attendance, Attended, InQueue } from '../../services/conversations/conversation-store.ts';
import * as metrics from '../../telemetry/metrics.ts';
import type { InboxParts } from '../parts.ts';
import { type Board, type Leafed, type List, ROWS, type Row } from './board.ts';
import { LastWordsReader } from './last-words.ts';

/** What all agents see alike. */
interface Shared {
  attendance: Attendance;
  waiting: readonly Row[];
  calls: readonly Case[];
}

/** Changes that follow one another faster than this are shown together. */
const GATHER_MS = 250;
/** Hints from other replicas may be lost, and waiting times grow by themselves. */
const LOOK_MS = 10_000;

/** The queue and who has what: a page of each list, however many there are. */
export class Boards {
  readonly #parts: Pick<InboxParts, 'database' | 'signals' | 'logger'>;
  readonly #lastWords: LastWordsReader;
  readonly #watchers = new Set<{ agentId: string; show: (board: Board) => void }>();
  readonly #reading: CatchUp;
  #stopListening: (() => void) | undefined;

  constructor(parts: Pick<InboxParts, 'database' | 'signals' | 'logger'>) {
    this.#parts = parts;
    this.#lastWords = new LastWordsReader(parts.database.staffLog);
    this.#reading = new CatchUp({
      read: () => this.#showAndGather(),
      failed: (error) => parts.logger.warn({ err: error }, 'could not read the queue; trying again'),
    });
  }

  /** The board of one agent as it is now. */
  async read(agentId: string, leafed: Leafed = {}): Promise<Board> {
    return this.#of(agentId, await this.#shared(leafed.waiting), leafed);
  }

  /** Shows an agent's board now, at every change and every ten seconds. Returns how to stop. */
  watch(agentId: string, show: (board: Board) => void): () => void {
    const watcher = { agentId, show };
    this.#watchers.add(watcher);
    this.#stopListening ??= this.#listen();
    this.#reading.hint();
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      this.#stopListening?.();
      this.#stopListening = undefined;
    };
  }

  async #shared(after?: InQueue): Promise<Shared> {
    const { conversations, cases } = this.#parts.database;
    const [attendance, waiting, calls] = await Promise.all([
      conversations.attendance(),
      conversations.queue({ after, limit: ROWS + 1 }),
      cases.callsToMake(ROWS),
    ]);
    metrics.queueLength.set(attendance.waiting);
    return { attendance, waiting: await this.#withWords(waiting), calls };
  }

  async #of(agentId: string, { attendance, waiting, calls }: Shared, leafed: Leafed): Promise<Board> {
    const { conversations } = this.#parts.database;
    const mineCount = attendance.byAgent.get(agentId) ?? 0;
    const othersCount = [...attendance.byAgent.values()].reduce((sum, number) => sum + number, 0) - mineCount;
    const first = waiting[0];
    const [mine, others, before] = await Promise.all([
      mineCount === 0 ? [] : conversations.withAgents({ of: agentId }, { after: leafed.mine, limit: ROWS + 1 }),
      othersCount === 0 ? [] : conversations.withAgents({ notOf: agentId }, { after: leafed.others, limit: ROWS + 1 }),
      leafed.waiting && first ? conversations.waitingBefore({ id: first.id, ...first.floor.place }) : 0,
    ]);
    return {
      calls,
      waiting: { ...listOf(waiting, attendance.waiting, before), crowded: attendance.crowded },
      mine: listOf(await this.#withWords(mine), mineCount, 0),
      others: listOf(await this.#withWords(others), othersCount, 0),
    };
  }

  async #withWords(attended: readonly Attended[]): Promise<Row[]> {
    const words = await this.#lastWords.of(attended);
    return attended.map((one) => ({ ...one, ...(words.get(one.id) ?? { said: '', lastFrom: undefined }) }));
  }

  #listen(): () => void {
    const stop = this.#parts.signals.listen('*', () => this.#reading.hint());
    const look = setInterval(() => this.#reading.hint(), LOOK_MS).unref();
    return () => {
      stop();
      clearInterval(look);
    };
  }

  /** Shows all agents their boards, and then waits a moment: what changes in it is shown together. */
  async #showAndGather(): Promise<void> {
    if (this.#watchers.size === 0) return;
    try {
      await this.#showAll();
    } finally {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
  }

  /** What all see alike is read once, the rest once an agent, however many pages an agent has open. */
  async #showAll(): Promise<void> {
    const shared = await this.#shared();
    for (const agentId of new Set([...this.#watchers].map((watcher) => watcher.agentId))) {
      const board = await this.#of(agentId, shared, {});
      for (const watcher of this.#watchers) if (watcher.agentId === agentId) watcher.show(board);
    }
  }
}

const listOf = (read: readonly Row[], count: number, before: number): List => ({
  rows: read.slice(0, ROWS),
  // Read one after the other: a list that is shown is never said to be shorter than it is.
  count: Math.max(count, before + read.length),
  before,
  more: read.length > ROWS,
});
