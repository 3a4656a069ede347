import type { Request } from '../../http/server.ts';
import { localeFor, refuse } from '../locale.ts';
import type { InboxParts } from '../parts.ts';

/** Methods that change nothing (RFC 9110, 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws a 403 for a change that a page of another site asks for, beside the session's token and before anything is
 * read (OWASP, "Cross-Site Request Forgery Prevention", "Fetch Metadata headers" and "Using standard headers to verify
 * origin"). Where a browser says by `Sec-Fetch-Site` from where it comes, that counts; one that doesn't, being older or
 * on plain HTTP, names the page's origin. A program says neither, and has the token.
 */
export function refuseOtherSites(
  request: Request,
  { locale, publicUrl }: Pick<InboxParts, 'locale' | 'publicUrl'>,
): void {
  if (SAFE.has(request.method ?? '') || isFromOwnSite(request, publicUrl)) return;
  throw refuse(403, 'Forbidden', 'other-site', { locale: localeFor(request, locale) });
}

function isFromOwnSite({ headers }: Request, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false; // `null` too: a page that belongs to nobody
  if (publicUrl !== undefined && new URL(publicUrl).origin === new URL(origin).origin) return true;
  const { protocol, host: from } = new URL(origin);
  const own = `${protocol}//${host}`;
  return from !== '' && URL.canParse(own) && new URL(own).host === from;
}
