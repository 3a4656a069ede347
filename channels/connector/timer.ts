/** Calls `then` in so many milliseconds. Returns how to call it off. Injected, so that a test need not wait. */
export type Timer = (ms: number, then: () => void) => () => void;

export const systemTimer: Timer = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};
