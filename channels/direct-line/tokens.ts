import { type CryptoKey, jwtVerify, SignJWT } from 'jose';
import { JWTExpired } from 'jose/errors';
import { Problem } from '../../http/problem.ts';
import type { Clock } from '../../services/clock.ts';

/** Seconds that a token lasts. The official client refreshes every 15 minutes. */
export const TOKEN_SECONDS = 3600;
/** Seconds that a stream's address can be opened: it stands in proxies' logs. */
const STREAM_SECONDS = 300;
/** Seconds for which our own page may come back to its conversation. */
export const VISITOR_SECONDS = 30 * 24 * 3600;

/** What a token allows: one user, in one conversation. */
export interface Grant {
  conversationId: string;
  userId: string;
  /** What the user is called, where whoever began the conversation said so. */
  userName?: string;
  /** The token names no user: each message is from whom its `from` says, and `userId` stands in where it says nothing. */
  unbound?: true;
  /** Made with the Direct Line secret, which may then act in the conversation too. */
  begunBy?: 'secret';
  /** Of a stream's: a site's back end asked for it, with the secret, and may relay it for many. */
  relayed?: true;
}

/** What a token is for. A token of one use is refused for another. */
type Use = 'token' | 'stream' | 'visitor';

/** So many tokens are remembered as good, about 400 bytes each: a customer shows the same one with every message. */
const REMEMBERED = 10_000;

/** Issues and checks the tokens of Direct Line: JWTs that the client reads its user id from (claim `user`). */
export class Tokens {
  readonly #key: Promise<CryptoKey>;
  readonly #clock: Clock;
  /** Tokens that hold until they expire, and what they allow. */
  readonly #known = new Map<string, { grant: Grant; expires: number }>();

  constructor(secret: string, clock: Clock) {
    const raw = new TextEncoder().encode(secret);
    this.#key = crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
    this.#clock = clock;
  }

  issue(grant: Grant): Promise<string> {
    return this.#sign(grant, 'token', TOKEN_SECONDS);
  }

  issueForStream(grant: Grant): Promise<string> {
    return this.#sign(grant, 'stream', STREAM_SECONDS);
  }

  issueForVisitor(grant: Grant): Promise<string> {
    return this.#sign(grant, 'visitor', VISITOR_SECONDS);
  }

  /**
   * Throws a {@link Problem}: 401 where there is none, 403 for one that doesn't hold, as
   * the protocol says: at 403 a client gets a new one, at 401 it goes on with the old.
   */
  async verify(token: string, use: Use = 'token'): Promise<Grant> {
    if (!token) throw new Problem(401, 'Unauthorized', 'send a token');
    const now = this.#clock();
    const known = this.#known.get(`${use} ${token}`);
    if (known && now.getTime() < known.expires) return known.grant;
    try {
      const { payload } = await jwtVerify(token, await this.#key, {
        algorithms: ['HS256'],
        currentDate: now,
        audience: use,
      });
      const { conv, user, guest, name, by, relay, exp } = payload;
      const userId = user ?? guest;
      if (typeof conv !== 'string' || typeof userId !== 'string' || exp === undefined)
        throw new TypeError('claims are missing');
      const grant: Grant = {
        conversationId: conv,
        userId,
        ...(typeof name === 'string' ? { userName: name } : {}),
        ...(user === undefined ? { unbound: true as const } : {}),
        ...(by === 'secret' ? { begunBy: 'secret' as const } : {}),
        ...(relay === true ? { relayed: true as const } : {}),
      };
      this.#remember(`${use} ${token}`, { grant, expires: exp * 1000 });
      return grant;
    } catch (error) {
      if (error instanceof JWTExpired) throw new Problem(403, 'TokenExpired', 'this token has expired: get a new one');
      throw new Problem(403, 'BadToken', 'this token is not valid here: get a new one');
    }
  }

  #remember(key: string, known: { grant: Grant; expires: number }): void {
    this.#known.set(key, known);
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value as string);
  }

  async #sign(
    { conversationId, userId, userName, unbound, begunBy, relayed }: Grant,
    use: Use,
    seconds: number,
  ): Promise<string> {
    const now = Math.floor(this.#clock().getTime() / 1000);
    // The client takes the claim `user` for its own id: a token that names no user has none.
    const who = unbound ? { guest: userId } : { user: userId };
    const more = {
      ...(userName ? { name: userName } : {}),
      ...(begunBy ? { by: begunBy } : {}),
      ...(relayed ? { relay: true } : {}),
    };
    return new SignJWT({ conv: conversationId, ...who, ...more })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(use)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(await this.#key);
  }
}
