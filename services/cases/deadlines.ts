import { addDays, endOfDay, type Zone } from '../time/calendar.ts';

/** A time limit and where it comes from. */
export interface Deadline {
  name: string;
  /** Calendar days. The day on which it starts does not count (民法典 §201). */
  days: number;
  /** The article, for the staff and the customer to read. */
  source: string;
}

/** A time that was agreed with the customer, and what it comes from. */
export interface AgreedTime {
  name: string;
  at: Date;
  source: string;
}

/** The end of the last day of a deadline that starts at `start`, on the insurer's calendar. */
export const dueAt = (start: Date, { days }: Deadline, zone: Zone): Date => endOfDay(addDays(start, days, zone), zone);
