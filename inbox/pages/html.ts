import { PAGE } from '../../http/headers.ts';
import type { Response } from '../../http/server.ts';

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
  const bytes = Buffer.from(html);
  response.writeHead(status, {
    ...PAGE,
    'content-length': String(bytes.length),
    'content-security-policy': POLICY,
    'cross-origin-opener-policy': 'same-origin',
    ...headers,
    ...(set.length > 0 ? { 'set-cookie': set } : {}),
  });
  response.end(bytes);
}

/** Answers with plain text, which no browser takes for anything else. */
export function answerText(response: Response, text: string): void {
  const bytes = Buffer.from(text);
  response.writeHead(200, {
    ...PAGE,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(bytes.length),
    'content-security-policy': POLICY,
    'cross-origin-opener-policy': 'same-origin',
  });
  response.end(bytes);
}

/** Sends the browser on with a GET. */
export function redirect(response: Response, to: string, cookies: string[] = []): void {
  response.writeHead(303, {
    location: to,
    'cache-control': 'no-store',
    'content-length': '0',
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
  });
  response.end();
}
