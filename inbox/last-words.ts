import type { LogEntry, Role } from '../services/conversation-log/entry.ts';
import type { Conversation, ConversationLog } from '../services/conversations.ts';

/** How a conversation's log ends, in one line of the queue. */
export interface LastWords {
  /** What the customer said last. */
  preview: string;
  /** Who of those that everybody hears spoke last. */
  lastFrom: Role | undefined;
}

/** Entries at the end of a log that are looked at. */
const TAIL = 20;
const PREVIEW = 120;
const MOST_REMEMBERED = 1_000;
/** Logs that are read at once. */
const AT_ONCE = 8;

/** The last words of conversations. A log that hasn't grown is not read again. */
export class LastWordsReader {
  readonly #log: ConversationLog;
  readonly #known = new Map<string, LastWords & { headSeq: number }>();

  constructor(log: ConversationLog) {
    this.#log = log;
  }

  async of(conversations: readonly Conversation[]): Promise<Map<string, LastWords>> {
    const grown = conversations.filter(({ id, headSeq }) => this.#known.get(id)?.headSeq !== headSeq);
    for (let from = 0; from < grown.length; from += AT_ONCE) {
      await Promise.all(grown.slice(from, from + AT_ONCE).map((conversation) => this.#read(conversation)));
    }
    const found = new Map(conversations.map(({ id }) => [id, this.#known.get(id) ?? lastWordsIn([])]));
    for (const id of this.#known.keys())
      if (this.#known.size > MOST_REMEMBERED && !found.has(id)) this.#known.delete(id);
    return found;
  }

  async #read({ id, headSeq }: Conversation): Promise<void> {
    const tail = await this.#log.read(id, Math.max(0, headSeq - TAIL), { reader: 'staff', limit: TAIL });
    this.#known.set(id, { headSeq, ...lastWordsIn(tail) });
  }
}

function lastWordsIn(tail: readonly LogEntry[]): LastWords {
  const customer = tail.findLast(({ role, activity }) => role === 'customer' && activity?.type === 'message');
  const last = tail.findLast(({ audience, activity }) => audience === 'all' && activity?.type === 'message');
  const words = [
    ...(customer?.activity?.text ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, PREVIEW * 2),
  ];
  return {
    preview: words.length > PREVIEW ? `${words.slice(0, PREVIEW).join('')}…` : words.join(''),
    lastFrom: last?.role,
  };
}
