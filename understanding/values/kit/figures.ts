/*
 * Figures as they are written in many countries: what parts their thousands, and what parts the whole from its decimals.
 */

const PLAIN = /^\d+(?:\.\d+)?$/;
/** Three digits after a stop: thousands, or a part of one. */
const EITHER = /^[1-9]\d{0,2}\.\d{3}$/;
const EXPONENT = /^\d+(?:\.\d+)?e[+-]?\d+$/i;
/** 3.6×10^4. */
const POWER_OF_TEN = /^(?<factor>\d+(?:\.\d+)?)\s?[x×*]\s?10\s?\^\s?(?<power>\d{1,2})$/i;
const GROUPED = /^\d{1,3}(?<separator>[,'’`´ .])\d{3}(?:\k<separator>\d{3})*(?:(?<point>[.,])(?<decimals>\d{1,2}))?$/;
/** 1,25,000: lakhs. */
const GROUPED_BY_LAKHS = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?$/;
const COMMA_FOR_POINT = /^\d+,\d{1,2}$/;

/**
 * Where money is written 1.234,50. One stop or one comma in an amount of theirs is no question; what three decimals would
 * be isn't paid anywhere.
 */
const COMMA_FOR_POINT_IN = new Set(
  'EUR IDR VND TRY BRL DKK NOK SEK ISK PLN CZK HUF RON BGN RSD RUB UAH ARS COP CLP UYU PYG CHF'.split(' '),
);

/**
 * 1234.5, 1,234.5, 1 234.5, 1'234.5, 1.234,5, 1,25,000, 1.5e5, 3.6×10^4. Nothing for what is grouped otherwise, and for
 * 1.234, which is more or less than a thousand, by where it is written, unless a unit follows (1.234万).
 */
export function figuresOf(said: string, hasUnit: boolean): number | undefined {
  if (!hasUnit && EITHER.test(said)) return undefined;
  if (PLAIN.test(said) || EXPONENT.test(said)) return Number(said);
  const { factor, power } = POWER_OF_TEN.exec(said)?.groups ?? {};
  if (factor) return Number(`${factor}e${power}`);
  if (GROUPED_BY_LAKHS.test(said)) return Number(said.replaceAll(',', ''));
  const { separator = '', point, decimals = '' } = GROUPED.exec(said)?.groups ?? {};
  if (separator === '' || point === separator) return undefined;
  const digits = said.slice(0, said.length - (point ? decimals.length + 1 : 0)).replaceAll(separator, '');
  return Number(`${digits}.${decimals}`);
}

/** What figures that say nothing by themselves say in a currency: 1.500 € is 1,500, 12,50 € is 12.5. */
export function figuresIn(said: string, currency: string): number | undefined {
  if (!COMMA_FOR_POINT_IN.has(currency)) return undefined;
  if (EITHER.test(said)) return Number(said.replace('.', ''));
  return COMMA_FOR_POINT.test(said) ? Number(said.replace(',', '.')) : undefined;
}
