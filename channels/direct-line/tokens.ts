import type { KeyObject } from 'node:crypto';
import { Problem } from '../../http/problem.ts';
import type { Clock } from '../../services/time/clock.ts';
import { claimsOf, keyFrom, signed } from './jwt.ts';
import type { SiteCustomer } from './signed-in.ts';

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
  /** Who the user is, by the word of the insurer's own site: a conversation that is started in time is theirs. */
  signedIn?: SiteCustomer;
  /** Of a stream's: a site's back end asked for it, with the secret, and may relay it for many. */
  relayed?: true;
}

/** What a token is for. A token of one use is refused for another. */
type Use = 'token' | 'stream' | 'visitor';

/** Issues and checks the tokens of Direct Line: JWTs that the client reads its user id from (claim `user`). */
export class Tokens {
  readonly #key: KeyObject;
  readonly #clock: Clock;

  constructor(secret: string, clock: Clock) {
    this.#key = keyFrom(secret);
    this.#clock = clock;
  }

  issue(grant: Grant): string {
    return this.#sign(grant, 'token', TOKEN_SECONDS);
  }

  issueForStream(grant: Grant): string {
    return this.#sign(grant, 'stream', STREAM_SECONDS);
  }

  issueForVisitor(grant: Grant): string {
    return this.#sign(grant, 'visitor', VISITOR_SECONDS);
  }

  /**
   * Throws a {@link Problem}: 401 where there is none, 403 for one that doesn't hold, as
   * the protocol says: at 403 a client gets a new one, at 401 it goes on with the old.
   */
  verify(token: string, use: Use = 'token'): Grant {
    if (!token) throw new Problem(401, 'Unauthorized', 'send a token');
    const { aud, exp, conv, user, guest, name, by, relay, site } = claimsOf(token, this.#key) ?? {};
    const userId = user ?? guest;
    if (aud !== use || typeof exp !== 'number' || typeof conv !== 'string' || typeof userId !== 'string')
      throw new Problem(403, 'BadToken', 'this token is not valid here: get a new one');
    if (exp <= this.#now()) throw new Problem(403, 'TokenExpired', 'this token has expired: get a new one');
    return {
      conversationId: conv,
      userId,
      ...(typeof name === 'string' ? { userName: name } : {}),
      ...(user === undefined ? { unbound: true as const } : {}),
      ...(by === 'secret' ? { begunBy: 'secret' as const } : {}),
      ...(site ? { signedIn: site as SiteCustomer } : {}),
      ...(relay === true ? { relayed: true as const } : {}),
    };
  }

  #sign(
    { conversationId, userId, userName, unbound, begunBy, relayed, signedIn }: Grant,
    use: Use,
    seconds: number,
  ): string {
    const now = this.#now();
    return signed(
      {
        conv: conversationId,
        // The client takes the claim `user` for its own id: a token that names no user has none.
        ...(unbound ? { guest: userId } : { user: userId }),
        ...(userName ? { name: userName } : {}),
        ...(begunBy ? { by: begunBy } : {}),
        ...(relayed ? { relay: true } : {}),
        ...(signedIn ? { site: signedIn } : {}),
        aud: use,
        iat: now,
        exp: now + seconds,
      },
      this.#key,
    );
  }

  /** Seconds since 1970 (NumericDate, RFC 7519 section 2). */
  #now(): number {
    return Math.floor(this.#clock().getTime() / 1000);
  }
}
