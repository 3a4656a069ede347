/** A file that a customer sent. */
export interface Attachment {
  /** Cannot be guessed: who has it may read the file. */
  id: string;
  conversationId: string;
  name: string;
  contentType: string;
  content: Buffer;
}

/** Where files are kept. */
export interface AttachmentStore {
  put(attachment: Attachment, now: Date): Promise<void>;
  get(id: string): Promise<Attachment | undefined>;
}
