import type { Delivery, DeliveryStore } from '../../../services/deliveries.ts';
import type { Clock } from '../../../services/time/clock.ts';
import type { InTime } from './in-time.ts';

/** The name under which these deliveries stand. */
export const TRANSPORT = 'connector';

/** How long a conversation is leased; the lease begins anew with each entry that is done with. */
const LEASE_MS = 30_000;

/** What leases are kept by. */
export interface LeaseParts {
  deliveries: DeliveryStore;
  clock: Clock;
  inTime: InTime;
}

/** Claims due conversations for `owner`, those that have been due for longest, at most `room`. */
export async function claim(owner: string, room: number, parts: LeaseParts): Promise<Lease[]> {
  const { deliveries, clock, inTime } = parts;
  const until = endOf(clock);
  const claimed = await inTime(deliveries.lease(TRANSPORT, owner, room, clock(), until));
  return claimed.map((delivery) => new Lease({ delivery, owner, until }, parts));
}

/** A conversation that one sender alone sends to while the lease lasts, and how far it has got with its log. */
export class Lease {
  readonly #parts: LeaseParts;
  readonly #owner: string;
  readonly #delivery: Delivery;
  #until: Date;

  constructor(claimed: { delivery: Delivery; owner: string; until: Date }, parts: LeaseParts) {
    this.#parts = parts;
    this.#owner = claimed.owner;
    this.#delivery = { ...claimed.delivery };
    this.#until = claimed.until;
  }

  get conversationId(): string {
    return this.#delivery.conversationId;
  }

  /** The last entry that is done with, and what came of the tries of the one after it. */
  get cursor(): Readonly<Pick<Delivery, 'position' | 'attempts' | 'refusals'>> {
    return this.#delivery;
  }

  /** Whether nobody else has the conversation for so long. */
  outlasts(ms: number): boolean {
    return this.#until.getTime() - this.#parts.clock().getTime() >= ms;
  }

  /** Goes past an entry that isn't for the channel; that is kept with the next thing that is. */
  pass(seq: number): void {
    this.#delivery.position = seq;
  }

  /** Goes past an entry, and begins the lease anew. Returns false where it is another's now. */
  advance(seq: number): Promise<boolean> {
    return this.#parts.inTime(this.advanceIn(this.#parts.deliveries, seq));
  }

  /** The same by the stores of a transaction. */
  async advanceIn(deliveries: Pick<DeliveryStore, 'advance'>, seq: number): Promise<boolean> {
    this.#until = endOf(this.#parts.clock);
    const isStillOurs = await deliveries.advance(this.#delivery, this.#owner, seq, this.#until);
    if (isStillOurs) Object.assign(this.#delivery, { position: seq, attempts: 0, refusals: 0 });
    return isStillOurs;
  }

  /** Ends it: all was sent. Returns whether the conversation is due again at once. */
  rest(): Promise<boolean> {
    return this.#parts.inTime(this.#parts.deliveries.rest(this.#delivery, this.#owner));
  }

  /** Ends it after a try that failed. `error` is for who looks after the desk. */
  postpone({ afterMs, refusals, error }: { afterMs: number; refusals: number; error: string }): Promise<void> {
    const failed = { retryAt: this.#in(afterMs), refusals, error };
    return this.#parts.inTime(this.#parts.deliveries.postpone(this.#delivery, this.#owner, failed));
  }

  /** Ends it without a try. */
  putOff(afterMs: number): Promise<void> {
    return this.#parts.inTime(this.#parts.deliveries.putOff(this.#delivery, this.#owner, this.#in(afterMs)));
  }

  #in(ms: number): Date {
    return new Date(this.#parts.clock().getTime() + ms);
  }
}

const endOf = (clock: Clock): Date => new Date(clock().getTime() + LEASE_MS);
