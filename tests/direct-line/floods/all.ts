import { DISK, UNREAD_FROM_ONE, unreadFromMany, uploads } from './files.ts';
import type { Flood } from './flood.ts';
import { QUEUE, SIGN_INS, VALUES } from './words.ts';

/** Everything that strangers were seen to try, in the order in which it is tried. */
export const FLOODS: readonly Flood[] = [
  UNREAD_FROM_ONE,
  unreadFromMany(500, 20),
  uploads(12),
  DISK,
  VALUES,
  QUEUE,
  SIGN_INS,
];
