import { page } from '../templates/pages.ts';
import type { Board } from './board.ts';
import { replyIdFor } from './desk-page.ts';
import { fitting, PIECE } from './entry-pieces.ts';
import type { EventStream } from './event-stream.ts';
import { ownFilesOf } from './own-files.ts';
import type { InboxParts } from './parts.ts';
import { actionsView, digestOf, factsView, queueView, type View, type Viewer, waitingView } from './views.ts';

/** What a page shows when its stream begins. */
export interface Shown {
  /** Its last entry. */
  seq: number;
  /** Digests of its parts. */
  actions: string;
  facts: string;
}

/** Keeps one open page as the desk is: sends the parts that have changed, and entries after the last one that it has. */
export class LivePage {
  readonly #stream: EventStream;
  readonly #parts: Pick<InboxParts, 'database' | 'clock' | 'logger'>;
  readonly #viewer: Omit<Viewer, 'now'>;
  readonly #sent: Map<string, string>;
  #seq: number;
  #busy = false;
  #stale = false;
  #board: Board | undefined;
  #showing = false;

  constructor(
    stream: EventStream,
    parts: Pick<InboxParts, 'database' | 'clock' | 'logger'>,
    given: { viewer: Omit<Viewer, 'now'>; shown: Shown },
  ) {
    this.#stream = stream;
    this.#parts = parts;
    this.#viewer = given.viewer;
    this.#seq = given.shown.seq;
    this.#sent = new Map([
      ['actions', given.shown.actions],
      ['facts', given.shown.facts],
    ]);
  }

  showBoard(board: Board): void {
    this.#board = board;
    if (!this.#showing) void this.#showBoards();
  }

  /** One board at a time: of those that come while a slow page still reads one, the last. */
  async #showBoards(): Promise<void> {
    this.#showing = true;
    for (let board = this.#board; board && !this.#stream.closed; board = this.#board) {
      this.#board = undefined;
      const viewer = this.#now();
      await this.#sendChanged('queue', 'inbox-queue', queueView(board, viewer));
      await this.#sendChanged('waiting', 'inbox-waiting', waitingView(board, viewer));
    }
    this.#showing = false;
  }

  /** The conversation has grown, or may have. */
  grown(): void {
    this.#stale = true;
    if (!this.#busy) void this.#catchUp();
  }

  /** One reading at a time; what comes meanwhile is in the next one. */
  async #catchUp(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#stale && !this.#stream.closed) {
        this.#stale = false;
        await this.#readOn();
      }
    } catch (error) {
      this.#parts.logger.warn(
        { err: error, conversationId: this.#viewer.current },
        'could not read on for a page; it comes back',
      );
      this.#stream.end();
    }
    this.#busy = false;
  }

  async #readOn(): Promise<void> {
    const { current } = this.#viewer;
    if (current === undefined) return;
    const { staffLog, agents, attachments, conversations, cases } = this.#parts.database;
    while (!this.#stream.closed) {
      const piece = await staffLog.piece(current, { after: this.#seq }, PIECE);
      const own = await ownFilesOf(piece, attachments);
      const { entries, view } = fitting(piece, this.#now(), { from: 'oldest', own });
      const last = entries.at(-1);
      if (!last) break;
      this.#seq = last.seq;
      await this.#stream.send('transcript', page('inbox-entries', view), this.#seq);
    }
    const conversation = await conversations.find(current);
    if (!conversation) return;
    const viewer = this.#now();
    const agentName = conversation.agentId && (await agents.nameOf(conversation.agentId));
    await this.#sendChanged('actions', 'inbox-actions', actionsView(conversation, viewer, { agentName }));
    await this.#sendChanged(
      'facts',
      'inbox-facts',
      factsView(conversation, await cases.ofConversation(current), viewer),
    );
  }

  async #sendChanged(event: string, template: string, view: View): Promise<void> {
    const digest = digestOf(view);
    if (this.#sent.get(event) === digest) return;
    this.#sent.set(event, digest);
    await this.#stream.send(event, page(template, event === 'actions' ? { ...view, ...replyIdFor() } : view));
  }

  #now(): Viewer {
    return { ...this.#viewer, now: this.#parts.clock() };
  }
}
