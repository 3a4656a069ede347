import { timingSafeEqual } from 'node:crypto';
import { addressOf } from '../../http/client.ts';
import { Problem } from '../../http/problem.ts';
import type { Request } from '../../http/server.ts';
import { sha256 } from '../../services/ids.ts';
import { networkOf } from '../../services/secrets/origins.ts';
import type { DirectLine } from './direct-line.ts';
import type { Grant, Tokens } from './tokens.ts';

/** Who asks: the holder of a token, or a site's back end. */
export type Caller = Grant | 'back-end';

export interface CallersParts {
  directLine: Pick<DirectLine, 'find'>;
  tokens: Pick<Tokens, 'verify'>;
  trustedProxies: number;
  /** A site's back end shows it to start conversations for its users; without one, only tokens are taken. */
  secret: string | undefined;
}

/** Tells who asks, and what that allows. */
export class Callers {
  readonly #parts: CallersParts;
  readonly #secretHash: Buffer | undefined;

  constructor(parts: CallersParts) {
    this.#parts = parts;
    this.#secretHash = parts.secret ? Buffer.from(sha256(parts.secret), 'hex') : undefined;
  }

  /** Who a request is from. Throws a {@link Problem} for one that shows nothing, or a token that doesn't hold. */
  identify(request: Request): Caller {
    const bearer = bearerOf(request);
    if (!bearer) throw new Problem(401, 'Unauthorized', 'send a token as "Authorization: Bearer …"');
    return this.isBackEnd(request) ? 'back-end' : this.#parts.tokens.verify(bearer);
  }

  /** Whether a request shows the secret. */
  isBackEnd(request: Request): boolean {
    const hash = this.#secretHash;
    return hash !== undefined && timingSafeEqual(Buffer.from(sha256(bearerOf(request)), 'hex'), hash);
  }

  /** The grant for the conversation in the address. A back end may act in the conversations that it began, and in no other. */
  async grantFor(request: Request): Promise<Grant> {
    const caller = this.identify(request);
    const id = String((request.params as { id?: string }).id ?? '');
    if (caller === 'back-end') {
      const { userId, begunBy } = await this.#parts.directLine.find({ conversationId: id });
      if (begunBy !== 'secret')
        throw new Problem(403, 'Forbidden', 'this conversation was not begun with this secret: use its own token');
      return { conversationId: id, userId, unbound: true, begunBy };
    }
    if (caller.conversationId !== id) throw new Problem(403, 'Forbidden', 'this token is for another conversation');
    return caller;
  }

  /** The network that a request counts for. A site's back end speaks for its customers from one address: each of its conversations counts, the address doesn't. */
  networkFor(request: Request): string | undefined {
    return this.isBackEnd(request) ? undefined : networkOf(addressOf(request, this.#parts.trustedProxies));
  }
}

const bearerOf = (request: Request): string =>
  /^(?:Bearer|BotConnector)\s+(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
