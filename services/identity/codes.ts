import { createHmac, timingSafeEqual } from 'node:crypto';

/** Digits of a one-time code. */
export const CODE_DIGITS = 6;

/**
 * The one-time code of a nonce, in one conversation: it follows from them by the desk's key, so it never stands anywhere,
 * and a code of one conversation is none in another.
 */
export function codeOf(key: string, { conversationId, nonce }: { conversationId: string; nonce: string }): string {
  const bytes = createHmac('sha256', key)
    .update(JSON.stringify(['code', conversationId, nonce]))
    .digest();
  return String(bytes.readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');
}

/** Whether two texts are one. How long it takes doesn't depend on where they differ, nor on how long they are. */
export function isSame(key: string, one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHmac('sha256', key).update(text).digest()) as [
    Buffer,
    Buffer,
  ];
  return timingSafeEqual(first, second);
}

/** What stands for something that is counted, and can't be read off it. */
export const keyedHash = (key: string, sort: string, ...parts: string[]): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([sort, ...parts]))
    .digest('base64url')
    .slice(0, 22);
