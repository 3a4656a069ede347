import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookiesOf } from '../../http/cookies.ts';
import type { Request } from '../../http/server.ts';
import { unguessable } from '../../services/ids.ts';

const COOKIE = 'policydesk_device';
/** Days that a browser is known after its last sign-in. */
const DAYS = 180;
const DAY_SECONDS = 86_400;

/**
 * Names the browsers in which an account has signed in, by a signed cookie (OWASP's device cookie): it opens nothing, but
 * its bearer's wrong passwords are counted apart from strangers'.
 */
export class Devices {
  readonly #key: string;
  readonly #secure: string;

  constructor({ key, production }: { key: string; production: boolean }) {
    this.#key = key;
    this.#secure = production ? '; Secure' : '';
  }

  /** The name of the browser that a request is from, if this account has signed in there. */
  of(request: Request, account: string, now: Date): string | undefined {
    const [name = '', until = '', sign = ''] = (cookiesOf(request)[COOKIE] ?? '').split('.');
    const given = Buffer.from(sign, 'base64url');
    const right = this.#signature(account, name, until);
    const holds = given.length === right.length && timingSafeEqual(given, right);
    return holds && Number(until) * 1000 > now.getTime() ? name : undefined;
  }

  /** The cookie by which a browser is known from now on, under a new name. */
  cookie(account: string, now: Date): string {
    const name = unguessable();
    const until = String(Math.floor(now.getTime() / 1000) + DAYS * DAY_SECONDS);
    const value = [name, until, this.#signature(account, name, until).toString('base64url')].join('.');
    return `${COOKIE}=${value}; Path=/inbox; Max-Age=${DAYS * DAY_SECONDS}; HttpOnly; SameSite=Strict${this.#secure}`;
  }

  #signature(account: string, name: string, until: string): Buffer {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify(['device', account, name, until]))
      .digest();
  }
}
