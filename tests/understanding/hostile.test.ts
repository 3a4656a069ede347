import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { heard, WINDOW } from '../../language/window.ts';
import { actsIn } from '../../understanding/acts/acts.ts';
import type { ActContext } from '../../understanding/acts/context.ts';
import { anyoneHurt, hurtAnswer } from '../../understanding/hurt.ts';
import { incidentType } from '../../understanding/incident.ts';
import { dangerIn } from '../../understanding/phrases/danger/danger.ts';
import { SLOTS } from '../../understanding/values/index.ts';
import { choice } from '../../understanding/values/kit/choice.ts';
import { freeText } from '../../understanding/values/kit/free-text.ts';
import type { ValueReader } from '../../understanding/values/kit/reading.ts';
import { byLibrary, LIBRARY_WINDOW } from '../../understanding/values/time/library.ts';
import { warmingUp } from '../../understanding/warm-up.ts';
import { context } from './kit/reading.ts';

const LENGTH = 100_000;
/** The longest window: incident times'. */
const RULES_WINDOW = 400;
const long = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

/** Nobody writes so, but nothing keeps anybody from it. Each is bait for some reader's pattern. */
const HOSTILE: Record<string, string> = {
  'a hundred thousand digits': long('1'),
  'phones without an end': long('8613800138'),
  'spaced digits': long('1 3 8 '),
  'a hundred thousand 万': long('万'),
  'numerals without an end': long('三万五'),
  'guesses without an end': long('两三'),
  'one hundred and': long('one hundred and '),
  'grouped thousands': long('1,'),
  'nested brackets': '('.repeat(LENGTH / 2) + ')'.repeat(LENGTH / 2),
  'open brackets': long('（［【{<'),
  'fifty thousand a@': long('a@'),
  'a domain without an end': `a@${long('a.')}`,
  'a local part without an end': `${long('a.')}@`,
  yesterdays: long('昨天'),
  'hours of yesterdays': long('昨天下午三点'),
  'yesterdays in English': long('yesterday at 3 pm '),
  'spans that never end': long('two hours and a half '),
  'clock times': long('12:34:'),
  'dates that never end': long('2026-11-'),
  plates: long('浙A1 '),
  places: long('在杭州市'),
  'roads that never end': long('在文三'),
  names: long('我叫王'),
  'names in English': `my name is ${long('John ')}`,
  relations: long('老婆的'),
  'roles without an end': long('投保人是我妈和'),
  'people in English': long('my wife and the insured is '),
  'names that are spelled': `我叫张伟${long('得到的得')}`,
  'letters that are spelled': `my name is John Smith, ${long('S-')}`,
  'people who pay': long('我替我爸付的'),
  'yeses without an end': `${long('对的')}x`,
  'hesitation without an end': `${long('呃,')}x`,
  'exclamation marks': `${long('!')}x`,
  'acknowledgements without an end': `${long('嗯')}x`,
  'oks without an end': `${long('okk ')}x`,
  accidents: long('accident '),
  'spaces between': `a${long(' ')}b`,
  'nothing visible': long('\u200b'),
  'control characters': long('\u0000'),
  'characters that grow': long('㍿'),
  traditional: long('臺'),
  emoji: long('😀'),
};

const recognizer = recognizerOfConversations();
/** A report is in hand, and the place was asked. */
const IN_TALK: Pick<ActContext, 'asked' | 'open'> = {
  asked: { fact: 'place', options: ['这里', '那里'] },
  open: [{ intent: 'report-incident', facts: ['description'] }],
};
const READERS: Record<string, ValueReader<unknown>> = {
  ...Object.fromEntries(
    Object.entries(SLOTS).flatMap(([name, slot]) => [
      [name, slot.read],
      ...('find' in slot ? [[`${name}, in any message`, slot.find]] : []),
    ]),
  ),
  'what happened': incidentType,
  'a danger now': (text) => ({ value: dangerIn(text) }),
  'whether somebody is hurt': anyoneHurt,
  'whether somebody is hurt, when asked': hurtAnswer,
  choice: choice([
    { value: 1, words: ['修车'] },
    { value: 2, words: ['现金'] },
  ]),
  'free text': freeText({ least: 4, most: 1000 }),
  intent: (text) => ({ value: recognizer.understand(text) }),
  acts: (text, context) => ({
    value: actsIn(text, (words) => recognizer.understand(words), { ...context, ...IN_TALK }),
  }),
};

