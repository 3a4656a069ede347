import { phrases } from '../../phrases/phrases.ts';

/** What people say beside the names, the most specific first (see the list). */
const GROUPS = [
  ...['CNY', 'USD', 'HKD', 'TWD', 'MOP', 'AUD', 'CAD', 'SGD', 'NZD', 'EUR', 'GBP', 'JPY', 'KRW', 'THB', 'MYR', 'AED'],
  ...['CHF', 'VND', 'IDR', 'PHP', 'INR', 'RUB', 'TRY', 'ZAR', 'BRL', 'PLN', 'SEK', 'NOK', 'DKK', 'CZK', 'HUF', 'ILS'],
  ...['KHR', 'LAK', 'MMK', 'KZT', 'MNT', 'UAH', 'MXN', 'SAR', 'EGP', 'BDT', 'NGN'],
  ...['unclear', 'loosely-GBP', 'loosely-USD', 'loosely-CNY'],
] as const;
const LOOSELY = 'loosely-';
const called = phrases('currencies', GROUPS);

/** Codes that are words too, in messages that are all capitals. */
const WORDS_TOO = ['ALL', 'TOP'];
const CODES = Intl.supportedValuesOf('currency').filter((code) => !WORDS_TOO.includes(code));

/** 泰铢, "Thai Baht", "Thai baht": every currency's names in the languages of our customers, with its code. */
const NAMES = new Map(
  CODES.flatMap((code) => {
    const [chinese, english] = ['zh-CN', 'en'].map((locale) => new Intl.DisplayNames(locale, { type: 'currency' }));
    const some = new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'name' })
      .formatToParts(2)
      .find(({ type }) => type === 'currency')?.value;
    return [chinese?.of(code), english?.of(code), some].flatMap((name) =>
      name && name !== code ? [[name.toLowerCase(), code] as const] : [],
    );
  }),
);

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const WORDS = [
  ...[...NAMES.keys()].sort((one, other) => other.length - one.length).map(escaped),
  ...GROUPS.map((group) => called[group].source),
].join('|');
const BEGINS = '(?:(?=[^a-z])|(?<![a-z]))';
const ENDS = '(?:(?<=[^a-z])|(?![a-z]))';
const AFTER = new RegExp(`[)）\\]]?,?\\s?(?:in |的)?(?<words>(?:${WORDS})${ENDS})`, 'iuy');
const CODE_AFTER = /\s?(?<words>[A-Z]{3}|US|HK|NT|AU|NZ|SG)(?![A-Za-z])/y;
/** $45 HK. */
const SHORT_CODES: Readonly<Record<string, string>> = {
  US: 'USD',
  HK: 'HKD',
  NT: 'TWD',
  AU: 'AUD',
  NZ: 'NZD',
  SG: 'SGD',
};
const BEFORE = new RegExp(`(?<=(?<words>${BEGINS}(?:${WORDS}))(?<gap>[)）:：=\\s]{0,3}))`, 'iuy');
const CODE_BEFORE = /(?<=(?<words>(?<![A-Za-z])[A-Z]{3})(?<gap>[)）:：=\s]{0,3}))/y;
/** USD$3,000. */
const CODE_AND_SIGN = /^[a-z]{3}\$$/i;
const EACH_GROUP = GROUPS.map((group) => [group, new RegExp(`^(?:${called[group].source})$`, 'iu')] as const);

/** A currency as it is said beside a number. */
export interface SaidCurrency {
  /** ISO 4217; nothing where several countries, or none, have one of that name. */
  code: string | undefined;
  /** Whether other currencies are called so too: 元, dollars. */
  loosely: boolean;
  /** How many characters it takes up beside the number. */
  length: number;
}

/** The currency that is said right after a place in a text. */
export const currencyAfter = (text: string, at: number): SaidCurrency | undefined =>
  saidBy(at, AFTER, text) ?? saidBy(at, CODE_AFTER, text);

/** The currency that is said right before a place in a text, none of it before `least`, where another amount ends. */
export function currencyBefore(text: string, at: number, least = 0): SaidCurrency | undefined {
  const said = saidBy(at, BEFORE, text) ?? saidBy(at, CODE_BEFORE, text);
  // A single character, 元 or 欧, ends what was before: 3块5.
  return said && (at - said.length < least || /^\p{Script=Han}$/u.test(text.slice(at - said.length, at)))
    ? undefined
    : said;
}

function saidBy(at: number, pattern: RegExp, text: string): SaidCurrency | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  const words = found?.groups?.words;
  if (!found || words === undefined) return undefined;
  const length = found[0].length || words.length + (found.groups?.gap?.length ?? 0);
  const named =
    (CODE_AND_SIGN.test(words) && CODES.includes(words.slice(0, 3).toUpperCase())
      ? words.slice(0, 3).toUpperCase()
      : undefined) ??
    NAMES.get(words.toLowerCase()) ??
    SHORT_CODES[words] ??
    (CODES.includes(words.toUpperCase()) ? words.toUpperCase() : undefined);
  if (named) return { code: named, loosely: false, length };
  const group = EACH_GROUP.find(([, exactly]) => exactly.test(words))?.[0];
  if (!group) return undefined;
  const loosely = group.startsWith(LOOSELY);
  return { code: group === 'unclear' ? undefined : group.replace(LOOSELY, ''), loosely, length };
}

const isExact = ({ loosely, code }: SaidCurrency): boolean => !loosely && code !== undefined;

/** The one currency that several sayings of it mean: $500 CAD is CAD, 3万元欧元 EUR, 六千蚊港纸 HKD. Nothing where they disagree. */
export function agreed(said: readonly SaidCurrency[], text: string): string | undefined {
  const exactly = said.filter(({ loosely, code }) => !loosely && (code || !said.some(isExact)));
  const codes = new Set((exactly.length > 0 ? exactly : said).map(({ code }) => code));
  if (codes.size !== 1) return undefined;
  const [code] = codes;
  return exactly.length === 0 ? (namedElsewhere(code, text) ?? code) : code;
}

/** What a sign or a name of several currencies may stand for: ¥48,000 in Kyoto, Japanese yen. */
const MAY_BE: Readonly<Record<string, readonly (typeof GROUPS)[number][]>> = {
  USD: ['HKD', 'TWD', 'AUD', 'CAD', 'SGD', 'NZD'],
  CNY: ['JPY'],
};
const NAMED = new Map(
  Object.values(MAY_BE)
    .flat()
    .map((code) => [code, new RegExp(`${BEGINS}(?:${called[code].source})${ENDS}`, 'iu')]),
);

/** The one currency, of those that are called like another, that a text names in full wherever it stands. */
function namedElsewhere(code: string | undefined, text: string): string | undefined {
  if (!code || (code === 'CNY' && !text.includes('¥'))) return undefined;
  const named = (MAY_BE[code] ?? []).filter((one) => NAMED.get(one)?.test(text));
  return named.length === 1 ? named[0] : undefined;
}
