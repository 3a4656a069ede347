import { isOpen, nextOpen } from '../../services/hours/hours.ts';
import type { Talk } from './talk.ts';
import { sayWeek, sayWhen } from './when.ts';

/** When colleagues look at what was submitted, as it is said: the next time that they begin (empty within the hours), and their week. */
export function atWork({ services, locale }: Talk): { opens: string; week: string } {
  const { now, zone, knowledge } = services;
  const opening = { hours: knowledge.hours, zone };
  const next = isOpen(now, opening) ? undefined : nextOpen(now, opening);
  return { opens: next ? sayWhen(next, now, zone, locale) : '', week: sayWeek(knowledge.hours, locale) };
}
