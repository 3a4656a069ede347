import type { Agent } from '../services/agents.ts';
import type { LogEntry } from '../services/conversation-log/entry.ts';
import type { Conversation, ConversationLog } from '../services/conversations.ts';

const PAGE = 100;

/**
 * What agents are called. The log says it: whoever has a conversation was named in it when they took it. An agent's
 * name is looked up once.
 */
export class AgentNames {
  readonly #log: ConversationLog;
  readonly #names = new Map<string, string>();

  constructor(log: ConversationLog) {
    this.#log = log;
  }

  learn({ id, name }: Pick<Agent, 'id' | 'name'>): void {
    this.#names.set(id, name);
  }

  /** Who has the conversation; undefined where no agent has. */
  async of({ id, agentId, headSeq }: Conversation): Promise<string | undefined> {
    if (!agentId) return undefined;
    for (let end = headSeq; end > 0 && !this.#names.has(agentId); end -= PAGE) {
      const page = await this.#log.read(id, Math.max(0, end - PAGE), { reader: 'staff', limit: PAGE });
      for (const entry of page) this.#learnFrom(entry);
    }
    return this.#names.get(agentId);
  }

  /** Only the desk's own entries say who is called what: a customer's event may have any name. */
  #learnFrom({ role, activity }: LogEntry): void {
    if (role !== 'system' || activity?.name !== 'handoff.status') return;
    const { agent } = (activity.value ?? {}) as { agent?: Partial<Agent> };
    if (agent?.id && agent.name) this.learn({ id: agent.id, name: agent.name });
  }
}
