import { instant, isoDate, wallClock, type Zone } from '../time/calendar.ts';
import { type DayKind, dayKind, daysLater, type Holidays, weekdayOf } from '../time/working-days.ts';

/** A part of a day, in minutes from its midnight: from the first to before the second. */
export interface OpenSpan {
  from: number;
  to: number;
}

/** When somebody of the insurer's is there to talk to customers, on the insurer's wall clock. */
export interface DeskHours {
  /** From Monday to Sunday. */
  weekly: readonly (readonly OpenSpan[])[];
  holiday: readonly OpenSpan[];
  makeUpDay: readonly OpenSpan[];
  holidays: Holidays;
  /** Ways by which a person of theirs is reached round the clock: what each is called, and its number or address. */
  roundTheClock: readonly { name: Readonly<Record<string, string>>; at: string }[];
}

/** A desk's hours in the insurer's zone. */
export interface Opening {
  hours: DeskHours;
  zone: Zone;
}

/** No holiday lasts longer, so that a desk that opens at all opens within it. */
const LOOK_DAYS = 60;

/** When somebody is there on an ISO date, in order. */
export function spansOn(date: string, { weekly, holiday, makeUpDay, holidays }: DeskHours): readonly OpenSpan[] {
  const spans: Record<DayKind, readonly OpenSpan[]> = {
    holiday,
    'make-up': makeUpDay,
    ordinary: weekly[weekdayOf(date)] ?? [],
  };
  return spans[dayKind(date, holidays)];
}

/** The instant of so many minutes after the midnight of an ISO date. */
export function instantOn(date: string, minutes: number, zone: Zone): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return instant({ year, month, day, hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0 }, zone);
}

/** Minutes since midnight on the wall clock. */
export function minutesOf(at: Date, zone: Zone): number {
  const { hour, minute } = wallClock(at, zone);
  return hour * 60 + minute;
}

/** When the hours end in which a time lies; undefined outside of them. */
export function openUntil(at: Date, { hours, zone }: Opening): Date | undefined {
  const date = isoDate(at, zone);
  const now = minutesOf(at, zone);
  const span = spansOn(date, hours).find(({ from, to }) => from <= now && now < to);
  return span && instantOn(date, span.to, zone);
}

/** Whether somebody should be there. */
export const isOpen = (at: Date, opening: Opening): boolean => openUntil(at, opening) !== undefined;

/** When somebody is there next: the time itself within the hours. Undefined for a desk that has none. */
export function nextOpen(at: Date, { hours, zone }: Opening): Date | undefined {
  const today = isoDate(at, zone);
  for (let ahead = 0; ahead <= LOOK_DAYS; ahead++) {
    const date = daysLater(today, ahead);
    for (const { from, to } of spansOn(date, hours)) {
      if (instantOn(date, to, zone) <= at) continue;
      const opens = instantOn(date, from, zone);
      return opens > at ? opens : at;
    }
  }
  return undefined;
}

/** Days of the week after one another that have the same hours: from Monday as 0, to and with the last. */
export interface DaysAlike {
  from: number;
  to: number;
  spans: readonly OpenSpan[];
}

/** The hours of a week, days that have the same ones together; days without any are left out. */
export function weekOf({ weekly }: Pick<DeskHours, 'weekly'>): DaysAlike[] {
  const alike: DaysAlike[] = [];
  for (const [day, spans] of weekly.entries()) {
    const last = alike.at(-1);
    if (last && last.to === day - 1 && isSame(last.spans, spans)) last.to = day;
    else alike.push({ from: day, to: day, spans });
  }
  return alike.filter(({ spans }) => spans.length > 0);
}

const isSame = (one: readonly OpenSpan[], other: readonly OpenSpan[]): boolean =>
  one.length === other.length &&
  one.every(({ from, to }, index) => other[index]?.from === from && other[index].to === to);
