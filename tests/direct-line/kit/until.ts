import { setTimeout as wait } from 'node:timers/promises';

/** What hasn't happened by then isn't going to; a machine with other work gets its time. */
const WITHIN_MS = 15_000;

/** Looks again and again until `look` finds something, and returns it. Throws, saying what was waited for. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = WITHIN_MS,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await wait(5);
  }
}
