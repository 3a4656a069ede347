import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import type { Conversation } from '../../../services/conversations/conversations.ts';
import type { ConversationInTurn } from '../../../services/conversations/in-turn.ts';
import type { Database, Stores } from '../../../services/stores.ts';

/** Lets somebody else go first: resolves when it is this one's turn. */
export type Step = (what: string) => Promise<void>;

const MINUTE_MS = 60_000;

/**
 * A database in memory that does what the real ones do for turns: one row lock a conversation, compare-and-swap on where
 * a log ends, a message once. Between any two things that it is asked, others may come: `step` decides who.
 */
export class ModelDatabase {
  readonly conversations = new Map<string, Conversation>();
  readonly log = new Map<string, LogEntry[]>();
  /** What was waited for, by conversation: its row's lock. */
  readonly #locks = new Map<string, Promise<void>>();
  readonly #locked = new Set<string>();
  #clock = Date.UTC(2026, 10, 18);

  /** The database as one process has it. */
  through(step: Step): Database {
    const others = {
      ...{ cases: {}, disclosures: {}, misses: {}, policies: {} },
      ...{
        customers: {},
        insurerCases: {},
        identityTries: {},
        codes: {},
        agents: { isAnybodyThere: async () => true },
      },
    };
    const stores = {
      ...others,
      conversations: {
        look: async (id: string) => {
          await step('look');
          const conversation = this.conversations.get(id);
          return conversation && { conversation: structuredClone(conversation), now: this.#now() };
        },
      },
    };
    const keep: Database['keep'] = async ({ inTurn, opens }) => {
      await step('keep');
      const { id } = inTurn.conversation;
      const stands = this.conversations.get(id);
      const mayBeKept = opens ? !stands : stands?.headHash === inTurn.before.headHash && !this.#locked.has(id);
      const isNew = inTurn.appended.every(({ messageId }) => this.#entryOf(id, messageId) === undefined);
      if (mayBeKept && isNew) this.#write(inTurn);
      await step('kept');
      return { kept: mayBeKept && isNew, now: this.#now() };
    };
    const transaction: Database['transaction'] = async (work) => {
      const unlock: (() => void)[] = [];
      const saves: ConversationInTurn[] = [];
      const created: Conversation[] = [];
      let mine: string | undefined;
      const inside = {
        ...others,
        conversations: {
          lock: async (id: string, messageId?: string) => {
            await step('lock');
            if (mine !== id) {
              if (!this.conversations.has(id)) return undefined;
              unlock.push(await this.#lock(id));
              mine = id;
            }
            const conversation = this.conversations.get(id) as Conversation;
            const duplicateOf = this.#entryOf(id, messageId)?.id;
            return { conversation: structuredClone(conversation), duplicateOf, now: this.#now() };
          },
          create: async (conversation: Conversation) => {
            await step('create');
            if (this.conversations.has(conversation.id)) return false;
            this.conversations.set(conversation.id, structuredClone(conversation));
            created.push(conversation);
            return true;
          },
          save: async (inTurn: ConversationInTurn) => void saves.push(inTurn),
        },
        deliveries: { wake: async () => undefined },
      } as unknown as Stores;
      try {
        const result = await work(inside, () => undefined);
        await step('commit');
        for (const inTurn of saves) this.#write(inTurn);
        return result;
      } finally {
        for (const let_go of unlock) let_go();
      }
    };
    return { ...stores, keep, transaction } as unknown as Database;
  }

  #entryOf(id: string, messageId: string | undefined): LogEntry | undefined {
    return messageId === undefined ? undefined : this.log.get(id)?.find((entry) => entry.messageId === messageId);
  }

  #write({ conversation, appended }: ConversationInTurn): void {
    this.conversations.set(conversation.id, structuredClone(conversation));
    const log = this.log.get(conversation.id) ?? [];
    this.log.set(conversation.id, log);
    log.push(...appended);
  }

  async #lock(id: string): Promise<() => void> {
    while (this.#locks.has(id)) await this.#locks.get(id);
    let letGo = () => {};
    this.#locks.set(id, new Promise<void>((resolve) => (letGo = resolve)));
    this.#locked.add(id);
    return () => {
      this.#locks.delete(id);
      this.#locked.delete(id);
      letGo();
    };
  }

  #now(): Date {
    this.#clock += MINUTE_MS;
    return new Date(this.#clock);
  }
}
