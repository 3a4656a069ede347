import { cookiesOf } from '../http/cookies.ts';
import { Problem } from '../http/problem.ts';
import type { Request } from '../http/server.ts';
import { LOCALES, type Locale, preferredLocale } from '../language/locale.ts';
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
  return preferredLocale(request.headers['accept-language'], fallback);
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
