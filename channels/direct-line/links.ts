import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { Clock } from '../../services/time/clock.ts';

/** Where files are served. */
export const FILES = '/v3/directline/attachments/';

/** Seconds that the link to a file holds; whoever may read the conversation gets a new one with each reading. */
export const LINK_SECONDS = 3600;

/**
 * Signed links to files. A client fetches a `contentUrl` without any header, so the address itself carries until when it
 * holds and for which conversation: the log keeps the plain address, and what is read of it over the wire has the signature.
 */
export class FileLinks {
  readonly #secret: string;
  readonly #clock: Clock;

  constructor(secret: string, clock: Clock) {
    this.#secret = secret;
    this.#clock = clock;
  }

  /** An activity of a conversation with links that hold from now on; pictures are shown by their `thumbnailUrl`. */
  signed(conversationId: string, activity: LoggedActivity): LoggedActivity {
    const { attachments } = activity;
    if (!Array.isArray(attachments) || attachments.length === 0) return activity;
    return { ...activity, attachments: attachments.map((file: unknown) => this.#signedFile(conversationId, file)) };
  }

  /** Whether the query of a file's address is a signature that holds for a file of this conversation. */
  holds(query: URLSearchParams, file: { id: string; conversationId: string }): boolean {
    const until = Number(query.get('until'));
    if (!Number.isSafeInteger(until) || until * 1000 < this.#clock().getTime()) return false;
    const given = Buffer.from(query.get('sign') ?? '', 'base64url');
    const right = this.#signature(file.conversationId, file.id, until);
    return given.length === right.length && timingSafeEqual(given, right);
  }

  #signedFile(conversationId: string, file: unknown): unknown {
    const { contentUrl, contentType } = (file ?? {}) as { contentUrl?: unknown; contentType?: unknown };
    if (typeof contentUrl !== 'string' || !URL.canParse(contentUrl)) return file;
    const url = new URL(contentUrl);
    if (!url.pathname.startsWith(FILES)) return file;
    const [id = ''] = url.pathname.slice(FILES.length).split('/');
    // Whole minutes of their hour: the same picture read twice in a minute has one address.
    const until = Math.ceil(this.#clock().getTime() / 60_000) * 60 + LINK_SECONDS;
    url.search = `?until=${until}&sign=${this.#signature(conversationId, id, until).toString('base64url')}`;
    const picture = typeof contentType === 'string' && contentType.startsWith('image/');
    return { ...(file as object), contentUrl: url.href, ...(picture ? { thumbnailUrl: url.href } : {}) };
  }

  #signature(conversationId: string, id: string, until: number): Buffer {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([conversationId, id, until]))
      .digest();
  }
}
