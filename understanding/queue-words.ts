import { phrases } from './phrases/phrases.ts';

/**
 * What somebody says of the queue in which they wait for a person: they leave it, ask where they stand, ask when people
 * are there at all, wait on. What each means stands with its words, in `queue.yaml`.
 */
export const QUEUE = phrases('queue', ['leaves', 'asks', 'hours', 'waits-on', 'drops-matter', 'another']);
