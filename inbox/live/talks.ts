import type { Case } from '../../services/cases/case.ts';
import { CatchUp } from '../../services/catch-up.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { page } from '../../templates/pages.ts';
import { actionsView, factsView, type Viewer } from '../pages/views.ts';
import type { InboxParts } from '../parts.ts';
import { ownFilesOf } from '../show/own-files.ts';
import { agentNameIn } from '../transcript.ts';
import { fitting, PIECE } from './entry-pieces.ts';
import { PagePart } from './part.ts';
import { Shared } from './shared.ts';

type Reading = Pick<InboxParts, 'database' | 'signals' | 'logger'>;

/** What could not be read for its pages is read again by then. Hints that were lost are looked for once for everybody (`db/looking.ts`). */
const AGAIN_MS = 10_000;
/** Pieces of a log that are kept for whoever asks for the same next. */
const MOST_PIECES = 4;

/** Entries that follow a place of a log, as pages show them. */
export interface Piece {
  html: string;
  /** The place of the last. */
  last: number;
}

/** A conversation as it was read once, for all pages of this process that show it. */
export class ShownConversation {
  readonly #database: InboxParts['database'];
  readonly #conversation: Conversation;
  readonly #agentName: string | undefined;
  readonly #cases: readonly Case[];
  readonly #parts = new Shared<PagePart>();
  readonly #pieces = new Shared<Promise<Piece | undefined>>(MOST_PIECES);

  private constructor(
    database: InboxParts['database'],
    read: { conversation: Conversation; agentName: string | undefined; cases: readonly Case[] },
  ) {
    this.#database = database;
    this.#conversation = read.conversation;
    this.#agentName = read.agentName;
    this.#cases = read.cases;
  }

  /** Undefined where there is no such conversation. */
  static async read(database: InboxParts['database'], id: string): Promise<ShownConversation | undefined> {
    const [conversation, cases] = await Promise.all([
      database.conversations.find(id),
      database.cases.ofConversation(id),
    ]);
    if (!conversation) return undefined;
    return new ShownConversation(database, {
      conversation,
      agentName: await agentNameIn(conversation, database),
      cases,
    });
  }

  /** What follows a place of the log now; undefined where nothing does. */
  after(seq: number, viewer: Viewer): Promise<Piece | undefined> {
    return this.#pieces.of(`${viewer.locale} ${seq}`, () => this.#read(seq, viewer));
  }

  actions(viewer: Viewer): PagePart {
    const agentName = this.#agentName;
    return this.#parts.of(
      `actions ${viewer.locale} ${viewer.session.csrf}`,
      () => new PagePart('inbox-actions', actionsView(this.#conversation, viewer, { agentName })),
    );
  }

  facts(viewer: Viewer): PagePart {
    return this.#parts.of(
      `facts ${viewer.locale}`,
      () => new PagePart('inbox-facts', factsView(this.#conversation, this.#cases, viewer)),
    );
  }

  async #read(seq: number, viewer: Viewer): Promise<Piece | undefined> {
    const { staffLog, attachments } = this.#database;
    const piece = await staffLog.piece(this.#conversation.id, { after: seq }, PIECE);
    const own = await ownFilesOf(piece, attachments);
    const { entries, view } = fitting(piece, viewer, { from: 'oldest', own });
    const last = entries.at(-1)?.seq;
    return last === undefined ? undefined : { html: page('inbox-entries', view), last };
  }
}

/** Follows conversations for the pages that show them: each is read once at a change, however many pages show it. */
export class Talks {
  readonly #reading: Reading;
  readonly #followed = new Map<string, Follower>();
  #again: NodeJS.Timeout | undefined;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Shows a conversation now and at every change. Returns how to stop. */
  watch(id: string, show: (talk: ShownConversation) => void): () => void {
    const follower = this.#followed.get(id) ?? new Follower(id, this.#reading);
    this.#followed.set(id, follower);
    follower.add(show);
    this.#again ??= setInterval(() => {
      for (const one of this.#followed.values()) one.again();
    }, AGAIN_MS).unref();
    return () => {
      if (follower.remove(show) === 0 && this.#followed.get(id) === follower) this.#followed.delete(id);
      if (this.#followed.size > 0) return;
      clearInterval(this.#again);
      this.#again = undefined;
    };
  }
}

/** Follows one conversation while there are pages that show it. */
class Follower {
  readonly #id: string;
  readonly #reading: Reading;
  readonly #pages = new Set<(talk: ShownConversation) => void>();
  readonly #catchUp: CatchUp;
  #stop: (() => void) | undefined;
  #failed = false;

  constructor(id: string, reading: Reading) {
    this.#id = id;
    this.#reading = reading;
    this.#catchUp = new CatchUp({
      read: () => this.#read(),
      failed: (error) => {
        this.#failed = true;
        reading.logger.warn({ err: error, conversationId: id }, 'could not read on for its pages');
      },
    });
  }

  add(show: (talk: ShownConversation) => void): void {
    this.#pages.add(show);
    this.#stop ??= this.#reading.signals.listen(this.#id, () => this.#catchUp.hint());
    this.#catchUp.hint();
  }

  /** How many are left. */
  remove(show: (talk: ShownConversation) => void): number {
    this.#pages.delete(show);
    if (this.#pages.size === 0) {
      this.#stop?.();
      this.#stop = undefined;
    }
    return this.#pages.size;
  }

  /** Reads what could not be read. */
  again(): void {
    if (this.#failed) this.#catchUp.hint();
  }

  async #read(): Promise<void> {
    if (this.#pages.size === 0) return;
    this.#failed = false;
    const talk = await ShownConversation.read(this.#reading.database, this.#id);
    if (talk) for (const show of [...this.#pages]) show(talk);
  }
}
