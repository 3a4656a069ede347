import { matchesOf } from '../../../language/matches.ts';
import { ENGLISH_NUMERALS, englishNumberOf, HAN_NUMERALS, numberOf } from '../../../language/numerals.ts';
import { ANY_CURRENCY, FINEST } from './currencies.ts';

/** A number with what was said beside it. */
export interface Amount {
  /** Nothing where it was left open (五百多, 几千, several hundred) or can't be (1,20). */
  amount?: number;
  open?: true;
  wrong?: true;
  /** ISO 4217, where a currency was said. */
  currency?: string;
  at: number;
  end: number;
  /** The number as it was said, without its currency. */
  said: string;
}

/** 1,200.50 or 1200.5; what doesn't group by threes is caught as a whole, to be asked about. */
const ARABIC = '\\d+(?:,\\d+)*(?:\\.\\d+)?';
const HAN = `[${HAN_NUMERALS}]`;
/** 3.5万, 1万2, 三万五, 8k, 2w5, and with what leaves it open: 五百多, 十几万, 几千, 两万来. */
const CHINESE = `(?:${ARABIC}\\s?|${HAN}(?:点[零一二三四五六七八九]{1,2}(?=[万千百亿]))?|(?:好?几|数|上)(?=[十百千万亿]))(?:${HAN}|[几多来余把](?=[十百千万亿元块美港欧日英]|$|[^\\p{L}])|[kw](?![a-z])|(?<=[十百千万亿kw零])\\d+(?:\\.\\d+)?)*(?:[多余来几]万?|\\+)?`;
const ENGLISH = `(?:(?:(?:several|a few|a couple(?: of)?|some)\\s+)?(?:\\d[\\d,]*(?:\\.\\d+)?\\s?(?:k\\b|m\\b|thousand|grand|million|hundred)|(?:an?\\s+)?(?:${ENGLISH_NUMERALS}))(?:[\\s-]+(?:and\\s+|an?\\s+)?(?:${ENGLISH_NUMERALS})\\b)*)`;
const BEFORE = `(?<before>(?:人民币|美元|美金|港币|港元|欧元|日元|英镑|澳元|加元|新台币|台币|澳门币|rmb|cny|usd|hkd|twd|eur|gbp|jpy|aud|cad|sgd|us\\$|hk\\$|nt\\$|[¥$€£])[:\\s]?)?`;
const AFTER = `(?:\\s?(?<after>${ANY_CURRENCY}))?`;
const AMOUNT = new RegExp(`${BEFORE}(?<number>${ENGLISH}|${CHINESE})${AFTER}`, 'giu');
const TENTH = '[1-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]';
/** 三块五, 三块五毛二, 3元5角: what comes after the whole yuan. */
const SMALL_CHANGE = new RegExp(
  `^零?(?<tenths>${TENTH})(?:[毛角](?:(?<hundredths>${TENTH})分?)?)?(?![\\d${HAN_NUMERALS}个人点月日号年天小分岁次公千米])`,
  'u',
);
const TENTHS_ALONE = new RegExp(`(${TENTH})[毛角](?:(${TENTH})分?)?(?!落)`, 'gu');

const OPEN = /[几多来余数上把]|\+$|several|few|couple|some/i;
/** 百, 千, 万 without a number: 万一, 千万别. */
const NO_NUMBER = /^[百千万亿]/;

/** Every number in a text that may be an amount of money, whether or not a currency stands beside it. */
export function amountsIn(text: string): Amount[] {
  const found: Amount[] = [];
  for (const { 0: whole, index, groups = {} } of matchesOf(text, AMOUNT)) {
    const { before, number = '', after } = groups;
    if (
      /[\p{L}\d.]/u.test(number[0] ?? '') &&
      /[A-Za-z\d]/.test(number[0] ?? '') &&
      /[A-Za-z\d.]/.test(text[index - 1] ?? '')
    )
      if (!before) continue; // the middle of something else: G60, v1.2
    if (NO_NUMBER.test(number) && !/^[百千万亿]+[把来]?$/.test(number)) continue;
    if (NO_NUMBER.test(number) && !before && !after) continue;
    if (found.some(({ end }) => end > index)) continue;
    const currency = codeOf(before) ?? codeOf(after);
    const one: Amount = { ...(currency ? { currency } : {}), at: index, end: index + whole.length, said: number };
    if (OPEN.test(number) || NO_NUMBER.test(number) || /^[十百千万]/.test(text.slice(one.end))) one.open = true;
    else {
      const amount = amountOf(number.trim());
      if (amount === undefined)
        Object.assign(
          one,
          /[五六七八九一二两三四][一二三四五六七八九]/.test(number) ? { open: true } : { wrong: true },
        );
      else one.amount = amount;
    }
    if (after && one.amount !== undefined) addChange(one, text);
    found.push(one);
  }
  const tenths = tenthsIn(text, found);
  return [...found.filter(({ at }) => !tenths.some((one) => one.at === at)), ...tenths].sort((a, b) => a.at - b.at);
}

const codeOf = (words: string | undefined): string | undefined =>
  words && FINEST.find(([, pattern]) => pattern.test(words.trim()))?.[0];

function amountOf(number: string): number | undefined {
  if (/,/.test(number) && !/^\d{1,3}(?:,\d{3})+(?![\d,])/.test(number)) return undefined;
  return /[a-z]{2}|[km]$|\d\s[km]\b/i.test(number) && !/[kw]\d/i.test(number)
    ? (englishNumberOf(number) ?? numberOf(number.replace(/\s/g, '')))
    : numberOf(number.replace(/[\s,]/g, ''));
}

function addChange(one: Amount, text: string): void {
  const change = SMALL_CHANGE.exec(text.slice(one.end));
  if (!change?.groups || one.amount === undefined || !Number.isInteger(one.amount)) return;
  const { tenths = '', hundredths = '' } = change.groups;
  one.amount =
    Math.round(
      (one.amount + (numberOf(tenths) ?? 0) / 10 + (hundredths ? (numberOf(hundredths) ?? 0) / 100 : 0)) * 100,
    ) / 100;
  one.end += change[0].length;
}

/** 五毛, without a yuan before it. */
const tenthsIn = (text: string, found: readonly Amount[]): Amount[] =>
  matchesOf(text, TENTHS_ALONE)
    .filter(({ index }) => !found.some(({ at, end, currency }) => currency && index >= at && index < end))
    .map(({ 0: said, 1: tenths = '', 2: hundredths = '', index }) => ({
      amount: Math.round((numberOf(tenths) ?? 0) * 10 + (hundredths ? (numberOf(hundredths) ?? 0) : 0)) / 100,
      currency: 'CNY',
      at: index,
      end: index + said.length,
      said,
    }));
