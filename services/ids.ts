import { createHash, randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562): made here, not by the database, and ordered by the time in it. */
export function uuidv7(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An id that cannot be guessed: `bits` of randomness, safe in a URL and as an argument of a command: never `-…`. */
export function unguessable(bits = 132): string {
  for (;;) {
    const id = randomBytes(Math.ceil(bits / 8)).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/** Lower-case hexadecimal SHA-256. */
export const sha256 = (...parts: string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part, 'utf8');
  return hash.digest('hex');
};
