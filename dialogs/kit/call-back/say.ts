import type { CallTime } from '../../../services/hours/call-at.ts';
import { instantOn } from '../../../services/hours/hours.ts';
import { isoDate } from '../../../services/time/calendar.ts';
import { words } from '../../../templates/render.ts';
import { showPhone } from '../../../understanding/values/phone.ts';
import type { Talk } from '../talk.ts';
import { sayClock, sayDate, sayDay, sayWeek, sayWhen } from '../when.ts';
import type { Known } from './told.ts';

/** Asks for one thing that is missing; who gave a time or said what it is about hears first that it was taken. */
export async function sayCallBack(
  talk: Talk,
  asking: 'phone' | 'window' | 'topic',
  known: Known,
  { again = false, time }: { again?: boolean; time?: CallTime | undefined } = {},
): Promise<void> {
  const { phone, ...others } = known;
  const week = sayWeek(talk.services.knowledge.hours, talk.locale);
  const values = again ? [] : valuesOf(talk, others, time);
  if (asking === 'phone') {
    // Outside of the hours is said at once, with the days by their dates, and when it can be instead.
    const missed = !again && time !== undefined && known.window != null && !time.asWished;
    await talk.say('call-back.ask-phone', {
      name: known.name ?? '',
      again,
      values,
      outside: missed ? wished(talk, known, true) : '',
      at: missed ? callAt(talk, known, time, true) : '',
      week,
    });
  } else if (asking === 'window') await talk.say('call-back.ask-window', { week, again });
  else
    await talk.say('call-back.ask-topic', {
      at: time && known.window ? callAt(talk, known, time) : '',
      phone: phone ? showPhone(phone) : '',
    });
}

type Key = 'call-back.confirm' | 'call-back.registered' | 'call-back.quiet' | 'call-back.so-far';

/** Reads back what was told, and when somebody will call; what was wished outside of the hours is said. */
export async function sayConfirm(
  talk: Talk,
  key: Key,
  known: Known,
  time: CallTime | undefined,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { locale } = talk;
  const values = valuesOf(talk, known, time);
  const missed = time && known.window && !time.asWished;
  await talk.say(key, {
    ...{ values, reference: '', leaves: false, stays: false, ...more },
    phone: known.phone ? showPhone(known.phone) : '',
    name: known.name ?? '',
    at: time ? callAt(talk, known, time) : '',
    outside: missed ? wished(talk, known) : '',
    week: sayWeek(talk.services.knowledge.hours, locale),
    noted: (known.askFirst ?? []).length > 0,
  });
}

/** When somebody calls, as people say it. */
const callAt = (talk: Talk, { window }: Known, { at }: CallTime, isDated = false): string =>
  words(window && !isBare(window.from) ? 'call-back.from' : 'call-back.on', talk.locale, {
    when: isDated
      ? onDay(talk, sayDate(isoDate(at, talk.services.zone), talk.locale), at)
      : sayWhen(at, talk.services.now, talk.services.zone, talk.locale),
  });

/** The time of day on a day that is named. */
const onDay = ({ services: { zone }, locale }: Talk, day: string, at: Date): string =>
  words('hours.when', locale, { day, clock: sayClock(at, zone, locale) });

/** A day alone was wished, no hour of it. */
const isBare = (local: string): boolean => local.endsWith('T00:00');

/** What they wished, as people say it. */
function wished(talk: Talk, { window }: Known, isDated = false): string {
  const { services, locale } = talk;
  const { now, zone } = services;
  if (!window) return '';
  const date = window.from.slice(0, 10);
  const day = isDated ? sayDate(date, locale) : sayDay(date, now, zone, locale);
  if (isBare(window.from)) return day;
  const at = instantOn(date, Number(window.from.slice(11, 13)) * 60 + Number(window.from.slice(14, 16)), zone);
  return onDay(talk, day, at);
}

/** The facts with their labels, as they are read back. */
function valuesOf(talk: Talk, known: Known, time: CallTime | undefined): { label: string; value: string }[] {
  const { locale } = talk;
  const { phone, name, window, topic, askFirst = [] } = known;
  const shown = {
    phone: phone ? showPhone(phone) : undefined,
    name: name ?? undefined,
    window: time ? callAt(talk, known, time) : (window?.said ?? undefined),
    topic: topic ?? undefined,
    askFirst: askFirst.filter((said) => !topic?.includes(said)).join('；') || undefined,
  };
  return Object.entries(shown).flatMap(([fact, value]) =>
    value ? [{ label: words(`call-back.label-${fact}`, locale), value }] : [],
  );
}
