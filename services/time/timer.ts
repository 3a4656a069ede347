/** Calls `then` in so many milliseconds. Returns how to call it off. Injected, so that a test need not wait. */
export type Timer = (ms: number, then: () => void) => () => void;

export const systemTimer: Timer = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** In so many parts a patient timer counts its time. */
export const PARTS = 5;

/**
 * A timer that counts its time in parts, one after the other: while the process computes, or has no processor, it can't
 * hear an answer that has long come, and all of that counts as one part.
 */
export const patient =
  (timer: Timer): Timer =>
  (ms, then) => {
    let callOff = () => {};
    const wait = (parts: number) => {
      callOff = timer(ms / PARTS, () => (parts > 1 ? wait(parts - 1) : then()));
    };
    wait(PARTS);
    return () => callOff();
  };

/** Settles as `work` does, or rejects with `late()` after `ms` milliseconds; what comes of the work then is nobody's concern. */
export function within<T>(ms: number, timer: Timer, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const callOff = timer(ms, () => reject(late()));
    work.then(resolve, reject).finally(callOff);
  });
}
