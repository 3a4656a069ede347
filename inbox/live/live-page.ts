import { replyIdFor } from '../pages/desk-pages.ts';
import { queueView, waitingView } from '../pages/queue-view.ts';
import type { Viewer } from '../pages/viewer.ts';
import type { InboxParts } from '../parts.ts';
import type { Board } from './board.ts';
import type { EventStream } from './event-stream.ts';
import { Latest } from './latest.ts';
import { PagePart } from './part.ts';
import { Shared } from './shared.ts';
import type { ShownConversation } from './shown-conversation.ts';

/** What a page shows when its stream begins. */
export interface Shown {
  /** Its last entry. */
  seq: number;
  /** Digests of its parts. */
  actions: string;
  facts: string;
}

/** The parts of a board, made once for the pages that show the same of it. */
const BOARD_PARTS = new WeakMap<Board, Shared<PagePart>>();

function boardPart(board: Board, name: 'queue' | 'waiting', viewer: Viewer): PagePart {
  const parts = BOARD_PARTS.get(board) ?? new Shared<PagePart>();
  BOARD_PARTS.set(board, parts);
  return name === 'queue'
    ? parts.of(
        `queue ${viewer.locale} ${viewer.current ?? ''}`,
        () => new PagePart('inbox-queue', queueView(board, viewer)),
      )
    : parts.of(`waiting ${viewer.locale}`, () => new PagePart('inbox-waiting', waitingView(board, viewer)));
}

/** Keeps one open page as the desk is: sends the parts that have changed, and entries after the last one that it has. */
export class LivePage {
  readonly #stream: EventStream;
  readonly #clock: InboxParts['clock'];
  readonly #viewer: Omit<Viewer, 'now'>;
  readonly #sent: Map<string, string>;
  readonly #boards: Latest<Board>;
  readonly #talks: Latest<ShownConversation>;
  #seq: number;

  constructor(
    stream: EventStream,
    parts: Pick<InboxParts, 'clock' | 'logger'>,
    given: { viewer: Omit<Viewer, 'now'>; shown: Shown },
  ) {
    this.#stream = stream;
    this.#clock = parts.clock;
    this.#viewer = given.viewer;
    this.#seq = given.shown.seq;
    this.#sent = new Map([
      ['actions', given.shown.actions],
      ['facts', given.shown.facts],
    ]);
    const failed = (error: unknown) => {
      const conversationId = given.viewer.current;
      parts.logger.warn({ err: error, conversationId }, 'could not read on for a page; it comes back');
      stream.end();
    };
    this.#boards = new Latest({ work: (board) => this.#sendBoard(board), failed });
    this.#talks = new Latest({ work: (talk) => this.#sendTalk(talk), failed });
  }

  /** Of those that come while a slow page still reads one, the last is sent. */
  showBoard(board: Board): void {
    this.#boards.give(board);
  }

  /** The same for its conversation; of the entries none is left out. */
  showTalk(talk: ShownConversation): void {
    this.#talks.give(talk);
  }

  async #sendBoard(board: Board): Promise<void> {
    const viewer = this.#now();
    await this.#sendChanged('queue', boardPart(board, 'queue', viewer));
    await this.#sendChanged('waiting', boardPart(board, 'waiting', viewer));
  }

  async #sendTalk(talk: ShownConversation): Promise<void> {
    const viewer = this.#now();
    while (!this.#stream.closed) {
      const piece = await talk.after(this.#seq, viewer);
      if (!piece) break;
      this.#seq = piece.last;
      await this.#stream.send('transcript', piece.html, this.#seq);
    }
    await this.#sendChanged('actions', talk.actions(viewer), replyIdFor);
    await this.#sendChanged('facts', talk.facts(viewer));
  }

  /** `own` is what only this page has of it. */
  async #sendChanged(event: string, part: PagePart, own?: () => Record<string, unknown>): Promise<void> {
    if (this.#stream.closed || this.#sent.get(event) === part.digest) return;
    this.#sent.set(event, part.digest);
    await this.#stream.send(event, own ? part.htmlWith(own()) : part.html);
  }

  #now(): Viewer {
    return { ...this.#viewer, now: this.#clock() };
  }
}
