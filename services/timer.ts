/** Calls `then` in so many milliseconds. Returns how to call it off. Injected, so that a test need not wait. */
export type Timer = (ms: number, then: () => void) => () => void;

export const systemTimer: Timer = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Settles as `work` does, or rejects with `late()` after `ms` milliseconds; what comes of the work then is nobody's concern. */
export function within<T>(ms: number, timer: Timer, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const callOff = timer(ms, () => reject(late()));
    work.then(resolve, reject).finally(callOff);
  });
}
