import { nextOpen, type Opening, openUntil } from './hours.ts';

/** Whether somebody of the insurer's comes to who waits now, and if not, when somebody will. */
export interface Attending {
  /** Somebody is signed in and there. */
  there: boolean;
  /** Until when somebody should be there; undefined outside of the hours. */
  until: Date | undefined;
  /** When the hours begin next; undefined within them, and for a desk that has none. */
  opens: Date | undefined;
}

/** Who attends at a time, by the hours and by whether anybody is there: one who is there outside of the hours comes too. */
export function attendingAt(at: Date, there: boolean, opening: Opening): Attending {
  const until = openUntil(at, opening);
  return { there, until, opens: until ? undefined : nextOpen(at, opening) };
}
