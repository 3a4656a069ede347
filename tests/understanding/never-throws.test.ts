import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { actsIn } from '../../understanding/acts/acts.ts';
import { FACTS, type FactName } from '../../understanding/acts/facts.ts';
import { anyoneHurt, hurtAnswer } from '../../understanding/hurt.ts';
import { incidentType } from '../../understanding/incident.ts';
import { incidentTime } from '../../understanding/values/incident-time.ts';
import { SLOTS } from '../../understanding/values/index.ts';
import { choice } from '../../understanding/values/kit/choice.ts';
import { freeText } from '../../understanding/values/kit/free-text.ts';
import type { ValueReader } from '../../understanding/values/kit/reading.ts';
import { context } from './kit/reading.ts';

/*
 * Whatever is written, a reader gives a value, a reason to ask, or nothing: it never throws, and never another day.
 *
 * Long: all readers are given the same pieces.
 */

const RUNS = Number(process.env.READER_RUNS ?? 300);
const SEED = Number(process.env.READER_SEED ?? 20_261_118);

const recognizer = recognizerOfConversations();
const READERS: readonly (readonly [name: string, reader: ValueReader<unknown>])[] = [
  ...Object.entries(SLOTS).flatMap(([name, slot]): [string, ValueReader<unknown>][] => [
    [name, slot.read],
    ...('find' in slot ? [[`${name}, in any message`, slot.find] as [string, ValueReader<unknown>]] : []),
  ]),
  ['what happened', incidentType],
  ['whether somebody is hurt', anyoneHurt],
  ['whether somebody is hurt, when asked', hurtAnswer],
  [
    'choice',
    choice([
      { value: 1, words: ['修车'] },
      { value: 2, words: ['现金'] },
    ]),
  ],
  ['free text', freeText({ least: 4, most: 1000 })],
  ['intent', (text) => ({ value: recognizer.understand(text) })],
];

const DIGITS = [...'零〇一二两三四五六七八九十廿'];
const MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
/** What the days of a month are called, each in every usual way. */
const DAYS = new Map<string, number>();
for (let day = 1; day <= 31; day++) {
  const [tens, ones] = [Math.floor(day / 10), day % 10];
  const [ten = '', one = ''] = [['', '十', '二十', '三十'][tens], ones ? '一二三四五六七八九'[ones - 1] : ''];
  DAYS.set(`${ten}${one}`, day);
  if (tens === 2 && ones) DAYS.set(`廿${one}`, day);
  if (tens === 0) for (const zero of '零〇') DAYS.set(`${zero}${one}`, day);
}
/** Read digit by digit: 一零 and 三〇, as a phone number is read. */
for (const zero of '零〇') for (const [at, one] of [...'一二三'].entries()) DAYS.set(`${one}${zero}`, (at + 1) * 10);
DAYS.set('廿', 20);
for (const zero of '零〇') DAYS.set(`${zero}两`, 2);
DAYS.set('一十', 10);

