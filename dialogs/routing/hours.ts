import { instantOn, nextOpen, spansOn } from '../../services/hours/hours.ts';
import { QUEUE } from '../../understanding/queue-words.ts';
import { namedDay } from '../../understanding/values/call-window.ts';
import { opensIn } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';
import { sayDate, saySpans, sayWays, sayWeek, sayWhen } from '../kit/when.ts';

/** Tells when people are there, where that is asked: the week, the day that they name, now, and what is open round the clock. */
export async function tellHours(talk: Talk): Promise<boolean> {
  const { services, said, locale } = talk;
  const { now, zone } = services;
  if (!QUEUE.hours.test(said.words)) return false;
  const { hours } = services.knowledge;
  const date = namedDay(said.words, { reference: said.at, zone });
  const spans = date ? spansOn(date, hours) : [];
  const next = date && spans.length === 0 ? nextOpen(instantOn(date, 0, zone), { hours, zone }) : undefined;
  const attending = await services.attending();
  talk.speakAs('human');
  await talk.say('hours.told', {
    day: date ? sayDate(date, locale) : '',
    spans: saySpans(spans, locale),
    next: next ? sayWhen(next, now, zone, locale) : '',
    week: sayWeek(hours, locale),
    holidays: hours.holiday.length === 0,
    there: attending.there,
    opens: opensIn(talk, attending),
    ways: sayWays(hours, locale),
  });
  return true;
}
