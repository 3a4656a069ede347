/** A one-time code that is to be sent, after the turn that asked for it. The code itself follows from the nonce. */
export interface CodeSending {
  conversationId: string;
  nonce: string;
  /** E.164; undefined where nobody gets one: the row is written and taken out all the same. */
  phone: string | undefined;
  locale: string;
  /** After this it is no use. */
  until: Date;
  dueAt: Date;
  /** Failed tries. */
  attempts: number;
}

/** The codes that are to be sent. */
export interface CodeStore {
  put(sending: CodeSending): Promise<void>;
  /** Takes due ones in hand until a time, at most `limit`. Nobody else gets them meanwhile. */
  lease(limit: number, now: Date, until: Date): Promise<CodeSending[]>;
  /** It was sent, or is no use any more. */
  done(sending: Pick<CodeSending, 'conversationId' | 'nonce'>): Promise<void>;
  /** A try failed: again at `dueAt`. */
  postpone(sending: Pick<CodeSending, 'conversationId' | 'nonce'>, dueAt: Date): Promise<void>;
}

/** A code on its way to somebody. */
export interface OutgoingCode {
  /** The same for each try, so that a gateway sends it once. */
  id: string;
  /** E.164. */
  to: string;
  code: string;
  locale: string;
  /** Seconds that it is taken for. */
  expiresIn: number;
}

/** What brings codes to phones. */
export interface CodeSender {
  /** Throws where it wasn't taken: then it is tried again. */
  send(code: OutgoingCode, stopped: AbortSignal): Promise<void>;
}
