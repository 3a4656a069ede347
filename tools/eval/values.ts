import { incidentTime } from '../../understanding/values/incident-time.ts';
import type { Reading, ReadingContext } from '../../understanding/values/kit/reading.ts';
import { money } from '../../understanding/values/money.ts';
import { amounts, type Half, type Language, times } from './sets.ts';
import { shareOf } from './shares.ts';

/**
 * What came of a message: `silently-wrong` is a value that isn't the one that was said, or any where nothing can be known
 * without asking; `asked-needlessly` is no value where one was said, or a question where there is nothing to ask.
 */
type Verdict = 'right' | 'silently-wrong' | 'asked-needlessly';

/** A message, what a reader made of it, and whether that is so. */
export interface Read {
  text: string;
  lang: Language;
  kind: string;
  expected: string;
  read: string;
  verdict: Verdict;
}

/** Shares from 0 to 1; undefined where there is nothing to share. */
export interface ValueFigures {
  messages: number;
  right: number | undefined;
  silentlyWrong: number | undefined;
  askedNeedlessly: number | undefined;
}

const ZONE = 'Asia/Shanghai';
const SOME_DAY: ReadingContext = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: ZONE };

/** When something happened, as it is read in the messages of a half. An hour that the set leaves out may be read or not. */
export const readTimes = (half: Half): Read[] =>
  times(half).map(({ text, reference, expect, lang, kind }) => {
    const isValue = 'date' in expect && !('ask' in expect);
    const hasHour = isValue && expect.time !== undefined;
    return judged(
      { text, lang, kind },
      isValue ? [expect.date, expect.time].filter(Boolean).join(' ') : wanted(expect),
      incidentTime(text, { reference: new Date(reference), zone: ZONE }),
      ({ date, time }) => (time && (hasHour || !isValue) ? `${date} ${time}` : date),
    );
  });

/** The amounts in the messages of a half, as answers to how much it is. */
export const readAmounts = (half: Half): Read[] =>
  amounts(half).map(({ text, expect, lang, kind }) =>
    judged(
      { text, lang, kind },
      'amount' in expect ? `${expect.amount} ${expect.currency}` : wanted(expect),
      money(text, SOME_DAY),
      ({ amount, currency }) => `${amount} ${currency}`,
    ),
  );

export const valueFigures = (all: readonly Read[]): ValueFigures => {
  const share = (verdict: Verdict) => shareOf(all, (one) => one.verdict === verdict);
  return {
    messages: all.length,
    right: share('right'),
    silentlyWrong: share('silently-wrong'),
    askedNeedlessly: share('asked-needlessly'),
  };
};

const NOTHING = 'nothing';
const QUESTION = 'a question';

const wanted = (expect: object): string => ('ask' in expect ? QUESTION : NOTHING);

function judged<T>(
  said: Pick<Read, 'text' | 'lang' | 'kind'>,
  expected: string,
  reading: Reading<T>,
  shown: (value: T) => string,
): Read {
  if (reading && 'value' in reading) {
    const read = shown(reading.value);
    return { ...said, expected, read, verdict: read === expected ? 'right' : 'silently-wrong' };
  }
  const isFine = expected === QUESTION || (expected === NOTHING && reading === undefined);
  return {
    ...said,
    expected,
    read: reading ? `${QUESTION}: ${reading.ask}` : NOTHING,
    verdict: isFine ? 'right' : 'asked-needlessly',
  };
}
