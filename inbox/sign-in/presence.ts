import { sha256 } from '../../services/ids.ts';
import type { AgentStore } from '../../services/staff/agent-store.ts';
import { NOTED_EVERY_MS } from '../../services/staff/presence.ts';
import type { Logger } from '../../telemetry/logger.ts';

/** So many sessions are remembered; who comes back later than all of them is noted once more than needed. */
const MOST = 10_000;

/** Notes which sessions are there: at each request, and while a page is kept up to date. Customers are told by it. */
export class Presence {
  readonly #agents: Pick<AgentStore, 'seen'>;
  readonly #logger: Logger;
  /** When each was noted last, the longest ago first. */
  readonly #noted = new Map<string, number>();

  constructor({ agents, logger }: { agents: Pick<AgentStore, 'seen'>; logger: Logger }) {
    this.#agents = agents;
    this.#logger = logger;
  }

  /** A session is there now. Writes nothing where that was noted just before; never throws, and nobody waits for it. */
  seen(token: string): void {
    const now = performance.now();
    const before = this.#noted.get(token);
    if (before !== undefined && now - before < NOTED_EVERY_MS) return;
    this.#noted.delete(token);
    this.#noted.set(token, now);
    if (this.#noted.size > MOST) this.#noted.delete(this.#noted.keys().next().value as string);
    this.#agents
      .seen(sha256(token))
      .catch((error: unknown) => this.#logger.warn({ err: error }, 'could not note that an agent is there'));
  }
}
