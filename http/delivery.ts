/** A reader that takes nothing for this long is gone, however much it took before. */
const NO_PROGRESS_MS = 60_000;

/**
 * Writes one piece to a socket or a response and waits until it has been taken, so that what a slow reader hasn't read
 * yet waits in the database and not in memory. Returns false where the reader has gone, or took nothing for a minute:
 * the bound is on no progress, never on how much there is to read.
 */
export function delivered(
  write: (taken: (error?: Error | null) => void) => void,
  withinMs = NO_PROGRESS_MS,
): Promise<boolean> {
  return new Promise((resolve) => {
    const stalled = setTimeout(() => resolve(false), withinMs).unref();
    write((error) => {
      clearTimeout(stalled);
      resolve(!error);
    });
  });
}
