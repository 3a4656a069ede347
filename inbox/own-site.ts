import type { Request } from '../http/server.ts';
import type { Locale } from '../services/conversations.ts';
import { refuse } from './locale.ts';

/** Methods that change nothing (RFC 9110, 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws a 403 for a change that a page of another site asks for, beside the session's token and before anything is
 * read (OWASP, "Cross-Site Request Forgery Prevention", "Fetch Metadata headers" and "Using standard headers to verify
 * origin"). Where a browser says by `Sec-Fetch-Site` from where it comes, that counts; one that doesn't, being older or
 * on plain HTTP, names the page's origin. A program says neither, and has the token.
 */
export function refuseOtherSites(request: Request, locale: Locale): void {
  if (SAFE.has(request.method ?? '') || isFromOwnSite(request)) return;
  throw refuse(403, 'Forbidden', 'other-site', { locale });
}

function isFromOwnSite({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false; // `null` too: a page that belongs to nobody
  const { protocol, host: from } = new URL(origin);
  const own = `${protocol}//${host}`;
  return from !== '' && URL.canParse(own) && new URL(own).host === from;
}
