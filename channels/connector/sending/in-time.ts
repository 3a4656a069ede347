import { type Timer, within } from '../../../services/time/timer.ts';
import { Unavailable } from '../../../services/unavailable.ts';

/** How long the database has for one thing that the sender asks of it; what comes of it later is nobody's concern. */
const DATABASE_MS = 10_000;

/** What the database answers. Throws {@link Unavailable} where it doesn't in time. */
export type InTime = <T>(asked: Promise<T>) => Promise<T>;

export const inTimeBy =
  (timer: Timer): InTime =>
  (asked) =>
    within(
      DATABASE_MS,
      timer,
      asked,
      () => new Unavailable(`the database did not answer the sender within ${DATABASE_MS} ms`),
    );
