import { setImmediate as nextTurnOfTheLoop, setTimeout as wait } from 'node:timers/promises';

/** Of what is done while customers are there already: pauses that are so many times as long as the steps. */
export const GIVING_WAY = 3;

/** Runs what would otherwise be done in a customer's turn: with a pause after every step, for whoever comes meanwhile. */
export async function inSteps(work: Iterator<void>, givingWay = 0): Promise<void> {
  for (let done: boolean | undefined = false; !done; ) {
    const begun = performance.now();
    done = work.next().done;
    if (givingWay > 0) await wait((performance.now() - begun) * givingWay, undefined, { ref: false });
    else await nextTurnOfTheLoop();
  }
}
