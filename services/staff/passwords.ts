import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: string,
  length: number,
  options: object,
) => Promise<Buffer>;
/** OWASP's scrypt parameters for 32 MiB: N=2^15, r=8, p=3. */
const PARAMETERS = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

/** A salted scrypt hash, `salt:key`, of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${(await derive(password.normalize('NFKC'), salt, 32, PARAMETERS)).toString('hex')}`;
}

/** Whether a password is the one of a hash. */
export async function passwordFits(password: string, hash: string): Promise<boolean> {
  const [salt = '', key = ''] = hash.split(':');
  const expected = Buffer.from(key, 'hex');
  const given = await derive(password.normalize('NFKC'), salt, 32, PARAMETERS);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
