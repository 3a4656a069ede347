import { Problem } from '../../http/problem.ts';
import type { Attachment, AttachmentStore } from '../../services/attachments.ts';
import { unguessable } from '../../services/ids.ts';
import type { Clock } from '../../services/time/clock.ts';
import { safeName } from './file-name.ts';
import { FileRefused } from './file-refused.ts';
import { typeOf } from './file-types.ts';
import { isNamedAsMacros, MacroWatch } from './macros/macros.ts';
import { readerOf } from './pieces.ts';

/** Bytes of one file, and how many files in one upload. */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 20;
/** Bytes of the pieces that a file is kept in. */
const PIECE = 256 * 1024;

const MB = 1024 * 1024;

export type KeptFile = Attachment;

/** Bytes that files may take, of one conversation and of all. */
export interface FileShares {
  conversation: number;
  desk: number;
}

/** Counts what comes in; throws a `Problem` where it is too much. */
export type FileCount = (of: { files?: number; bytes?: number }) => Promise<void>;

/** Keeps the files of one upload as they arrive, a piece at a time. */
export class FileKeeper {
  readonly kept: KeptFile[] = [];
  readonly #store: AttachmentStore;
  readonly #conversationId: string;
  readonly #shares: FileShares;
  readonly #begun: string[] = [];
  /** Bytes that were kept by this upload, which the database counts only once it is done. */
  #bytes = 0;
  #used: Promise<FileShares> | undefined;
  readonly #clock: Clock;
  readonly #count: FileCount;

  constructor(given: {
    store: AttachmentStore;
    conversationId: string;
    shares: FileShares;
    clock: Clock;
    count: FileCount;
  }) {
    this.#store = given.store;
    this.#conversationId = given.conversationId;
    this.#shares = given.shares;
    this.#clock = given.clock;
    this.#count = given.count;
  }

  /** Keeps one file. Throws {@link FileRefused} where it isn't taken; then nothing of it is kept. */
  async keep(given: string | undefined, label: string, content: AsyncIterable<Buffer>): Promise<void> {
    const name = safeName(given);
    const refuse = (status: number, code: string, message: string) =>
      new FileRefused(name, new Problem(status, code, message));
    if (this.#begun.length >= MOST_FILES)
      throw refuse(413, 'TooManyFiles', `send at most ${MOST_FILES} files at once, and the others after them`);
    await this.#counted({ files: 1 }, name);
    const macros = () =>
      refuse(415, 'FileHasMacros', 'documents with macros are not taken: save it without them, or as a PDF');
    if (isNamedAsMacros(name)) throw macros();
    const watch = new MacroWatch();
    this.#used ??= this.#store.used(this.#conversationId);
    const used = await this.#used;
    const id = unguessable(256);
    this.#begun.push(id);
    let contentType: string | undefined;
    let size = 0;
    const pieces: number[] = [];
    try {
      for await (const piece of piecesOf(content)) {
        contentType ??= typeOf(piece, name, label);
        await this.#counted({ bytes: piece.length }, name);
        if (!contentType)
          throw refuse(
            415,
            'FileTypeRefused',
            'send pictures, documents, sound or video; pages and programs are not taken',
          );
        size += piece.length;
        if (size > MOST_BYTES) throw refuse(413, 'FileTooLarge', `a file may have at most ${MOST_BYTES / MB} MB`);
        if (used.conversation + this.#bytes + size > this.#shares.conversation)
          throw refuse(413, 'ConversationFull', 'this conversation holds as many files as it may: ask for another way');
        if (used.desk + this.#bytes + size > this.#shares.desk)
          throw refuse(507, 'StorageFull', 'there is no room for files at this moment: please send it later');
        const conversationId = this.#conversationId;
        watch.see(piece);
        if (pieces.length === 0) await this.#store.begin({ id, conversationId, name, contentType }, this.#clock());
        await this.#store.write(id, pieces.length, piece);
        pieces.push(piece.length);
      }
      if (await watch.found(readerOf(pieces, (piece) => this.#store.read(id, piece)))) throw macros();
    } catch (error) {
      await this.#store.discard(id);
      if (isDiskFull(error))
        throw refuse(507, 'StorageFull', 'there is no room for files at this moment: please send it later');
      throw error;
    }
    if (size === 0) throw refuse(400, 'FileEmpty', 'the file is empty');
    this.#bytes += size;
    this.kept.push({ id, conversationId: this.#conversationId, name, contentType: contentType as string, size });
  }

  /** The upload is good: its files are there from here on. Throws a {@link Problem} where one was swept meanwhile. */
  async done(): Promise<void> {
    for (const file of this.kept)
      if (!(await this.#store.put(file, this.#clock())))
        throw new Problem(408, 'RequestTimeout', 'the upload took too long to arrive: send it again');
  }

  async #counted(of: { files?: number; bytes?: number }, name: string): Promise<void> {
    try {
      await this.#count(of);
    } catch (error) {
      throw error instanceof Problem ? new FileRefused(name, error) : error;
    }
  }

  /** Forgets everything of this upload. */
  async discard(): Promise<void> {
    for (const { id } of this.kept.splice(0)) await this.#store.discard(id);
  }
}

/** Content in pieces of one size, the last one shorter. */
async function* piecesOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
    pending.push(chunk);
    length += chunk.length;
    if (length < PIECE) continue;
    yield Buffer.concat(pending);
    pending = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pending);
}

/** PostgreSQL's `disk_full`. */
const isDiskFull = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return (cause?.code ?? code) === '53100';
};
