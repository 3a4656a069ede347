import type { Grown, Signals } from '../services/signals.ts';
import type { Client } from './connection/statements.ts';

/**
 * How much later than its entry's time a turn may be committed. A prepared turn's time is at most 30 s old when its
 * statement begins (`db/turns/statement.ts`), which takes 3.5 s at most, as its wait for a standby does. A locked turn has
 * its time when it has, or waits 3 s for, its lock, and 10 s for all of it (`connection/open-server.ts`); where its desk
 * can't be heard any more, the server ends it after 6 s more. So 40 s would do.
 */
const LATE_MS = 60_000;
/** Of the conversations that are watched so many are looked up at each look, whether they seem to have moved or not. */
const WALKED = 100;
/** Looked up in one statement when all are. */
const TOGETHER = 1_000;

/**
 * Entries by their times, through the BRIN index that costs a turn nothing: what has moved, however many are watched. The
 * statement's own time, which the planner can estimate with, and no parameter; later times than now are another clock's.
 */
const MOVED = `select conversation_id as id, max(seq) as seq, true as moved from activities
where at > statement_timestamp() + make_interval(secs => $1::float8)
  and at < statement_timestamp() + make_interval(secs => $2::float8)
group by conversation_id`;

const HEADS = `select id, head_seq as seq, false as moved from conversations
where id in (select jsonb_array_elements_text($1::text::jsonb))`;

const LOOK = `${MOVED} union all ${HEADS.replace('$1', '$3')}`;

interface Row {
  id: string;
  seq: number;
  moved: boolean;
}

/**
 * Looks in the database which conversations have moved, for hints that were lost: one statement a look, whatever is
 * watched. Every look goes back as far as a commit may come late, behind the beginning of the last one that succeeded, and
 * tells of each entry once. That is by the entries' times; what they don't show (a clock that was set between two looks, a
 * replica with another `CLOCK`) is found without them, by a walk that looks up a part of what is watched at each look, and
 * by looking up all of it where listening was interrupted, as it is when another server takes over, with a clock of its own.
 */
export class Looking {
  readonly #client: Pick<Client, 'unsafe'>;
  readonly #signals: Signals;
  readonly #shiftMs: number;
  readonly #now: () => number;
  /** Where logs end that moved lately, as somebody here was told. */
  #known = new Map<string, number>();
  /** When the last look that succeeded began, or when somebody began to wait for one. */
  #since: number;
  #walk: Iterator<string> | undefined;
  #allDue = false;

  /** `shiftMs`: how far entries' times are ahead of the database's clock (`CLOCK`). `now` counts milliseconds. */
  constructor(given: { client: Pick<Client, 'unsafe'>; signals: Signals; shiftMs: number; now?: () => number }) {
    this.#client = given.client;
    this.#signals = given.signals;
    this.#shiftMs = given.shiftMs;
    this.#now = given.now ?? (() => performance.now());
    this.#since = this.#now();
  }

  /** A hint came, or went out: it isn't told again. */
  heard({ conversationId, headSeq }: Grown): void {
    if (headSeq > (this.#known.get(conversationId) ?? 0)) this.#known.set(conversationId, headSeq);
  }

  /** Hints may have been missed for any time: with the next look, all that is watched is looked up. */
  missed(): void {
    this.#allDue = true;
  }

  /** Tells `signals` of what has moved. Nothing where nobody listens. Throws what the database threw; the next look makes up for it. */
  async look(): Promise<void> {
    const began = this.#now();
    if (!this.#signals.isListenedTo) {
      this.#known.clear();
      this.#since = began; // whoever listens from now on reads what is there by then
      return;
    }
    if (this.#allDue) await this.#lookAtAll();
    const back = this.#shiftMs - LATE_MS - (began - this.#since);
    const rows = await this.#rows(LOOK, [back / 1000, (this.#shiftMs + LATE_MS) / 1000, JSON.stringify(this.#next())]);
    this.#since = began;
    const known = new Map<string, number>();
    for (const { id, seq, moved } of rows) {
      if (!moved) continue;
      known.set(id, seq);
      if (seq > (this.#known.get(id) ?? 0)) this.#signals.receive({ conversationId: id, headSeq: seq });
    }
    this.#known = known;
    this.#remind(rows.filter(({ moved }) => !moved));
  }

  async #lookAtAll(): Promise<void> {
    const ids = [...this.#signals.watched()];
    for (let from = 0; from < ids.length; from += TOGETHER)
      this.#remind(await this.#rows(HEADS, [JSON.stringify(ids.slice(from, from + TOGETHER))]));
    this.#allDue = false;
  }

  /** The next of those that are watched, from the first again after the last. */
  #next(): string[] {
    const ids: string[] = [];
    this.#walk ??= this.#signals.watched();
    while (ids.length < WALKED) {
      const { value, done } = this.#walk.next();
      if (done) {
        this.#walk = undefined;
        break;
      }
      ids.push(value);
    }
    return ids;
  }

  #remind(rows: readonly Row[]): void {
    for (const { id, seq } of rows) this.#signals.remind({ conversationId: id, headSeq: seq });
  }

  /** Planned anew each time: by a plan for any time at all, the whole log would be read. */
  async #rows(text: string, parameters: (string | number)[]): Promise<Row[]> {
    return (await this.#client.unsafe(text, parameters, { prepare: false })) as unknown as Row[];
  }
}
