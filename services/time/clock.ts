/** Tells the time. Injected everywhere, so that a test or `CLOCK` can say what time it is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/**
 * The time of what is written, by what the database's clock says: replicas whose own clocks differ agree on it. `CLOCK`
 * shifts it as it shifts the desk's own.
 */
export type WritingTime = (databaseNow: Date) => Date;

/** How far a clock that starts at `start` now is from the real one, in milliseconds; 0 for none. */
export const offsetOf = (start: Date | undefined): number => (start ? start.getTime() - Date.now() : 0);

/** A clock that is so many milliseconds ahead, and then runs on. */
export const clockAhead =
  (ms: number): Clock =>
  () =>
    new Date(Date.now() + ms);

export const writingTimeAhead =
  (ms: number): WritingTime =>
  (databaseNow) =>
    new Date(databaseNow.getTime() + ms);
