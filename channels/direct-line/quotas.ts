import { Allowance, tooMany } from '../../http/allowance.ts';
import { AtOnce } from '../../http/at-once.ts';
import { ReservedAllowance } from './reserved-allowance.ts';

/** What one conversation and one address may send. */
export interface QuotaFigures {
  /** Messages and uploads of one conversation in a minute. */
  messagesPerMinute: number;
  /** Of all conversations of one address together. */
  address: {
    messagesPerMinute: number;
    /** Bytes of what is kept of the messages; files have their own. */
    messageBytesPerMinute: number;
    filesPerHour: number;
    fileBytesPerHour: number;
    fileBytesPerDay: number;
    /** Streams that are open at once. */
    streams: number;
  };
}

/** A conversation that sends no more than this in a minute, which is what somebody types, is no flood. */
const FEW = 10;
/** Nor is one whose files of a day are no more than this: the photographs of one accident. */
const FEW_BYTES = 20 * 1024 * 1024;
/** Streams that one conversation may have open: some tabs, some that died unnoticed. */
const STREAMS_OF_CONVERSATION = 20;
/** Uploads of one conversation at once: its share of the disk is looked at when each begins. */
const UPLOADS_AT_ONCE = 4;
/**
 * Files that are read at once. A page shows the pictures of a conversation together, two messages of 20; behind one
 * address may be an office. Each holds a piece of 256 KB while its reader takes its time, all of them 100 MB.
 */
const READ_AT_ONCE = { conversation: 40, address: 200, all: 400 };
/** Seconds after which a file that could not be read now is asked for again: who reads nothing is cut off in 60. */
const READ_AGAIN = 5;

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
/** Seconds: streams whose clients have died unnoticed are closed within two heartbeats. */
const OPEN_AGAIN = 60;

const tooManyStreams = (what: string) => tooMany(what, OPEN_AGAIN, 'TooManyStreams');

const SAY_AGAIN = 'this was not taken, too much was sent: send it again';
const FILE_AGAIN = 'too many files came from this network: send it again';

/**
 * How much is taken of one conversation and of one address, or, of IPv6, one network. Many may stand behind one address,
 * so its shares are wide, and who has hardly written anything still gets through when others there have used them up.
 * Only for what is sent: the official client stops for ever where its reading is answered with 429.
 */
export class Quotas {
  readonly #conversation: Allowance;
  readonly #messages: ReservedAllowance;
  readonly #bytes: ReservedAllowance;
  readonly #files: Allowance;
  readonly #fileBytes: readonly ReservedAllowance[];
  readonly #fileBytesOfConversation: Allowance;
  readonly #uploading = new AtOnce({ each: UPLOADS_AT_ONCE });
  readonly #reading = {
    conversation: new AtOnce({ each: READ_AT_ONCE.conversation, all: READ_AT_ONCE.all }),
    address: new AtOnce({ each: READ_AT_ONCE.address }),
  };
  readonly #streams: { conversation: AtOnce; address: AtOnce };

  constructor({ messagesPerMinute, address }: QuotaFigures) {
    this.#conversation = new Allowance({ points: messagesPerMinute, seconds: MINUTE });
    this.#messages = new ReservedAllowance({ points: address.messagesPerMinute, seconds: MINUTE });
    this.#bytes = new ReservedAllowance({ points: address.messageBytesPerMinute, seconds: MINUTE });
    this.#files = new Allowance({ points: address.filesPerHour, seconds: HOUR });
    this.#fileBytes = [
      new ReservedAllowance({ points: address.fileBytesPerHour, seconds: HOUR }),
      new ReservedAllowance({ points: address.fileBytesPerDay, seconds: DAY }),
    ];
    this.#fileBytesOfConversation = new Allowance({ points: Number.MAX_SAFE_INTEGER, seconds: DAY });
    this.#streams = {
      conversation: new AtOnce({ each: STREAMS_OF_CONVERSATION }),
      address: new AtOnce({ each: address.streams }),
    };
  }

  /**
   * Counts one message or upload. No address is a site's back end, which speaks for many. Returns what counts the bytes
   * that will be kept of it. Throws a `Problem` with the time to wait.
   */
  async message(conversationId: string, address: string | undefined): Promise<(bytes: number) => Promise<void>> {
    const mine = await this.#conversation.take(conversationId);
    if (mine.wait > 0) throw tooMany(SAY_AGAIN, mine.wait);
    if (address === undefined) return async () => {};
    const count = async (allowance: ReservedAllowance, points: number) => {
      const wait = await allowance.take(address, points, mine.asked <= FEW);
      if (wait > 0) throw tooMany(SAY_AGAIN, wait);
    };
    await count(this.#messages, 1);
    return (bytes) => count(this.#bytes, bytes);
  }

  /** Counts one more file of a conversation, or bytes of one. Throws a `Problem` with the time to wait. */
  async file(
    conversationId: string,
    address: string | undefined,
    { files, bytes }: { files?: number; bytes?: number },
  ): Promise<void> {
    if (address === undefined) return;
    if (files !== undefined) {
      const { wait } = await this.#files.take(address, files);
      if (wait > 0) throw tooMany(FILE_AGAIN, wait);
    }
    if (bytes === undefined) return;
    const mine = await this.#fileBytesOfConversation.take(conversationId, bytes);
    for (const allowance of this.#fileBytes) {
      const wait = await allowance.take(address, bytes, mine.asked <= FEW_BYTES);
      if (wait > 0) throw tooMany(FILE_AGAIN, wait);
    }
  }

  /**
   * Counts one more stream of a conversation; no address is a site's back end. Returns how to count it off. Throws a
   * `Problem` where there are too many.
   */
  stream(conversationId: string, address: string | undefined): () => void {
    const ofConversation = this.#streams.conversation.begin(conversationId);
    if (!ofConversation)
      throw tooManyStreams('this conversation has too many open streams: close some, or open it again');
    const ofAddress = address === undefined ? () => {} : this.#streams.address.begin(address);
    if (ofAddress)
      return () => {
        ofConversation();
        ofAddress();
      };
    ofConversation();
    throw tooManyStreams('too many streams are open from this network: open it again');
  }

  /** Runs one upload of a conversation. Throws a `Problem` where too many of it are on their way. */
  async uploading<T>(conversationId: string, upload: () => Promise<T>): Promise<T> {
    const finish = this.#uploading.begin(conversationId);
    if (!finish) throw tooMany('other files of yours are still on their way: send it again', 5);
    try {
      return await upload();
    } finally {
      finish();
    }
  }

  /** Runs the reading of one file of a conversation. Throws a `Problem` where too many are being read. */
  async reading<T>(conversationId: string, address: string, read: () => Promise<T>): Promise<T> {
    const ofConversation = this.#reading.conversation.begin(conversationId);
    const ofAddress = this.#reading.address.begin(address);
    try {
      if (!ofConversation || !ofAddress) throw tooMany('too many files are being read: ask for it again', READ_AGAIN);
      return await read();
    } finally {
      ofConversation?.();
      ofAddress?.();
    }
  }
}
