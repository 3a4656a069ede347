import type { IncidentTime } from '../../services/cases/kinds/incident.ts';
import { phrases } from '../phrases/phrases.ts';
import { incidentTime } from '../values/incident-time.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { clausesOf, plainly } from './plainly.ts';

/** How it was left, and how it was found. */
const list = phrases('time-spans', ['left-it', 'found-it']);
/** Who tells both in more clauses tells a story. */
const MOST_CLAUSES = 8;

/**
 * 礼拜天夜里停的 礼拜一早上看见的: it happened in between. Nobody knows when, so both times are kept as they were said, with the
 * day from which on it may have been.
 */
export const happenedBetween: ValueReader<IncidentTime> = (text, context) => {
  const clauses = clausesOf(plainly(text));
  if (clauses.length > MOST_CLAUSES) return undefined;
  const isLeft = (clause: string) => list['left-it'].test(clause);
  const isFound = (clause: string) => list['found-it'].test(clause);
  const from = clauses.find((clause) => isLeft(clause) && !isFound(clause));
  const until = clauses.find((clause) => isFound(clause) && !isLeft(clause));
  const [first, last] = [from, until].map((clause) => clause && incidentTime(clause, context));
  if (!first || !('value' in first) || !last || !('value' in last)) return undefined;
  if (last.value.date < first.value.date) return undefined;
  const { time: _, ...day } = first.value;
  const said = `${first.value.said} – ${last.value.said}`;
  return { value: { ...day, approximate: true, precision: 'part-of-day', said } };
};
