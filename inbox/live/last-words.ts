import type { LastWords, StaffLog } from '../../services/conversation-log/staff-log.ts';
import type { Attended } from '../../services/conversations/conversations.ts';
import { withoutBidi } from '../show/bidi.ts';

const PREVIEW = 120;
const MOST_REMEMBERED = 1_000;
/** Logs whose ends are read at once. */
const AT_ONCE = 60;

/** The last words of conversations. A log that hasn't grown is not read again. */
export class LastWordsReader {
  readonly #log: Pick<StaffLog, 'lastWords'>;
  readonly #known = new Map<string, LastWords & { headSeq: number }>();

  constructor(log: Pick<StaffLog, 'lastWords'>) {
    this.#log = log;
  }

  async of(conversations: readonly Pick<Attended, 'id' | 'headSeq'>[]): Promise<Map<string, LastWords>> {
    const grown = conversations.filter(({ id, headSeq }) => this.#known.get(id)?.headSeq !== headSeq);
    for (let from = 0; from < grown.length; from += AT_ONCE) {
      const some = grown.slice(from, from + AT_ONCE);
      const read = await this.#log.lastWords(some.map(({ id }) => id));
      for (const { id, headSeq } of some) {
        const { said = '', lastFrom } = read.get(id) ?? {};
        this.#known.set(id, { headSeq, said: shortened(said), lastFrom });
      }
    }
    const found = new Map(
      conversations.map(({ id }): [string, LastWords] => [
        id,
        this.#known.get(id) ?? { said: '', lastFrom: undefined },
      ]),
    );
    for (const id of this.#known.keys())
      if (this.#known.size > MOST_REMEMBERED && !found.has(id)) this.#known.delete(id);
    return found;
  }
}

/** In one line. */
function shortened(said: string): string {
  const characters = [...withoutBidi(said).replace(/\s+/g, ' ').trim()];
  return characters.length > PREVIEW ? `${characters.slice(0, PREVIEW).join('')}…` : characters.join('');
}
