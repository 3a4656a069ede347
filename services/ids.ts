import { hash, randomFillSync } from 'node:crypto';

/** Bytes of UTF-8 that an id may have which somebody else made: a channel's conversation, user or message. */
export const LONGEST_ID = 1_000;
/** Characters of a channel's name. */
export const LONGEST_CHANNEL = 100;
/**
 * Characters that the longest id of ours takes in an address: a channel's name, a colon and the channel's id, each byte
 * as `%XX`. Whatever is taken in can be asked for.
 */
export const LONGEST_ID_IN_ADDRESS = 3 * (LONGEST_CHANNEL + 1 + LONGEST_ID);

/** Random bytes are had so many at once: to ask for a few takes as long as to ask for a page of them. */
const POOL = Buffer.alloc(4096);
let taken = POOL.length;

/** Bytes that cannot be guessed: each is given out once, and gone from the pool then. Ours are never more than the pool. */
function random(bytes: number): Buffer {
  if (taken + bytes > POOL.length) {
    randomFillSync(POOL);
    taken = 0;
  }
  const given = Buffer.from(POOL.subarray(taken, taken + bytes));
  POOL.fill(0, taken, taken + bytes);
  taken += bytes;
  return given;
}

/** What an entry's digest is salted with: 128 bits, in lower-case hexadecimal. */
export const newSalt = (): string => random(16).toString('hex');

/** A UUIDv7 (RFC 9562): made here, not by the database, and ordered by the time in it. */
export function uuidv7(now: Date): string {
  const bytes = random(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An id that cannot be guessed: `bits` of randomness, safe in a URL and as an argument of a command: never `-…`. */
export function unguessable(bits = 132): string {
  for (;;) {
    const id = random(Math.ceil(bits / 8)).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/** Lower-case hexadecimal SHA-256, of the parts as if they were one text. */
export const sha256 = (...parts: string[]): string => hash('sha256', parts.join(''), 'hex');
