import suite from '@microsoft/recognizers-text-suite';
import type { WallClock } from '../../../services/time/calendar.ts';
import { dayOf } from './days.ts';
import type { Token } from './tokens.ts';

/** The library takes 5-40 ms over so much, 200 ms and more over 200 hostile characters, and ever longer beyond. */
export const LIBRARY_WINDOW = 48;

interface Resolved {
  type: string;
  timex: string;
  value?: string;
  start?: string;
}

/**
 * As the library finds its models. Written in small letters, as it names them itself, it makes each of them twice at its
 * first call and keeps both (`Recognizer.initializeModels` leaves out the options that `getModel` looks for).
 */
export type Culture = 'zh-CN' | 'en-US';

/**
 * What the recognizers know and the rules here don't. Throws a RangeError for a text that is longer than
 * {@link LIBRARY_WINDOW}: the caller has to choose what is read. The library's Dates are local, so the reference is
 * given as the insurer's wall clock in local fields.
 */
export function byLibrary(text: string, culture: Culture, now: WallClock): Token[] {
  if (text.length > LIBRARY_WINDOW)
    throw new RangeError(`the recognizers read ${LIBRARY_WINDOW} characters, not ${text.length}`);
  const reference = new Date(now.year, now.month - 1, now.day, now.hour, now.minute, now.second);
  return suite.recognizeDateTime(text, culture, undefined, reference).flatMap(({ start, end, resolution }): Token[] => {
    // "half an hour ago" resolves to null, "now" to a time without a date.
    const values = ((resolution?.values ?? []) as Resolved[]).filter(({ type }) => /^(?:date|time)/.test(type));
    const [first] = values;
    if (!first || first.timex.startsWith('P') || /range$/.test(first.type)) return [];
    const tokens: Token[] = [];
    const place = { at: start, end: end + 1 };
    if (first.type.startsWith('date')) tokens.push({ kind: 'day', days: values.map(dayIn), ...place });
    const clock =
      first.type === 'datetime'
        ? first.value?.slice(11, 16)
        : first.type === 'time'
          ? first.value?.slice(0, 5)
          : undefined;
    const [hour = 24, minute = 0] = (clock ?? '')
      .split(':')
      .map((field) => (field === '' ? Number.NaN : Number(field)));
    // "15:20" also comes as 27:20.
    if (hour < 24) tokens.push({ kind: 'time', hour, minute, literal: true, ...place });
    return tokens;
  });
}

const dayIn = ({ value, start }: Resolved): WallClock => {
  const [year = 0, month = 0, day = 0] = (value ?? start ?? '').slice(0, 10).split('-').map(Number);
  return dayOf(year, month, day);
};

const WARM_UP: readonly (readonly [text: string, culture: Culture])[] = [
  ['十一月的第一个周五下午三点', 'zh-CN'],
  ['the first Friday of November at 3 pm', 'en-US'],
  ['the first Friday of November；at 3 pm', 'en-US'],
];

/**
 * The library builds its patterns at its first call, and the engine compiles them when they are used again, once for
 * Latin text and once for any other: half a second a language, before anybody waits for it.
 */
export function* warmingUpTheLibrary(): Generator<void> {
  const now = { year: 2026, month: 1, day: 15, hour: 12, minute: 0, second: 0 };
  for (const [text, culture] of [...WARM_UP, ...WARM_UP]) yield void byLibrary(text, culture, now);
}
