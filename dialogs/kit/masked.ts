import { LIKE_A_PLATE } from '../../language/plates.ts';
import { normalize } from '../../language/text.ts';
import { VIN } from '../../understanding/values/kit/vin.ts';
import { phone } from '../../understanding/values/phone.ts';
import { plate } from '../../understanding/values/plate.ts';

/** Nobody's question is longer; the rest is not looked at, so that masking takes no time that counts. */
const LONGEST = 2_000;

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

/** A text without what tells who wrote it: e-mail addresses, plates, phone, ID, bank, policy and other long numbers. */
export function masked(text: string): string {
  const whole = normalize(text.slice(0, LONGEST));
  // What was cut in the middle might no longer be known for what it is.
  const read = text.length > LONGEST ? whole.replace(/[\p{ASCII}·・]{1,80}$/u, '') : whole;
  return read
    .replace(E_MAIL, '[e-mail]')
    .replace(LIKE_A_PLATE, (found) => (isRead(plate(found, NO_TIME)) ? '[plate]' : found))
    .replace(VIN, '[number]')
    .replace(NUMBER, (found, at: number, all: string) => maskOf(found, all.slice(0, at), all.slice(at + found.length)))
    .replace(SPELLED, '[number]');
}

function maskOf(found: string, before: string, after: string): string {
  if (DATE.test(found) || YEARS.test(found)) return found;
  if (/^\d{1,10}$/.test(found) && (AMOUNT_AFTER.test(after) || AMOUNT_BEFORE.test(before))) return found;
  if (ID_CARD.test(found.replace(/[^\dX]/gi, ''))) return '[id]';
  return isRead(phone(found, NO_TIME)) ? '[phone]' : '[number]';
}

/** Identifiers don't depend on when or where. */
const NO_TIME = { reference: new Date(0), zone: 'UTC' };

const isRead = (reading: ReturnType<typeof phone>): boolean => reading !== undefined && 'value' in reading;
