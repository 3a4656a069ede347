import { matchesOf } from '../../../language/matches.ts';
import { ENGLISH_NUMERALS, englishNumberOf, HAN_NUMERALS, numberOf } from '../../../language/numerals.ts';
import { figuresOf } from './figures.ts';

/** A number as it stands in a text: all of it, whatever can be read of it. */
export interface WrittenNumber {
  at: number;
  end: number;
  said: string;
  /** Nothing where it is left open (五百多, 几千, several hundred), or can't be read (1,20; 45?0; 三点二十). */
  amount?: number;
  open?: true;
  approximate?: true;
}

const HAN = `[${HAN_NUMERALS}]`;
const HAN_DIGIT = '[零〇一二两三四五六七八九]';
/** What may stand between the digits of one number: what parts them, and what somebody couldn't read. */
const WITHIN = "[.,'’`´·?*_■□█▇▓●○◯×^⁄|\\\\#]{1,4}";
/** 40 000 and 12 345.60 (7 OOO too, which can't be read), or digits with whatever is between them; 1.5e5, 3.6 × 10^4. */
const FIGURES = `(?:(?<![\\d.,]\\s?)\\d{1,3}(?: (?=\\d*O)[\\dO]{3})+(?![\\da-z])|(?<![\\d.,]\\s?)\\d{1,3}(?: \\d{3})+(?![\\d])(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:${WITHIN}\\d+)*(?:e[+-]?\\d{1,2}(?![\\da-z])|\\s?[x×*]\\s?10\\s?\\^\\s?\\d{1,2}(?!\\d))?)`;
/** Numerals in words: 一共, 零件, 三者险. */
export const IN_A_WORD =
  '(?:(?<=[加合凑])一(?=块)|一(?=[共样起直下些定般切边旦概律致向路会])|零(?=[件部售钱食距星散头用])|[两三](?=[边者侧])|十(?=[分字足])|百(?=[货姓])|五(?=金)|二(?=手))';
const GREAT = '[十百千万亿kw]';
/** Ways to say about how much that aren't made of numerals alone. */
const ABOUT = `百八十|百十(?=[来块元])|[千万百]儿八[百千]|个把(?=${GREAT})|(?:好?几|数|上|成)(?=${GREAT})`;
const CHINESE = `(?:${ABOUT}|${FIGURES}(?:\\s(?=[十百千万亿kw]))?|(?!${IN_A_WORD})${HAN}|半(?=个?[百千万亿kw])|俩(?=[百千万kw]))(?:(?!${IN_A_WORD})${HAN}|半(?=[万亿kw])|点(?=\\d|${HAN_DIGIT})|个(?=半?[kw万亿](?![a-z\\p{Script=Han}])|半?[kw万亿](?=[元块美港欧日英人的左上吧多了呢啊来损出不以]))|[几多来余把](?=[十百千万亿元块美港欧日英]|$|[^\\p{L}])|[kw](?:(?![a-zà-ɏ])|(?=rmb|cny|usd|hkd|eur|gbp))|(?<=[拾佰仟万亿])\\s(?=[壹贰叁肆伍陆柒捌玖零])|${FIGURES})*(?:[多余来几](?![打写按输])万?(?:点儿?(?![\\d${HAN_NUMERALS}]))?|个多(?!小时|月|星期|礼拜|钟)|\\+|[-\\s]odd\\b)?`;
const UNIT = '(?:k|m|mil|mln|mio|bn|thousand|grand|million|hundred|billion|wan|la(?:kh|c)s?|crores?)(?![a-z\\dà-ɏ])';
const ENGLISH = `(?:(?:several|a few|a couple(?: of)?|couple of|few|some(?=\\s(?:hundred|thousand|grand|million)))\\s+)?(?:${FIGURES}(?:\\s?${UNIT}|(?=\\s+and a half))|(?:\\ban?\\s+)?\\b(?:${ENGLISH_NUMERALS})\\b)(?:(?:\\s+|-)(?:(?:and|point)\\s+)?(?:an?\\s+)?(?:(?:${ENGLISH_NUMERALS})\\b|${UNIT}|\\d{1,3}(?![\\d.,]\\d)))*`;
const NUMBER = new RegExp(`${ENGLISH}|${CHINESE}`, 'giu');

const OPEN = /[几多余数上把]|来万?$|\+$|odd$|several|few|couple|some|^百八十|^百十|儿八/i;
/** 六百来 and 三千多 are about 600 and 3,000; 十来 and 上千 may be much more. */
const SOME_MORE = /^(.*[\d一二两三四五六七八九][百千万wk]|\d{3,})[来多]$/iu;
/** 五六千, 一两万: a guess between two. */
const GUESS = /(?:[一二两三四五六七八九]{2}|[一二三四五六七八九]、[一二三四五六七八九])/;
/** 百, 千, 万 without a number: 万一, 千万别; but 千二 is 1,200. */
const NO_NUMBER = /^[百千万亿]/;
const SHORT = /^[百千万][二三四五六七八九](?:[百十]|$)/;

/** Every number in a text, each from its first to its last character: no part of one is a number. */
export const numbersIn = (text: string): WrittenNumber[] =>
  matchesOf(text, NUMBER).flatMap(({ 0: whole, index }) => {
    const said = whole.trimEnd();
    if (said === '') return [];
    const written = { at: index, end: index + said.length, said };
    if (SHORT.test(said) && !OPEN.test(said)) return { ...written, ...meant(`一${said}`) };
    return {
      ...written,
      ...(NO_NUMBER.test(said) ? { open: true as const } : meant(said.replace('俩', '两').replace(/点儿?$/, ''))),
    };
  });

function meant(said: string): Pick<WrittenNumber, 'amount' | 'open' | 'approximate'> {
  const more = SOME_MORE.exec(said)?.[1];
  if (more) {
    const amount = amountSaid(more);
    return amount === undefined ? {} : { amount, approximate: true };
  }
  if (OPEN.test(said)) return { open: true };
  const amount = amountSaid(said);
  if (amount !== undefined) return { amount };
  return GUESS.test(said) ? { open: true } : {};
}

function amountSaid(said: string): number | undefined {
  const figures = FIGURES_FIRST.exec(said)?.[0] ?? '';
  const rest = said.slice(figures.length).trimStart();
  const value = figures === '' ? undefined : figuresOf(figures, rest !== '');
  if (rest === '' || (figures !== '' && value === undefined)) return value;
  const plain = `${value ?? ''} ${rest}`.trim();
  return /[a-z]{2}|\d [km]$/i.test(plain) ? englishNumberOf(plain) : numberOf(plain.replace(/\s/g, ''));
}

const FIGURES_FIRST = new RegExp(`^${FIGURES}`, 'iu');
