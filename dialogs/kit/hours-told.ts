import { instantOn, nextOpen, spansOn } from '../../services/hours/hours.ts';
import { namedDay } from '../../understanding/values/call-window.ts';
import { opensIn } from './queue.ts';
import type { Talk } from './talk.ts';
import { sayDate, saySpans, sayWays, sayWeek, sayWhen } from './when.ts';

/** What is told of when people are there: the week, the day that is named, now, and what is open round the clock. */
export async function hoursTold(talk: Talk): Promise<Record<string, unknown>> {
  const { services, said, locale } = talk;
  const { now, zone } = services;
  const { hours } = services.knowledge;
  const date = namedDay(said.words, { reference: said.at, zone });
  const spans = date ? spansOn(date, hours) : [];
  const next = date && spans.length === 0 ? nextOpen(instantOn(date, 0, zone), { hours, zone }) : undefined;
  const attending = await services.attending();
  return {
    day: date ? sayDate(date, locale) : '',
    spans: saySpans(spans, locale),
    next: next ? sayWhen(next, now, zone, locale) : '',
    week: sayWeek(hours, locale),
    holidays: hours.holiday.length === 0,
    there: attending.there,
    opens: opensIn(talk, attending),
    ways: sayWays(hours, locale),
  };
}
