import type { Attachment } from '../../attachments.ts';
import type { LogEntry, LoggedActivity } from '../../conversation-log/entry.ts';

/** A content that is put back. */
export interface PutBack {
  seq: number;
  digest: string;
  activity: LoggedActivity;
  salt: string;
}

/** What archiving needs of a database. */
export interface ArchiveStore {
  /**
   * Of the next so many conversations after one, in the order of their ids, those whose last entry is older than a time
   * and that have a content that isn't the desk's own evidence; and the last one that was looked at, undefined at the end.
   */
  ended(
    before: Date,
    page: { after: string; limit: number },
  ): Promise<{ conversations: string[]; last: string | undefined }>;
  /** Whether something is due to be delivered, or is on its way. */
  isDue(conversationId: string): Promise<boolean>;
  /** The desk's entries that say what was archived, put back or erased, in order. */
  notes(conversationId: string): Promise<LogEntry[]>;
  /** Entries without a content. */
  empty(conversationId: string): Promise<Pick<LogEntry, 'seq' | 'id' | 'digest'>[]>;
  /** The conversation's finished files, in the order of their ids. */
  files(conversationId: string): Promise<Attachment[]>;
  /**
   * Locks the conversation's row where that needs no waiting, and lets nothing else of this transaction wait for long
   * either. Returns false where somebody else has it.
   */
  lock(conversationId: string): Promise<boolean>;
  /** Takes the contents of entries out, and files with their content. */
  take(conversationId: string, seqs: readonly number[], files: readonly string[]): Promise<void>;
  /** Puts contents back where the entry of that digest has none. Returns how many. */
  putBack(conversationId: string, contents: readonly PutBack[]): Promise<number>;
  /** Whether all pieces of a file are there. */
  isWhole(file: string): Promise<boolean>;
}

/** A file of an archive while it is read. Reading throws {@link Spoilt} where its bytes can't be what was written. */
export interface ArchiveReader {
  lines(): AsyncGenerator<string, void>;
  /** Of its bytes, once all lines were read. */
  sha256(): string;
}

/** A file of an archive that can't be read. */
export class Spoilt extends Error {}

/** The folder that archives are written to. Names have `/` between their parts. */
export interface ArchiveFolder {
  /**
   * Writes a file of lines, compressed. It stands under its name once all of it would survive a power cut, and not before;
   * what stands there already is left. Returns whether this call wrote it.
   */
  write(name: string, lines: AsyncIterable<string>): Promise<boolean>;
  open(name: string): ArchiveReader;
  /** Which file stands under a name: written anew it has another stamp. Undefined where none does. */
  stamp(name: string): Promise<string | undefined>;
  remove(name: string): Promise<void>;
  /** Enters a file into its month's list of checksums. */
  list(name: string, sha256: string): Promise<void>;
  /** Files of a month that aren't in the list, and when each was written. */
  unlisted(month: string): Promise<{ name: string; at: Date }[]>;
}
