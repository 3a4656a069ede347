import { wordLists } from '../../language/word-lists.ts';

const words = wordLists(new URL('./since-bought.yaml', import.meta.url), [
  'buy',
  'bought',
  'illness',
  'accident',
  'plain-illness',
]);

/** Spoken units, in days. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:天|日|days?)$/i, 1],
  [/^(?:周|个?礼拜|个?星期|weeks?|wks?)$/i, 7],
  [/^(?:个?月|months?)$/i, 30],
];
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ 半: 0.5, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 几: 5, 好几: 6, 十几: 15 },
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
  },
  ...{
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
    couple: 2,
    'a couple of': 2,
    few: 4,
    'a few': 4,
  },
};

const HAN = '[半一二两俩三四五六七八九十几百\\d]{1,4}';
const SPAN = `(${HAN})(?:多|来|余)?(天|日|周|个?礼拜|个?星期|个?月)`;
const BUY = words.buy.source;
const NUMBER_WORDS = Object.keys(NUMBERS)
  .filter((word) => /[a-z]/.test(word))
  .sort((a, b) => b.length - a.length)
  .join('|');
const ENGLISH_SPAN = `(\\d{1,3}|${NUMBER_WORDS}) (days?|weeks?|wks?|months?)`;
const BOUGHT = words.bought.source;

/** How long ago it was bought, with the number and the unit. */
const TOLD: readonly RegExp[] = [
  new RegExp(`${BUY}[^。，,！!？?；;]{0,10}?(?:才|刚|不到|还没|未满|没|有|第|后|满|了|过)*${SPAN}`, 'u'),
  new RegExp(`${SPAN}(?:之?前|以前)[^。，,！!？?；;]{0,6}${BUY}`, 'u'),
  new RegExp(`\\b${BOUGHT}\\b[^.!?;,]{0,40}\\b${ENGLISH_SPAN}(?: ago|$|[ .,!?;])`, 'iu'),
  new RegExp(`\\b${ENGLISH_SPAN} (?:after|since|into) (?:\\w+ ){0,4}${BOUGHT}`, 'iu'),
  new RegExp(`\\b${ENGLISH_SPAN} into\\b`, 'iu'),
  new RegExp(
    `\\b(?:policy|cover|insurance|plan)\\b[^.!?;,]{0,20}\\b(?:is|only)\\b[^.!?;,]{0,10}\\b${ENGLISH_SPAN} old`,
    'iu',
  ),
];
/** Only just, or last month: no number. */
const JUST: readonly RegExp[] = [
  new RegExp(`(?:刚刚?|才|新)${BUY}(?!了?[^。，,！!？?；;]{0,4}(?:年|${HAN}(?:天|日|周|个)))`, 'u'),
  new RegExp(`${BUY}了?(?:没|不)(?:多久|几天|两天)`, 'u'),
  new RegExp(`(?:上|这|本)个?(?:月|周|礼拜|星期)[底初中末]?(?:才|刚)?[^。，,！!？?；;]{0,4}${BUY}`, 'u'),
  new RegExp(
    `\\b(?:just|recently|only just|newly) (?:\\w+ )?${BOUGHT}\\b|\\b${BOUGHT}\\b[^.!?;,]{0,30}\\b(?:last|this) (?:week|month)\\b`,
    'iu',
  ),
];

/** Told some weeks later, what was found then may have been found within the waiting period. */
const TOLD_LATER_DAYS = 31;
/** Nobody needs more to tell it. */
const READ = 500;

/**
 * Whether a question tells that an illness, or a treatment that may be for one, came so soon after the contract began
 * that a waiting period of so many days bears on it. An accident alone has none.
 */
export function toldWithin(question: string, waitingDays: number): boolean {
  const read = question.slice(0, READ);
  if (!words.illness.test(read) || (words.accident.test(read) && !words['plain-illness'].test(read))) return false;
  const days = TOLD.map((pattern) => daysIn(pattern.exec(read))).find((told) => told !== undefined);
  return days === undefined ? JUST.some((pattern) => pattern.test(read)) : days <= waitingDays + TOLD_LATER_DAYS;
}

function daysIn(found: RegExpExecArray | null): number | undefined {
  const [, number = '', unit = ''] = found ?? [];
  const days = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  const count = numberIn(number.toLowerCase());
  return days === undefined || count === undefined ? undefined : days * count;
}

/** 二十, 三十五, 十五, 20, three. */
function numberIn(said: string): number | undefined {
  if (/^\d+$/.test(said)) return Number(said);
  if (said in NUMBERS) return NUMBERS[said];
  const [, tens = '', ones = ''] = /^([一二两三四五六七八九几]?)十([一二三四五六七八九几]?)$/.exec(said) ?? [];
  if (!said.includes('十') || said.length !== tens.length + ones.length + 1) return undefined;
  return (tens ? (NUMBERS[tens] ?? 1) : 1) * 10 + (ones ? (NUMBERS[ones] ?? 0) : 0);
}
