import { Problem } from '../http/problem.ts';
import { cookiesOf, type Request } from '../http/server.ts';
import { LOCALES, type Locale, localeOf } from '../services/conversations.ts';
import { words } from '../templates/render.ts';

const COOKIE = 'policydesk_locale';
const YEAR_SECONDS = 365 * 86_400;

/** The query of a request's address. */
export const queryOf = (request: Request): URLSearchParams =>
  new URL(request.url ?? '/', 'http://localhost').searchParams;

/** The language that `?locale=` asks for. */
const askedFor = (request: Request): Locale | undefined =>
  LOCALES.find((locale) => locale === queryOf(request).get('locale'));

/** `?locale=`, else what was chosen before, else of the browser's languages the one that it likes best. */
export function localeFor(request: Request, fallback: Locale): Locale {
  const chosen = askedFor(request) ?? LOCALES.find((locale) => locale === cookiesOf(request)[COOKIE]);
  if (chosen) return chosen;
  return localeOf(preferred(String(request.headers['accept-language'] ?? '')), fallback);
}

/** The language of `Accept-Language` that the desk speaks and the reader likes best (RFC 9110 12.5.4). */
function preferred(header: string): string | undefined {
  const liked = header.split(',').map((part) => {
    const [language = '', ...parameters] = part.trim().split(/\s*;\s*/);
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
    return { language, weight: Number(weight) };
  });
  const known = liked.filter(({ language, weight }) => /^(zh|en)\b/i.test(language) && weight > 0);
  return known.toSorted((one, other) => other.weight - one.weight)[0]?.language;
}

/** Keeps the language that `?locale=` asked for; nothing where none was. */
export function localeCookie(request: Request, production: boolean): string | undefined {
  const locale = askedFor(request);
  if (!locale) return undefined;
  const secure = production ? '; Secure' : '';
  return `${COOKIE}=${locale}; Path=/inbox; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** A request that is refused with a sentence of `templates/<locale>/inbox.yaml`. */
export const refuse = (
  status: number,
  code: string,
  sentence: string,
  {
    locale,
    data = {},
    headers = {},
  }: { locale: Locale; data?: Record<string, unknown>; headers?: Record<string, string> },
): Problem => new Problem(status, code, words(`inbox.refused-${sentence}`, locale, data), headers, sentence);
