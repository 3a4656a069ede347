import { LIKE_A_PLATE } from '../../language/plates.ts';
import { VIN } from '../values/kit/vin.ts';
import { phone } from '../values/phone.ts';
import { plate } from '../values/plate.ts';

/** Where something stands in a text that tells who wrote it, and what it is. */
export interface Personal {
  kind: 'e-mail' | 'plate' | 'id' | 'phone' | 'number' | 'name' | 'place';
  at: number;
  end: number;
}

const E_MAIL = /(?:[A-Z0-9._%+-]{1,64}|\p{L}{1,4})@(?:[\p{L}\p{N}-]{1,63}\.)+(?:[A-Z]{2,}|\p{L}{2})/giu;
/** Seven digits and more, also in groups: phone, ID card, bank card, policy, passport. */
const NUMBER = /(?<!\d)[A-Z]{0,3}\+?(?:\((?=\d{2,4}\)))?\d(?:[\s().·-]{0,2}\d){6,}X?/giu;
const SPELLED = /[零〇一二三四五六七八九幺]{7,}/gu;
/** An ID card's number: a place, a birthday, three digits, and one to check. */
const ID_CARD = /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/i;

const DATE = /^(?:19|20)\d{2}[-. ](?:0?[1-9]|1[0-2])[-. ](?:0?[1-9]|[12]\d|3[01])$/;
const YEARS = /^(?:19|20)\d{2}\s?-\s?(?:19|20)\d{2}$/;
const AMOUNT_AFTER = /^\s?(?:元|块|万|亿|圆|人民币|yuan|rmb|cny|usd|dollars?)/i;
const AMOUNT_BEFORE = /(?:[¥￥$]|rmb|cny|usd)\s?$/i;

/**
 * E-mail addresses, plates, and phone, ID, bank, policy and other long numbers in a normalised text, in its order. Dates
 * and amounts are none.
 */
export function numbersIn(words: string): Personal[] {
  const found: Personal[] = [];
  let rest = words;
  const take = (
    pattern: RegExp,
    kindOf: (found: string, before: string, after: string) => Personal['kind'] | undefined,
  ) => {
    const all = rest;
    for (const { 0: text, index: at } of all.matchAll(pattern)) {
      const end = at + text.length;
      const kind = kindOf(text, all.slice(0, at), all.slice(end));
      if (!kind) continue;
      found.push({ kind, at, end });
      rest = withoutSpan(rest, at, end);
    }
  };
  take(E_MAIL, () => 'e-mail');
  take(LIKE_A_PLATE, (text) => (isRead(plate(text, NO_TIME)) ? 'plate' : undefined));
  take(VIN, () => 'number');
  take(NUMBER, kindOfNumber);
  take(SPELLED, () => 'number');
  return found.sort((one, other) => one.at - other.at);
}

/** A text with something in a place that nothing is read from, as long as what stood there. */
export const withoutSpan = (text: string, at: number, end: number): string =>
  text.slice(0, at) + '□'.repeat(end - at) + text.slice(end);

function kindOfNumber(found: string, before: string, after: string): Personal['kind'] | undefined {
  if (DATE.test(found) || YEARS.test(found)) return undefined;
  if (/^\d{1,10}$/.test(found) && (AMOUNT_AFTER.test(after) || AMOUNT_BEFORE.test(before))) return undefined;
  if (ID_CARD.test(found.replace(/[^\dX]/gi, ''))) return 'id';
  return isRead(phone(found, NO_TIME)) ? 'phone' : 'number';
}

/** Identifiers don't depend on when or where. */
const NO_TIME = { reference: new Date(0), zone: 'UTC' };

const isRead = (reading: ReturnType<typeof phone>): boolean => reading !== undefined && 'value' in reading;
