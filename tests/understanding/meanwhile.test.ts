import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../language/locale.ts';
import { plainForm } from '../../language/simplified.ts';
import { hasTemplate } from '../../templates/render.ts';
import { askedIn, besides } from '../../understanding/meanwhile/asked-in.ts';
import { questionIn } from '../../understanding/meanwhile/question-in.ts';
import { askedAs, QUESTIONS } from '../../understanding/meanwhile/rules.ts';

/*
 * What customers ask about how a matter goes: each question is heard in the words that it is taught by, and in most of
 * those that were held back, which were written before the rules.
 */

type HeldBack = Record<string, Record<Locale, string[]>>;
const heldBack = load(readFileSync(new URL('./meanwhile-held-back.yaml', import.meta.url), 'utf8'), {
  schema: CORE_SCHEMA,
}) as HeldBack;

/** The share of what was held back that has to be heard as what it asks. */
const FLOOR = 0.93;

describe.each(LOCALES)('in %s', (locale) => {
  test('a question is heard in the words that teach it', () => {
    const missed = QUESTIONS.flatMap((question) =>
      askedAs(question, locale)
        .map((words) => `${question}: ${words} -> ${questionIn(plainForm(words)) ?? 'nothing'}`)
        .filter((line) => !line.endsWith(` -> ${question}`)),
    );
    expect(missed).toEqual([]);
  });

  test('a question is heard in words that taught nothing', () => {
    const asked = Object.entries(heldBack).flatMap(([question, said]) =>
      said[locale].map((words) => questionIn(plainForm(words)) === question),
    );
    expect(asked.filter(Boolean).length / asked.length).toBeGreaterThanOrEqual(FLOOR);
  });

  test('a question has its answer', () => {
    expect(QUESTIONS.filter((question) => !hasTemplate(`meanwhile.${question}`, locale))).toEqual([]);
  });
});

test('what is held back asks what there is', () => {
  expect(Object.keys(heldBack).filter((question) => !QUESTIONS.includes(question))).toEqual([]);
});

test.each<[said: string, asked: string[], rest: string]>([
  ['换个灯六百八 报了来年保费要涨不', ['premium-rise'], '换个灯六百八'],
  ['我叫李想 13800138000 你们啥时候给我打电话', ['when-contact'], '我叫李想 13800138000'],
  ['对 提交吧 多久有结果', ['how-long'], '对 提交吧'],
  ['他非让我现在转一千五给他 我转不转', ['pay-privately'], ''],
  ['hang on, is this chat saved?', ['recorded'], ''],
  ['13800138000. and how long will it take?', ['how-long'], '13800138000'],
  ["oh no. I've been driving without insurance since May. what now", ['drove-uninsured'], ''],
])('%s', (said, asked, rest) => {
  const found = askedIn(said);
  expect(found.map(({ question }) => question)).toEqual(asked);
  expect(besides(said, found)).toBe(rest);
});

test.each([
  '没有人受伤',
  '我姓王 电话13800138000',
  '昨天下午三点 在文三路',
  '不知道对方车牌',
  '明天几点打都行',
  'what happened was he hit me from behind',
  'call me when you can, 13800138000',
  'nobody was hurt, it was about 3 pm',
])('%s asks nothing of the desk', (said) => {
  expect(askedIn(said).filter(({ question }) => question !== undefined)).toEqual([]);
});

test('a very long message is read at once', () => {
  const long = `${'我昨天开车去公司路上被人追尾了 '.repeat(300)}多久能赔`;
  expect(() => askedIn(long)).not.toThrow();
});
