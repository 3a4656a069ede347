/** So long nobody takes to read an answer, in milliseconds. */
const A_WHILE_MS = 10_000;

/** Moments of those who say one thing after the other, each when they have read what was said in between. */
export function unhurried(): () => number {
  let now = 0;
  return () => {
    now += A_WHILE_MS;
    return now;
  };
}
