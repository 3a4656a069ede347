import type { PGlite } from '@electric-sql/pglite';
import type { Dial, WireEvents } from './driver-socket.ts';

/** Of the PostgreSQL protocol: messages that the server answers with `ReadyForQuery`, and its answers. */
const SYNC = 'S'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);
const ERROR = 'E'.charCodeAt(0);
const READY = 'Z'.charCodeAt(0);
/** A message is one byte for its kind, four for its length, which count themselves, and its content. */
const HEAD = 5;

/**
 * A wire at whose other end PGlite stands, so that it is spoken to as a server is: by the same driver, with prepared
 * statements and several of them at once. PGlite's own `query` takes five calls into WebAssembly for each statement.
 */
export const dialEmbedded =
  (client: PGlite): Dial =>
  async (events) => ({
    write(messages) {
      try {
        for (const group of groupsOf(messages)) answer(asked(client, group.bytes, events), group.ends, events);
      } catch (error) {
        events.lost(error as Error);
      }
      return true;
    },
    end() {},
    destroy() {},
  });

/**
 * What PGlite answers. Of its ways to be asked only the streaming one leaves nothing behind: the others read every answer
 * for themselves as well, and 0.5.8 keeps all that it has read until its own `query` is called, which nobody does here. It
 * has answered when it returns; its promise tells of an error alone.
 */
function asked(client: PGlite, messages: Buffer, events: WireEvents): Buffer {
  const pieces: Buffer[] = [];
  const onRawData = (piece: Uint8Array) => pieces.push(Buffer.from(piece)); // a view of memory that is used again
  client.execProtocolRawStream(messages, { syncToFs: false, onRawData }).catch((error: Error) => events.lost(error));
  return Buffer.concat(pieces);
}

/** The driver doesn't expect an answer before it has finished writing. */
function answer(messages: Buffer, ends: boolean, events: WireEvents): void {
  const bytes = asServer(messages, ends);
  if (bytes.length > 0) queueMicrotask(() => events.data(bytes));
}

interface Group {
  bytes: Buffer;
  /** Whether a server says after it that it is ready. */
  ends: boolean;
}

/** What was written, up to each message after which a server says that it is ready. The first message has no kind. */
function groupsOf(messages: Buffer): Group[] {
  if (messages[0] === 0) return [{ bytes: messages, ends: true }];
  const groups: Group[] = [];
  let start = 0;
  for (let at = 0; at + HEAD <= messages.length; ) {
    const kind = messages[at];
    at += 1 + messages.readInt32BE(at + 1);
    if (kind !== SYNC && kind !== QUERY && at < messages.length) continue;
    groups.push({ bytes: messages.subarray(start, at), ends: kind === SYNC || kind === QUERY });
    start = at;
  }
  return groups;
}

/**
 * PGlite says that it is ready after every error, and again when it comes to the group's end; and it goes on with the
 * group's further messages. A server skips those, and says it once. Without this, answers reach other statements.
 */
function asServer(answers: Buffer, ends: boolean): Buffer {
  const kept: Buffer[] = [];
  let ready: Buffer | undefined;
  let failed = false;
  for (let at = 0; at + HEAD <= answers.length; ) {
    const kind = answers[at];
    const next = at + 1 + answers.readInt32BE(at + 1);
    const message = answers.subarray(at, next);
    if (kind === READY) ready = message;
    else if (!failed) kept.push(message);
    failed ||= kind === ERROR;
    at = next;
  }
  if (!failed && ready !== undefined && ends) return answers;
  return Buffer.concat(ends && ready ? [...kept, ready] : kept);
}
