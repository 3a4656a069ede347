/** What is known of a file that a customer sent. */
export interface Attachment {
  /** Cannot be guessed, and opens nothing by itself: a link to the file is signed. */
  id: string;
  conversationId: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
}

/** Bytes that files take: those of one conversation, and all of them. */
export interface AttachmentsUsed {
  conversation: number;
  desk: number;
}

/** Where files are kept, in pieces, so that none is ever in memory as a whole. */
export interface AttachmentStore {
  /** Notes that a file will be written, so that its pieces are found should nobody finish it. */
  begin(attachment: Omit<Attachment, 'size'>, now: Date): Promise<void>;
  /** Adds a piece to a file that was begun; pieces are counted from 0. */
  write(id: string, piece: number, content: Buffer): Promise<void>;
  /** All pieces are written: from here on the file is there. Returns false where it was swept meanwhile. */
  put(attachment: Attachment, now: Date): Promise<boolean>;
  /** Forgets a file that was begun and is not wanted. */
  discard(id: string): Promise<void>;
  get(id: string): Promise<Attachment | undefined>;
  /** Which of these ids are files of a conversation. */
  among(conversationId: string, ids: readonly string[]): Promise<Set<string>>;
  /** One piece; undefined behind the last. */
  read(id: string, piece: number): Promise<Buffer | undefined>;
  /** Files that were begun before a time and never finished, the oldest first. */
  unfinished(before: Date, limit: number): Promise<string[]>;
  /** Takes it upon oneself to sweep such a file; false where another replica did, or it was finished. */
  claim(id: string, before: Date, now: Date): Promise<boolean>;
  used(conversationId: string): Promise<AttachmentsUsed>;
}
