import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { matchesOf } from '../../language/matches.ts';
import { blanked, type Span } from '../../language/spans.ts';
import { heard } from '../../language/window.ts';
import { bankCardsIn } from './bank-card.ts';
import { eMailsIn } from './e-mail.ts';
import { idCardsIn } from './id-card.ts';
import type { ReadingContext, ValueReader } from './kit/reading.ts';
import { theOne } from './kit/single-value.ts';
import { inFigures } from './kit/spoken-digits.ts';
import { policyNumbersIn } from './policy-number.ts';

const SEPARATOR = '[ .-]?';
/** Written with its country's code: +852 9123 4567, 0044 20 7946 0018. */
const INTERNATIONAL = /(?<![A-Z\d+])(?:\+|00)\s?[1-9](?:[ ().-]{0,2}\d){6,14}(?!\d)/gi;
/** Eleven digits that begin with 13 to 19, in whatever groups. */
const MOBILE = new RegExp(
  `(?<![A-Z\\d])(?:86[ -]{0,2})?\\(?(1${SEPARATOR}[3-9]${SEPARATOR}\\d\\)?(?:${SEPARATOR}\\d){8}|1[3-9]\\d, ?\\d{4}, ?\\d{4})(?![\\d*])`,
  'gi',
);
const LANDLINE =
  /(?<![A-Z\d])(?:86[ -]{0,2})?\(?(0?(?:10|2\d|[3-9]\d{2}))\)?[ -]{0,2}([2-8]\d{2,3}[ -]?\d{4})(?![\d])(?![ -]\d{3})/gi;
/** 400 and 800 numbers, and Hong Kong's, Macau's and Taiwan's with their code but no plus. */
const OTHERS =
  /(?<![A-Z\d])([48]00[ -]?\d{3}[ -]?\d{4}|(?:852|853)[ -]?[2-9]\d{3}[ -]?\d{4}|886[ -]?9(?:[ -]?\d){8})(?!\d)/gi;
/** Words after which eight digits are a number of Hong Kong. */
const HONG_KONG = /(?:香港|hong kong|\bhk)[^\d]{0,8}([2-9]\d{3}[ -]?\d{4})(?![\d])/gi;

const RELEVANT =
  /\d(?:[ ().-]{0,2}\d){6}|[零〇一二三四五六七八九幺][\s,，-]{0,2}[零〇一二三四五六七八九幺][\s,，-]{0,2}[零〇一二三四五六七八九幺]|(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\s(?:double |triple )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\s/i;

/** A phone number in E.164. A number without a country code is Chinese. */
export const phone: ValueReader<string> = (text, context) => {
  const said = inFigures(heard(text, RELEVANT));
  const found = phonesIn(said, context);
  if (found.length > 0) return theOne(said, found, 'which-phone');
  if (/^\D*[2-8]\d{2,3}[ -]?\d{4}\D*$/.test(said)) return { ask: 'area-code' };
  return /\d(?:[ -]?\d){4}/.test(said) ? { ask: 'not-a-phone' } : undefined;
};

/** Where phone numbers stand in a text. Other identifiers are none, though part of their digits may look like one. */
export function phonesIn(text: string, context: ReadingContext): Span<string>[] {
  if (!/\d(?:[ ().,-]{0,2}\d){6}/.test(text)) return [];
  const others = [
    ...idCardsIn(text, context),
    ...bankCardsIn(text, context),
    ...policyNumbersIn(text),
    ...eMailsIn(text),
  ];
  let rest = blanked(text, others);
  const found: Span<string>[] = [];
  const take = (pattern: RegExp, numberIn: (match: RegExpMatchArray) => string) => {
    for (const match of matchesOf(rest, pattern)) {
      const number = parsePhoneNumberFromString(numberIn(match), 'CN');
      if (number && (number.isValid() || isAbroad(number)))
        found.push({ value: number.number, at: match.index ?? 0, length: match[0].length });
    }
    rest = blanked(rest, found);
  };
  take(INTERNATIONAL, ([number]) => number.replace(/^00/, '+'));
  take(HONG_KONG, ([, number = '']) => `+852${number}`);
  take(MOBILE, ([, number = '']) => number.replace(/\D/g, ''));
  take(OTHERS, ([, number = '']) => (/^[48]00/.test(number) ? number : `+${number}`));
  take(LANDLINE, ([, area = '', number = '']) => `${area.startsWith('0') ? '' : '0'}${area}${number}`);
  return found.sort((a, b) => a.at - b.at);
}

/** A number of another country is taken where it has as many digits as one there has: which are in use changes daily. */
const isAbroad = (number: PhoneNumber): boolean => number.countryCallingCode !== '86' && number.isPossible();

/** A number as its owner reads it: 138 0013 8000, or with its country code for a foreign one. */
export function showPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return parsed.country === 'CN' ? parsed.formatNational() : parsed.formatInternational();
}
