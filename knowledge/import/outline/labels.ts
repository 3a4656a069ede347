import { forMatching } from '../matching.ts';
import { HAN_DIGITS, numberOf } from './han-numbers.ts';

/** The ways in which wordings number their parts, articles and items. */
export type LabelStyle =
  | 'part' // 第一部分, 第二章
  | 'article' // 第八条
  | 'named' // Section 1, Article 2, Part A
  | 'decimal' // 1.1, 2.4.1
  | 'integer' // 1. or 1、
  | 'bare' // 1 before a heading
  | 'han' // 一、
  | 'han-paren' // （一）
  | 'paren' // (1) or 1)
  | 'circled' // ①
  | 'letter' // a) or (iv)
  | 'bracket'; // 【…】 and bullets: an item without a number

/** The number that a line begins with. */
export interface Label {
  style: LabelStyle;
  numbers: number[];
  /** As printed, without white space in it. */
  printed: string;
  /** Where what follows the number begins. */
  end: number;
}

const han = `[${HAN_DIGITS}]{1,6}`;

/** Before these a number is an amount, not a label. */
const NO_UNIT =
  '(?!\\s?(?:%|‰|万|亿|元))(?!倍|成(?!立)|年(?![龄金度])|月|日(?!额)|天|周岁|岁|个|次|米|公里|毫|厘|克|小时)';

/** What each style looks like at the beginning of a line, in the form for matching. The group is the number. */
const STYLES: readonly { style: LabelStyle; pattern: RegExp; dropped?: RegExp }[] = [
  { style: 'part', pattern: new RegExp(`^第\\s?(${han}|\\d{1,2})\\s?(?:部分|编|章|节|篇)`) },
  {
    style: 'article',
    pattern: new RegExp(`^第\\s?(${han}|\\d{1,3})\\s?条(?:之(${han}))?`),
  },
  {
    style: 'named',
    pattern:
      /^(?:section|article|clause|part|chapter|schedule|appendix|annex)\s+(\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,6}|[a-z])(?![\p{L}\d])/iu,
  },
  // 6.1周岁 is a definition: nobody is so old.
  {
    style: 'decimal',
    pattern: new RegExp(`^(\\d{1,2}(?:\\s?\\.\\s?\\d{1,3}){1,4})(?![\\d%])${NO_UNIT.replace('周岁|', '')}\\.?`),
  },
  { style: 'integer', pattern: /^(\d{1,3})\s?[.、](?!\d)/ },
  { style: 'han', pattern: new RegExp(`^(${han})\\s?[、.](?!\\d)`) },
  { style: 'han-paren', pattern: new RegExp(`^\\(\\s?(${han})\\s?\\)`) },
  { style: 'paren', pattern: /^\(?\s?(\d{1,3})\s?\)/ },
  { style: 'circled', pattern: /^([\u2460-\u249b])/ },
  { style: 'letter', pattern: /^\(?([a-z]|[ivxl]{1,6})[).](?=\s|[^a-z0-9.])/i },
  { style: 'bare', pattern: new RegExp(`^(\\d{1,2})(?=\\s|\\p{Script=Han})${NO_UNIT}`, 'u') },
  { style: 'bracket', pattern: /^(?:[·•●○◆◇■□▪➢\uf06c\uf0b7\uf0d8]\s?|(?=【))/ },
];

/** What may stand between a label and the words after it without belonging to either. */
const SEPARATOR = /^\s?[:.、—–-]*\s*/;

/** What is cited by its number. */
const CITED: ReadonlySet<LabelStyle> = new Set(['article', 'named', 'decimal']);

/** An article that is spoken of, not begun: 第五条约定的…, 第八条第一款, 2.4 条. */
const SPOKEN_OF =
  /^\s?(?:第\s?[\d〇零一二三四五六七八九十]+\s?[款项目]|[、,]?\s?第\s?[\d〇零一二三四五六七八九十]+\s?条|[和或及与至、]\s?(?:第\s?[\d〇零一二三四五六七八九十百]+\s?条|本条|附|\d)|的|所[列述约]|(?:约定|规定)(?:的|情形|,|处理|执行|办理|承担)|中[的所,]|项下|以外|之[一二]?[约规]|(?:and|or|to|of|above|below) )/i;

/** The label that a line begins with, if there is one. */
export function readLabel(text: string): Label | undefined {
  const line = forMatching(text);
  for (const { style, pattern } of STYLES) {
    const match = pattern.exec(line);
    if (!match) continue;
    const after = line.slice(match[0].length);
    if (CITED.has(style) && SPOKEN_OF.test(after)) return undefined;
    if (style === 'decimal' && /^\s?[条项](?!款)/.test(after)) return undefined;
    return {
      style,
      numbers: numbersOf(style, match),
      printed: printedOf(style, text.slice(0, match[0].length)),
      end: match[0].length,
    };
  }
  return undefined;
}

/** Where the words after a label begin: behind a colon, a full stop or a dash that only sets them apart. */
export const endOfSeparator = (text: string, end: number): number =>
  end + (SEPARATOR.exec(forMatching(text.slice(end)))?.[0].length ?? 0);

/** Section 1 stays two words; 第 一 条 is one. */
const printedOf = (style: LabelStyle, printed: string): string =>
  style === 'named' ? printed.replace(/\s+/g, ' ') : printed.replace(/\s+/g, '');

function numbersOf(style: LabelStyle, [, first = '', second]: RegExpExecArray): number[] {
  if (style === 'decimal' || (style === 'named' && /\d/.test(first)))
    return first.split('.').map((part) => Number(part.trim()));
  if (style === 'named') return [letterOrRoman(first.toLowerCase())];
  if (style === 'letter') return [first.toLowerCase().charCodeAt(0) - 96];
  if (style === 'circled') return [((first.charCodeAt(0) - 0x2460) % 20) + 1];
  if (style === 'bracket') return [];
  return [numberOf(first), ...(second ? [numberOf(second)] : [])];
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50 };

/** II is two, B is two; a single letter that could be both is Roman only where it is i, v or x. */
function letterOrRoman(written: string): number {
  if (!/^[ivxl]+$/.test(written) || written === 'l') return written.charCodeAt(0) - 96;
  const worths = [...written].map((sign) => ROMAN[sign] ?? 0);
  return worths.reduce((sum, worth, at) => sum + (worth < (worths[at + 1] ?? 0) ? -worth : worth), 0);
}
