import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Reader } from './reading.ts';
import { windowOver } from './text.ts';

/** A phone number in E.164. A number without a country code is Chinese. */
export const phone: Reader<string> = (text) => {
  if (!/\d(?:\D?\d){4}/.test(text)) return undefined;
  const digits = windowOver(text, /\d{5,}/);
  const found = findPhoneNumbersInText(digits.replace(/(?<=\d)[\s-](?=\d)/g, ''), 'CN').find(({ number }) =>
    number.isValid(),
  );
  if (found) return { value: found.number.number };
  const whole = parsePhoneNumberFromString(digits.replace(/[^\d+]/g, ''), 'CN');
  if (whole?.isValid()) return { value: whole.number };
  return /\d{5,}/.test(digits) ? { ask: 'not-a-phone' } : undefined;
};

/** A number as its owner reads it: 138 0013 8000, or with its country code for a foreign one. */
export function showPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return parsed.country === 'CN' ? parsed.formatNational() : parsed.formatInternational();
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** GA 36-2018: five characters, or six for a new-energy car; I and O are not used after the office's letter. */
const PLATE = new RegExp(
  `([${PROVINCES}][A-HJ-NP-Z])[·・\\s-]?([A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9])`,
  'iu',
);

/** A Chinese number plate, in capitals and without separators. */
export const plate: Reader<string> = (text) => {
  const found = PLATE.exec(windowOver(text, new RegExp(`[${PROVINCES}][A-Z]`, 'iu')));
  return found ? { value: `${found[1]}${found[2]}`.toUpperCase() } : undefined;
};

/** A policy number of this insurer: two letters for the line, four digits for the year, eight more. */
export const policyNumber: Reader<string> = (text) => {
  const compact = windowOver(text, /[A-Z]{2}[\s-]?\d{4}/i);
  const found = /(?<![A-Z0-9])([A-Z]{2})[\s-]?(\d{4})[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/i.exec(compact);
  if (found) return { value: found.slice(1).join('').toUpperCase() };
  return /(?<![A-Z0-9])[A-Z]{0,3}[\s-]?\d{6,}(?!\d)/i.test(compact) ? { ask: 'not-a-policy-number' } : undefined;
};
