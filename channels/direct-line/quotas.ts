import { Allowance, tooMany } from '../../http/allowance.ts';
import { AtOnce } from '../../http/at-once.ts';

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
  };
}

/** A conversation that sends no more than this in a minute, which is what somebody types, is no flood. */
const FEW = 10;
/** Once an address has had its share, those conversations of it share so much of it again. */
const RESERVE = 0.2;
/** Uploads of one conversation at once: its share of the disk is looked at when each begins. */
const UPLOADS_AT_ONCE = 4;
/**
 * Files that are read at once. A page shows the pictures of a conversation together, two messages of 20; behind one
 * address may be an office. Each holds a piece of 256 KB while its reader takes its time, all of them 100 MB.
 */
const READ_AT_ONCE = { conversation: 40, address: 200, all: 400 };
/** Seconds after which a file that could not be read now is asked for again: who reads nothing is cut off in 60. */
const READ_AGAIN = 5;

const SAY_AGAIN = 'this was not taken, too much was sent: send it again';
const FILE_AGAIN = 'too many files came from this network: send it again';

/**
 * How much is taken of one conversation and of one address, or, of IPv6, one network. Many may stand behind one address,
 * so its shares are wide, and who has hardly written anything still gets through when others there have used them up.
 * Only for what is sent: the official client stops for ever where its reading is answered with 429.
 */
export class Quotas {
  readonly #conversation: Allowance;
  readonly #address: Allowance;
  readonly #reserve: Allowance;
  readonly #bytes: Allowance;
  readonly #reserveBytes: Allowance;
  readonly #files: Allowance;
  readonly #fileBytes: Allowance;
  readonly #uploading = new AtOnce({ each: UPLOADS_AT_ONCE });
  readonly #reading = {
    conversation: new AtOnce({ each: READ_AT_ONCE.conversation, all: READ_AT_ONCE.all }),
    address: new AtOnce({ each: READ_AT_ONCE.address }),
  };

  constructor({ messagesPerMinute, address }: QuotaFigures) {
    const aMinute = (points: number) => new Allowance({ points, seconds: 60 });
    const anHour = (points: number) => new Allowance({ points, seconds: 3600 });
    this.#conversation = aMinute(messagesPerMinute);
    this.#address = aMinute(address.messagesPerMinute);
    this.#reserve = aMinute(Math.ceil(address.messagesPerMinute * RESERVE));
    this.#bytes = aMinute(address.messageBytesPerMinute);
    this.#reserveBytes = aMinute(Math.ceil(address.messageBytesPerMinute * RESERVE));
    this.#files = anHour(address.filesPerHour);
    this.#fileBytes = anHour(address.fileBytesPerHour);
  }

  /**
   * Counts one message or upload. No address is a site's back end, which speaks for many. Returns what counts the bytes
   * that will be kept of it. Throws a `Problem` with the time to wait.
   */
  async message(conversationId: string, address: string | undefined): Promise<(bytes: number) => Promise<void>> {
    const mine = await this.#conversation.take(conversationId);
    if (mine.wait > 0) throw tooMany(SAY_AGAIN, mine.wait);
    if (address === undefined) return async () => {};
    const take = async (whole: Allowance, reserve: Allowance, points: number) => {
      const { wait } = await whole.take(address, points);
      if (wait === 0 || (mine.asked <= FEW && (await reserve.take(address, points)).wait === 0)) return;
      throw tooMany(SAY_AGAIN, wait);
    };
    await take(this.#address, this.#reserve, 1);
    return (bytes) => take(this.#bytes, this.#reserveBytes, bytes);
  }

  /** Counts one more file, or bytes of one. Throws a `Problem` with the time to wait. */
  async file(address: string | undefined, of: { files?: number; bytes?: number }): Promise<void> {
    if (address === undefined) return;
    for (const [allowance, points] of [
      [this.#files, of.files],
      [this.#fileBytes, of.bytes],
    ] as const) {
      if (points === undefined) continue;
      const { wait } = await allowance.take(address, points);
      if (wait > 0) throw tooMany(FILE_AGAIN, wait);
    }
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
