import pLimit from 'p-limit';
import { Unavailable } from '../../services/unavailable.ts';

/**
 * Turns that are answered at once, at most. A process has one thread: with all of a rush begun, each would wait for all
 * the others between any two of its steps, and the bot's own time would run out over what others compute. So many keep
 * the thread busy while the database looks things up; how many are being kept, nothing limits.
 */
export const TURNS_AT_ONCE = 12;

/** Lets so many turns through at once; the others wait, first come first. */
export class Gate {
  readonly #limit = pLimit(TURNS_AT_ONCE);

  /**
   * Does it when its turn comes. Throws {@link Unavailable} once nobody waits for it any more: it isn't begun then, and
   * what was begun and hangs keeps nobody else from being let through.
   */
  through<Done>(work: () => Promise<Done>, withdrawn: AbortSignal): Promise<Done> {
    return this.#limit(
      () =>
        new Promise<Done>((resolve, reject) => {
          const giveUp = () => reject(new Unavailable('nobody waits for this turn any more'));
          if (withdrawn.aborted) return giveUp();
          withdrawn.addEventListener('abort', giveUp, { once: true });
          work()
            .then(resolve, reject)
            .finally(() => withdrawn.removeEventListener('abort', giveUp));
        }),
    );
  }
}
