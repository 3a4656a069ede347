/** The languages that the desk speaks, the first by default. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The one beside it, which a page offers. */
export const otherLocale = (locale: Locale): Locale => (locale === 'en' ? 'zh-CN' : 'en');

/** The desk's language for a BCP 47 tag: English for `en…`, Chinese for `zh…`, else `fallback`. */
export const localeOf = (tag: string | undefined | null, fallback: Locale): Locale => spokenHere(tag) ?? fallback;

/**
 * The desk's language that somebody likes best, by the header `Accept-Language` (RFC 9110 12.5.4): a tag alone is one as
 * well. `fallback` where they name none that the desk speaks.
 */
export function preferredLocale(header: string | undefined, fallback: Locale): Locale {
  const liked = (header ?? '').split(',').map((part) => {
    const [tag, ...parameters] = part.trim().split(/\s*;\s*/);
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
    return { locale: spokenHere(tag), weight: Number(weight) };
  });
  const spoken = liked.filter(({ locale, weight }) => locale && weight > 0);
  return spoken.toSorted((one, other) => other.weight - one.weight)[0]?.locale ?? fallback;
}

function spokenHere(tag: string | undefined | null): Locale | undefined {
  if (/^zh\b/i.test(tag ?? '')) return 'zh-CN';
  return /^en\b/i.test(tag ?? '') ? 'en' : undefined;
}
