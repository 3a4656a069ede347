import type { Case } from '../../services/cases/case.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { page } from '../../templates/pages.ts';
import { actionsView, factsView } from '../pages/conversation-views.ts';
import type { Viewer } from '../pages/viewer.ts';
import type { InboxParts } from '../parts.ts';
import { ownFilesOf } from '../show/own-files.ts';
import { agentNameIn } from '../transcript.ts';
import { fitting, PIECE } from './entry-pieces.ts';
import { PagePart } from './part.ts';
import { Shared } from './shared.ts';

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
      () => new PagePart('inbox-actions', actionsView(this.#conversation, viewer, { agentName, cases: this.#cases })),
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
