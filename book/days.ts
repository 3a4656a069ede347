import { FOR_LIFE } from '../services/policies/policies.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const FROM_TODAY = /^([+-])(\d{1,5})([dmy])$/;

/** An ISO date that is in the calendar; undefined for anything else. */
export function isoDay(said: string): string | undefined {
  const [, year = '', month = '', day = ''] = ISO.exec(said) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(said) ? said : undefined;
}

/**
 * A day counted from `today`: `today`, `-120d`, `+3m`, `-2y`. A month or year on is the same day of the month, or the last
 * one where there is none. Undefined for anything else.
 */
export function dayFrom(today: string, said: string): string | undefined {
  if (said === 'today') return today;
  const [, sign, number, unit] = FROM_TODAY.exec(said) ?? [];
  if (!unit) return undefined;
  const count = Number(number) * (sign === '-' ? -1 : 1);
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  if (unit === 'd') return iso(Date.UTC(year, month - 1, day + count));
  const months = unit === 'm' ? count : 12 * count;
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

/** How the end of a contract that runs for life is written. */
export const lastDay = (said: string): string | undefined => (said === 'life' ? FOR_LIFE : undefined);

/** Nobody's contract begins or ends further from today. */
const YEARS = { first: 1900, last: 2200 };

function iso(time: number): string | undefined {
  const year = new Date(time).getUTCFullYear();
  return year >= YEARS.first && year <= YEARS.last ? new Date(time).toISOString().slice(0, 10) : undefined;
}