/**
 * The characters that regular expressions went over: up to the end of what matched, or of the text. With `exec` replaced,
 * every other way to use one goes through it. It can't see how often a pattern goes over the same characters; that is
 * what the patterns' shape is checked for.
 */
let work = 0;
/** The longest text that each pattern was shown. */
const patterns = new Map<string, number>();
const { exec } = RegExp.prototype;
function counting(this: RegExp, text: string): RegExpExecArray | null {
  const from = this.global || this.sticky ? this.lastIndex : 0;
  const found = exec.call(this, text);
  work += (found ? found.index + found[0].length : text.length) - from;
  patterns.set(this.source, Math.max(patterns.get(this.source) ?? 0, text.length));
  return found;
}

beforeAll(() => {
  // What is learnt isn't read.
  for (const _ of recognizer.learning());
  for (const _ of recognizer.suspecting());
  for (const _ of warmingUp());
  for (const reader of Object.values(READERS)) reader('昨天下午三点在文三路，修车花了五千，电话13800138000', context);
});
beforeEach(() => {
  work = 0;
  RegExp.prototype.exec = counting;
});
afterEach(() => {
  RegExp.prototype.exec = exec;
});

/** A reader goes over a text's beginning some ten times to find its window, and over the window some hundred times. */
const MOST_WORK = 30 * LENGTH;

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test.each(Object.entries(READERS))('%s', (_name, reader) => {
    reader(text, context);
    expect(work).toBeLessThan(MOST_WORK);
  });
});

test('twice the text is at most twice the work', () => {
  for (const [name, reader] of Object.entries(READERS)) {
    for (const piece of ['昨天', '1', 'a@', '在文三', 'accident ', '!']) {
      const [once = 0, twice = 0] = [LENGTH / 2, LENGTH].map((length) => {
        work = 0;
        reader(piece.repeat(length).slice(0, length), context);
        return work;
      });
      expect(twice, `${name} over ${piece}`).toBeLessThanOrEqual(2 * once + WINDOW);
    }
  }
});

test.each(Object.entries(HOSTILE))('no reader is shown more than its window of %s', (_, text) =>
  expect(heard(text, /./).length).toBeLessThanOrEqual(WINDOW),
);

test('the library refuses more than its window', () =>
  expect(() =>
    byLibrary('昨'.repeat(LIBRARY_WINDOW + 1), 'zh-CN', {
      year: 2026,
      month: 11,
      day: 18,
      hour: 0,
      minute: 0,
      second: 0,
    }),
  ).toThrow(RangeError));
/** Whether a pattern repeats without a bound what itself repeats without a bound: (a+)+ takes exponential time to fail. */
function nestsRepetition(source: string): boolean {
  const repeats = [false];
  const parts = source.match(/\\.|\[(?:\\.|[^\]\\])*\]|\(|\)|[*+]|\{\d+,\}|\{\d+(?:,\d+)?\}|./gsu) ?? [];
  for (const [index, part] of parts.entries()) {
    const unbounded = /^(?:[*+]|\{\d+,\})$/.test(part);
    if (part === '(') repeats.push(false);
    else if (part === ')') {
      const inner = repeats.pop() ?? false;
      if (inner && /^(?:[*+]|\{\d+,\})$/.test(parts[index + 1] ?? '')) return true;
      if (inner) repeats[repeats.length - 1] = true;
    } else if (unbounded) repeats[repeats.length - 1] = true;
  }
  return false;
}

test.each([
  ['(a+)+', true],
  ['(?:x|(?:ab*)c)*', true],
  ['(?:a{1,9})+', false],
  ['(ab)+c*', false],
  ['[(+*]+', false],
])('%s nests repetition: %s', (source, nests) => expect(nestsRepetition(source)).toBe(nests));

test('no pattern that sees more than a window nests repetition', () => {
  const beyond = [...patterns].filter(([, longest]) => longest > RULES_WINDOW).map(([source]) => source);
  expect(beyond.length).toBeGreaterThan(20);
  expect(beyond.filter(nestsRepetition)).toEqual([]);
});
