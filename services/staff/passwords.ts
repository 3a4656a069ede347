import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: string,
  length: number,
  options: object,
) => Promise<Buffer>;

/** What a hash costs to compute: 2^ln × r × 128 bytes, p times over (RFC 7914). */
interface Cost {
  ln: number;
  r: number;
  p: number;
}

/** OWASP's parameters of scrypt for 32 MiB. */
const COST: Cost = { ln: 15, r: 8, p: 3 };
const BYTES = 32;
const MOST_MEMORY = 64 * 1024 * 1024;

/** A salted scrypt hash of a password in PHC's form, `$scrypt$ln=15,r=8,p=3$salt$key`: it says itself what it costs. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  return inPhc(cost, salt, await keyOf(password, salt, cost));
}

/** The hash of no password at all, to compare with where there is none: it costs as much as any other. */
export const hashOfNone = (): string => inPhc(COST, randomBytes(16).toString('hex'), randomBytes(BYTES));

/** Whether a password is the one of a hash. */
export async function passwordFits(password: string, hash: string): Promise<boolean> {
  const { cost, salt, key } = read(hash);
  const given = await keyOf(password, salt, cost);
  return key.length === given.length && timingSafeEqual(key, given);
}

const inPhc = ({ ln, r, p }: Cost, salt: string, key: Buffer): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${salt}$${key.toString('hex')}`;

/** What a hash is made of. One of before hashes said what they cost is `salt:key`. */
function read(hash: string): { cost: Cost; salt: string; key: Buffer } {
  const phc = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([0-9a-f]+)\$([0-9a-f]+)$/.exec(hash);
  const [salt = '', key = ''] = phc ? phc.slice(4) : hash.split(':');
  const [ln, r, p] = phc ? phc.slice(1, 4).map(Number) : [];
  return { cost: ln && r && p ? { ln, r, p } : COST, salt, key: Buffer.from(key, 'hex') };
}

const keyOf = (password: string, salt: string, { ln, r, p }: Cost): Promise<Buffer> =>
  derive(password.normalize('NFKC'), salt, BYTES, { N: 2 ** ln, r, p, maxmem: MOST_MEMORY });