describe('a month and two characters that may be its day', () => {
  test.each(MONTHS.map((month, at) => [month, at + 1] as const))('%s月', (month, number) => {
    const wrong: string[] = [];
    for (const written of [month, String(number)])
      for (const first of DIGITS)
        for (const second of DIGITS)
          for (const after of ['', '号', '日', '号下午', '那天']) {
            const text = `${written}月${first}${second}${after}`;
            const reading = incidentTime(text, context);
            const value = reading && 'value' in reading ? reading.value.date.slice(5) : undefined;
            const said = DAYS.get(`${first}${second}`);
            const told = `${String(number).padStart(2, '0')}-${String(said).padStart(2, '0')}`;
            if (value !== undefined && value !== told) wrong.push(`${text} is read as ${value}`);
            if (said === undefined && !(reading && 'ask' in reading)) wrong.push(`${text} isn't asked about`);
          }
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['十一月二八号', 'not-a-date'],
  ['十一月两三号', 'not-a-date'],
  ['11月二八', 'not-a-date'],
  ['十一月二十八九号', 'not-a-date'],
  ['上个月二八号', 'not-a-date'],
  ['两小时三五分钟前', 'vague'],
  ['a million days ago', 'not-a-date'],
  ['hundred-million weeks ago', 'vague'],
  ['0001年春节', 'impossible-date'],
  ['9999年春节', 'impossible-date'],
])('%s is asked about', (text, reason) => expect(incidentTime(text, context)).toEqual({ ask: reason }));

test.each(['一百零五月二号', '十一月二八百块', '99999天前'])('of %s no part is taken for a day', (text) =>
  expect(incidentTime(text, context)).toBeUndefined(),
);

/** Pieces that the readers look for, in any order: what people say by halves. */
const PIECES = [
  ...['零', '〇', '一', '二', '两', '三', '五', '八', '十', '廿', '百', '千', '万', '亿', '半', '几', '多', '来', '俩'],
  ...['0', '1', '3', '9', '12', '28', '99', '2026', '0000', '9999', '13800138000', '110101199003070011', '.5', ',000'],
  ...['年', '月', '份', '日', '号', '天', '周', '星期', '礼拜', '点', '时', '分', '刻', '秒', '小时', '钟头', '分钟'],
  ...['今', '昨', '前', '大前', '上', '上上', '下', '本', '这个', '去年', '农历', '正月', '腊月', '初', '大年', '闰'],
  ...['春节', '清明', '中秋', '除夕', '国庆', '冬至', '五一', '第三天', '前一天', '之前', '以前', '以后', '差', '过'],
  ...['双十一', '立冬', '小雪', '拜一', '后晌', '第二天', '前两天', '那天', '618', '1530', '上班', '刚才说成', '有误'],
  ...['T', 'Z', '+08:00', "'24", 'eve', 'back', 'the day before', 'not', 'I said', 'easter', 'hrs', 'that night'],
  ...['凌晨', '早上', '中午', '下午', '晚上', '半夜', '左右', '大概', '不是', '不对', '刚才', '那天'],
  ...[
    '元',
    '块',
    '毛',
    '角',
    '美元',
    '¥',
    '$',
    'k',
    'w',
    '人',
    '个',
    '辆',
    '名',
    '位',
    '路',
    '楼',
    '省',
    '市',
    '区',
    '县',
  ],
  ...['我叫', '张', '伟', '老婆', '儿子', '浙A', '京', '没有', '是的', '好', '赔', '报案', '@', 'a.com', 'PA', '□'],
  ...[
    ' ',
    '，',
    '。',
    '、',
    '-',
    '/',
    ':',
    '：',
    '~',
    '到',
    '（',
    '）',
    '\n',
    '\u0000',
    '\u200b',
    '\ud800',
    '😀',
    '㍿',
  ],
  ...['one', 'two', 'twenty', 'hundred', 'thousand', 'million', 'half', 'a', 'an', 'and', 'of', 'the', 'last', 'this'],
  ...['yesterday', 'today', 'monday', 'november', 'dec', 'day', 'days', 'week', 'weeks', 'ago', 'fortnight', 'night'],
  ...[
    'at',
    'pm',
    'a.m.',
    "o'clock",
    'past',
    'to',
    'quarter',
    '28th',
    '3/4',
    '31/02',
    'yuan',
    'first',
    'christmas',
    '4 pm',
  ],
];
const pieces = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 3 })), {
  maxLength: 14,
});
const texts = fc.oneof(
  { weight: 5, arbitrary: pieces.map((parts) => parts.join('')) },
  { weight: 2, arbitrary: pieces.map((parts) => parts.join(' ')) },
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

const facts = fc.constantFrom(...(Object.keys(FACTS) as FactName[]));
const before = fc.record({
  asked: fc.option(
    fc.record({ fact: fc.option(facts, { nil: undefined }), options: fc.array(fc.constantFrom('车险', '3', '')) }),
    {
      nil: undefined,
    },
  ),
  open: fc.array(fc.record({ intent: fc.constantFrom('report-incident', 'ask'), facts: fc.array(facts) }), {
    maxLength: 2,
  }),
});
const SAID = [
  '算了',
  '不是',
  '写错了',
  '应该是',
  '对',
  '没有',
  '忘了',
  '改天再说',
  '转人工',
  'leave it',
  'I meant',
  'scratch that',
  '?',
];

test('acts, whatever was asked, stand in their order and their words', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(texts, fc.constantFrom(...SAID)), { maxLength: 4 }), before, (parts, asked) => {
      const text = parts.join(' ');
      const { words } = recognizer.understand(text);
      const acts = actsIn(text, (said) => recognizer.understand(said), { ...context, ...asked });
      for (const [index, act] of acts.entries()) {
        expect(act.end).toBeGreaterThanOrEqual(act.at);
        // As it was written; where that can't be told (a sign that is read as two), as it was read.
        const read = words.replace(/[’‘`´]/gu, "'").slice(act.at, act.end);
        if (words.length === text.length) expect(text.slice(act.at, act.end)).toBe(act.text);
        else expect(text.includes(act.text) || act.text === read, act.text).toBe(true);
        expect(act.at).toBeGreaterThanOrEqual(acts[index - 1]?.at ?? 0);
      }
    }),
    { numRuns: Math.ceil(RUNS / 3), seed: SEED },
  );
});

describe('any text at all', () => {
  test.each(READERS)('%s', (_name, reader) => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = reader(text, context);
        if (!reading || 'ask' in reading) return;
        expect(reading.value).toBeDefined();
        // What is taken is kept as JSON: a number that is none would be kept as nothing.
        expect(JSON.stringify(reading.value)).not.toMatch(/null|NaN|Invalid/);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

/** Pieces of who is who, in any order: tried apart, so that what the others are tried with stays as it is. */
const WHO = [
  ...[
    '投保人',
    '被保险人',
    '受益人',
    '是我',
    '不是',
    '我妈',
    '她',
    '他叫',
    '和',
    '的',
    '弓长张',
    '开的车',
    '摔了',
    '去世',
  ],
  ...['my wife', 'the insured', 'is', 'he', 'her', 'named', 'John', 'Smith', 'S-M-I-T-H', 'on behalf of', 'I am', "'s"],
  ...[
    '我',
    '我叫',
    '我的',
    '张',
    '伟',
    '陈得胜',
    '得到的得',
    '老婆',
    '儿子',
    '的保单',
    '在车上',
    '替',
    '给',
    '买的',
    '付的',
    '住院了',
    '女士',
  ],
  ...[
    '，',
    ' ',
    '、',
    '：',
    '。',
    ',',
    ' and ',
    '13800138000',
    '73',
    '岁',
    '今年',
    '\ue000',
    '\ue100',
    '\ud800',
    '吗',
    '如果',
  ],
];
const whos = fc.array(fc.constantFrom(...WHO), { maxLength: 16 }).map((parts) => parts.join(''));

test.each(READERS.filter(([name]) => /^(?:name|relation|people)/.test(name)))(
  'who is who, in any order: %s',
  (_, reader) => {
    fc.assert(
      fc.property(whos, (text) => {
        const reading = reader(text, context);
        if (reading && 'value' in reading)
          expect(JSON.stringify(reading.value)).not.toMatch(/null|NaN|[\ue000-\uf8ff]/);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  },
);
