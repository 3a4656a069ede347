import { LRUCache } from 'lru-cache';
import type { LastWords, StaffLog } from '../../services/conversation-log/staff-log.ts';
import type { Attended } from '../../services/conversations/conversation-store.ts';
import { withoutBidi } from '../show/bidi.ts';

const PREVIEW = 120;
const MOST_REMEMBERED = 1_000;
/** Logs whose ends are read at once. */
const AT_ONCE = 60;

/** The last words of conversations. A log that hasn't grown is not read again. */
export class LastWordsReader {
  readonly #log: Pick<StaffLog, 'lastWords'>;
  readonly #known = new LRUCache<string, LastWords & { headSeq: number }>({ max: MOST_REMEMBERED });

  constructor(log: Pick<StaffLog, 'lastWords'>) {
    this.#log = log;
  }

  async of(conversations: readonly Pick<Attended, 'id' | 'headSeq'>[]): Promise<Map<string, LastWords>> {
    const found = new Map<string, LastWords>();
    const grown: (typeof conversations)[number][] = [];
    for (const conversation of conversations) {
      const known = this.#known.get(conversation.id);
      if (known?.headSeq === conversation.headSeq) found.set(conversation.id, known);
      else grown.push(conversation);
    }
    for (let from = 0; from < grown.length; from += AT_ONCE) {
      const some = grown.slice(from, from + AT_ONCE);
      const read = await this.#log.lastWords(some.map(({ id }) => id));
      for (const { id, headSeq } of some) {
        const { said = '', lastFrom, unansweredSince } = read.get(id) ?? {};
        const words = { headSeq, said: shortened(said), lastFrom, unansweredSince };
        this.#known.set(id, words);
        found.set(id, words);
      }
    }
    return found;
  }
}

/** In one line. */
function shortened(said: string): string {
  const characters = [...withoutBidi(said).replace(/\s+/g, ' ').trim()];
  return characters.length > PREVIEW ? `${characters.slice(0, PREVIEW).join('')}…` : characters.join('');
}
