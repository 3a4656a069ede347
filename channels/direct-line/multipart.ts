import type { IncomingMessage } from 'node:http';
import { Problem } from '../../http/problem.ts';

/** A part of a multipart body. Its content must be read before the next part. */
export interface FormPart {
  /** By lower-case name. */
  headers: Map<string, string>;
  content: AsyncIterable<Buffer>;
}

/** Bytes of one part's headers, and how many parts there may be. */
const MOST_HEADERS = 16 * 1024;
const MOST_PARTS = 100;

const unreadable = () => new Problem(400, 'BadArgument', 'the upload could not be read');

/**
 * The parts of a multipart body (RFC 2046 §5.1), as they arrive: nothing is read ahead of whoever takes the content.
 * Unlike a form's, a part needs no disposition: Direct Line's activity has only a content type. Throws a {@link Problem}.
 */
export async function* partsOf(request: IncomingMessage, boundary: string): AsyncGenerator<FormPart> {
  const body = new Body(request);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  for await (const _ of body.upTo(delimiter)); // what stands before the first part is nothing's
  for (let parts = 0; !(await body.atEnd()); parts++) {
    if (parts === MOST_PARTS) throw new Problem(413, 'TooManyFiles', `send at most ${MOST_PARTS} parts`);
    const headers = headersIn(await body.line(Buffer.from('\r\n\r\n'), MOST_HEADERS));
    const content = body.upTo(delimiter);
    // Whoever leaves it in the middle ends their loop, not the reading: what is left is read over below.
    yield { headers, content: { [Symbol.asyncIterator]: () => ({ next: () => content.next() }) } };
    for await (const _ of content); // what nobody took
  }
}

class Body {
  readonly #source: AsyncIterator<Buffer>;
  // The first delimiter may stand at the very start, without the line break that belongs to it.
  #ahead: Buffer = Buffer.from('\r\n');

  constructor(request: IncomingMessage) {
    this.#source = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  }

  /** What stands before a mark, piece by piece; the mark itself is passed over. */
  async *upTo(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#ahead.indexOf(mark);
      const end = at === -1 ? Math.max(0, this.#ahead.length - mark.length + 1) : at;
      const piece = this.#ahead.subarray(0, end);
      this.#ahead = this.#ahead.subarray(at === -1 ? end : at + mark.length);
      if (piece.length > 0) yield piece;
      if (at !== -1) return;
      await this.#more();
    }
  }

  /** The text before a mark, of at most so many bytes. */
  async line(mark: Buffer, most: number): Promise<string> {
    for (;;) {
      const at = this.#ahead.indexOf(mark);
      if (at > most || (at === -1 && this.#ahead.length > most)) throw unreadable();
      if (at !== -1) {
        const text = this.#ahead.subarray(0, at).toString('utf8');
        this.#ahead = this.#ahead.subarray(at + mark.length);
        return text;
      }
      await this.#more();
    }
  }

  /** Behind a delimiter: `--` ends the body. The line break of another is left, so that no headers at all are an empty line. */
  async atEnd(): Promise<boolean> {
    while (this.#ahead.length < 2) await this.#more();
    return this.#ahead.subarray(0, 2).toString('latin1') === '--';
  }

  async #more(): Promise<void> {
    let next: IteratorResult<Buffer>;
    try {
      next = await this.#source.next();
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem(400, 'BadArgument', 'the upload ended before it was complete');
    }
    if (next.done) throw unreadable();
    this.#ahead = this.#ahead.length === 0 ? next.value : Buffer.concat([this.#ahead, next.value]);
  }
}

const headersIn = (text: string): Map<string, string> =>
  new Map(
    text
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => /^\s*([\w-]+)\s*:\s*(.*)$/s.exec(line))
      .flatMap((match) => (match ? [[(match[1] as string).toLowerCase(), match[2] as string]] : [])),
  );

/** A parameter of a header, such as the `boundary` of a content type or the `filename` of a disposition (RFC 6266, 8187). */
export function parameterOf(header: string | undefined, name: string): string | undefined {
  const extended = new RegExp(`[;\\s]${name}\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)`, 'i').exec(` ${header ?? ''}`)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended);
    } catch {
      // not what it says: the plain one, if there is one
    }
  }
  const match = new RegExp(`[;\\s]${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(
    ` ${header ?? ''}`,
  );
  // Browsers write quotes as %22 and don't escape backslashes: those of a folder stay.
  return match ? (match[1]?.replaceAll('\\"', '"').replaceAll('%22', '"') ?? match[2]) : undefined;
}
