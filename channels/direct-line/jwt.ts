import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/*
 * JSON Web Tokens (RFC 7519) as the desk makes and takes them: by HMAC with SHA-256 (`HS256`, RFC 7518 section 3.2) and
 * with nothing else. The header is always the same, so none is ever read: another algorithm is another text.
 */

const encoded = (text: string): string => Buffer.from(text).toString('base64url');

const HEADER = encoded('{"alg":"HS256"}');

/** A key of tokens. */
export const keyFrom = (secret: string): KeyObject => createSecretKey(secret, 'utf8');

/** A token that says these claims. */
export function signed(claims: Record<string, unknown>, key: KeyObject): string {
  const content = `${HEADER}.${encoded(JSON.stringify(claims))}`;
  return `${content}.${signatureOf(content, key)}`;
}

/** The claims of a token that was made with this key; undefined where it wasn't, and for what is no token. */
export function claimsOf(token: string, key: KeyObject): Record<string, unknown> | undefined {
  const end = token.lastIndexOf('.');
  const content = token.slice(0, Math.max(0, end));
  if (!content.startsWith(`${HEADER}.`)) return undefined;
  const given = Buffer.from(token.slice(end + 1));
  const right = Buffer.from(signatureOf(content, key));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(content.slice(HEADER.length + 1), 'base64url').toString());
}

const signatureOf = (content: string, key: KeyObject): string =>
  createHmac('sha256', key).update(content).digest('base64url');
