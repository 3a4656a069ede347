import { forMatching } from '../matching.ts';
import { HAN_DIGITS, numberOf } from '../outline/han-numbers.ts';

/** Periods of days that customers are told of. */
export type Period = 'cooling-off' | 'waiting' | 'grace';

const NAMES: Record<Period, { chinese: string; english: string }> = {
  'cooling-off': { chinese: '(?:犹豫期|冷静期)', english: 'cooling[- ]off period' },
  waiting: { chinese: '(?:等待期|观察期)', english: '(?:waiting|qualifying) period' },
  grace: { chinese: '(?:宽限期)', english: 'grace period|days of grace' },
};

/** A number of days; of working days there is none that a customer could count on. */
const DAYS = `(?<![\\d.第前${HAN_DIGITS}])(\\d{1,3}|[${HAN_DIGITS}]{1,5})(?:个?自然)?(?:日|天)(?:\\([^()]{1,12}\\))?`;
/** From when a period runs: 自您签收本合同次日零时起. Nothing of it speaks of paying back. */
const FROM = '(?:(?:自|从|在|于)?[^。;:退返]{0,48}?(?:起|后|内)[,的]?)?';

/**
 * The ways in which a wording says how long a period is: the number belongs to the name by grammar, not because the two
 * stand close to each other. So what is paid back within thirty days of a cooling-off period is no cooling-off period.
 */
const forms = (name: string): string[] => [
  // 有15日的犹豫期, 60日为宽限期, 15日内（即犹豫期）
  `${DAYS}(?:以?内)?(?:的期间|的时间)?[,(]?(?:均?为|是|即|的|称为)?(?:一个|本合同的?|您的|本保险的?)?["“]?${name}(?!(?:开始|届满|结束|满|后|前|内退))`,
  // 犹豫期为15日, 犹豫期自签收次日起15日
  `${name}["”]?(?:的?(?:期间|期限|时间|天数))?(?:为期|[为是:]|共计?|有|指)(?:是)?${FROM}(?:连续|共计?|的)?${DAYS}(?!内?[^。;,]{0,6}[退返])`,
  `${name}["”]?(?:的?(?:期间|期限|天数))?:?${DAYS}(?!内?[^。;,]{0,6}[退返])`,
];

const CHINESE = Object.fromEntries(
  (Object.keys(NAMES) as Period[]).map((period) => [
    period,
    forms(NAMES[period].chinese).map((form) => new RegExp(form, 'g')),
  ]),
) as Record<Period, RegExp[]>;

const ENGLISH = Object.fromEntries(
  (Object.keys(NAMES) as Period[]).map((period) => [
    period,
    [
      new RegExp(`(\\d{1,3})[- ](?:calendar )?days?(?:’|')? ?(?:${NAMES[period].english})`, 'gi'),
      new RegExp(
        `(?:${NAMES[period].english})(?: (?:is|of|lasts(?: for)?|means|shall be|will be))(?: a period of)? (\\d{1,3})[- ](?:calendar )?days`,
        'gi',
      ),
    ],
  ]),
) as Record<Period, RegExp[]>;

/** No such period is longer. */
const LONGEST: Record<Period, number> = { 'cooling-off': 60, waiting: 730, grace: 183 };
const SHORTEST: Record<Period, number> = { 'cooling-off': 5, waiting: 1, grace: 10 };

/** How many days a period has, where the text says it, and says it everywhere alike: else none is told. */
export function periodOf(period: Period, text: string): number | undefined {
  const plain = forMatching(text);
  // A line's end may stand within a sentence, and is no space of a Chinese one.
  const chinese = text
    .split('\n')
    .map((line) => forMatching(line).replace(/(?<![a-z]) | (?![a-z])/gi, ''))
    .join('\n');
  const found = [
    ...CHINESE[period].flatMap((form) => [...chinese.matchAll(form)]),
    ...ENGLISH[period].flatMap((form) => [...plain.matchAll(form)]),
  ].map(([, written = '']) => numberOf(written));
  const values = new Set(found.filter((days) => days > 0));
  const [days] = values;
  if (values.size !== 1 || days === undefined) return undefined;
  return days >= SHORTEST[period] && days <= LONGEST[period] ? days : undefined;
}
