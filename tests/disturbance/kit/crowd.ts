import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../../../tools/lab/chance.ts';
import { NumberedCustomer, type Replica } from '../../crash/kit/customer.ts';

/** The longest that a customer thinks before the next message. */
const THINKING_MS = 250;
/** A refused client tries again after so long. */
const AGAIN_AFTER_MS = 100;
/** Opening and the first messages of all of them, on a machine that has other things to do. */
const UNDER_WAY_WITHIN_MS = 30_000;
const LOOK_MS = 20;

/** Customers of one desk who talk at the same time, each message until it is acknowledged. */
export class Crowd {
  readonly customers: readonly NumberedCustomer[];
  #talking = true;
  #talks: Promise<unknown> = Promise.resolve();

  constructor(desk: Replica, size: number, chance: Chance) {
    this.customers = Array.from(
      { length: size },
      () => new NumberedCustomer([desk], chance.fork(), { againAfterMs: AGAIN_AFTER_MS }),
    );
  }

  /** Lets them begin, and returns when each had so many messages acknowledged. */
  async begin(messages: number): Promise<void> {
    const opened = Promise.all(this.customers.map((customer) => customer.open()));
    this.#talks = opened.then(() =>
      Promise.all(
        this.customers.map((customer) =>
          customer
            .talk(
              () => this.#talking,
              () => THINKING_MS,
            )
            .catch((error: unknown) => void customer.complaints.push(String(error))),
        ),
      ),
    );
    this.#talks.catch(() => undefined); // told by `opened`
    await opened;
    if (!(await this.more(messages, UNDER_WAY_WITHIN_MS)))
      throw new Error('the customers did not get under way before anything was disturbed');
  }

  /** Waits until each of them has had so many more messages acknowledged; false where that takes too long. */
  async more(messages: number, withinMs: number): Promise<boolean> {
    const targets = this.customers.map(({ acknowledged }) => acknowledged.length + messages);
    return this.#until(
      () => this.customers.every(({ acknowledged }, at) => acknowledged.length >= (targets[at] ?? 0)),
      performance.now() + withinMs,
    );
  }

  /**
   * Waits until each goes on after a moment: two messages acknowledged since, and the answer to the second heard. Returns
   * how long after the moment the last of them did, and those that did not in time.
   */
  async goingOn(since: number, withinMs: number): Promise<{ afterMs: number; stuck: NumberedCustomer[] }> {
    await this.#until(() => this.customers.every((customer) => goesOn(customer, since)), since + withinMs);
    const stuck = this.customers.filter((customer) => !goesOn(customer, since));
    return { afterMs: Math.round(performance.now() - since), stuck };
  }

  /** Lets them finish what they are saying; who can't is cut off. */
  async end(withinMs: number): Promise<void> {
    this.#talking = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.#talks, late]);
    clearTimeout(timer);
    for (const customer of this.customers) customer.hangUp();
    await this.#talks.catch(() => undefined);
  }

  async #until(holds: () => boolean, deadline: number): Promise<boolean> {
    while (!holds() && performance.now() < deadline) await wait(LOOK_MS);
    return holds();
  }
}

function goesOn({ acknowledged, acknowledgedAt, heard }: NumberedCustomer, since: number): boolean {
  const second = acknowledgedAt.findIndex((at) => at > since) + 1;
  const id = second > 0 ? acknowledged[second] : undefined;
  return id !== undefined && heard.some(({ replyToId }) => replyToId === id);
}

/** The longest that a customer waited between two acknowledgements in a stretch of time. */
export function longestPause({ acknowledgedAt }: NumberedCustomer, from: number, to: number): number {
  const moments = [from, ...acknowledgedAt.filter((at) => at > from && at < to), to];
  return Math.round(Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at))));
}
