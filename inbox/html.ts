import type { Response } from '../http/server.ts';

/** Everything comes from here, nothing stands in the page itself, and nobody frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Answers with a page or a part of one. */
export function answerHtml(
  response: Response,
  status: number,
  html: string,
  { cookies = [], headers = {} }: { cookies?: (string | undefined)[]; headers?: Record<string, string> } = {},
): void {
  const set = cookies.filter((cookie) => cookie !== undefined);
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    ...headers,
    ...(set.length > 0 ? { 'set-cookie': set } : {}),
  });
  response.end(html);
}

/** Answers with plain text, which no browser takes for anything else. */
export function answerText(response: Response, text: string): void {
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

/** Sends the browser on with a GET. */
export function redirect(response: Response, to: string, cookies: string[] = []): void {
  response.writeHead(303, {
    location: to,
    'cache-control': 'no-store',
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
  });
  response.end();
}
