import { readPage } from '../services/conversation-log/pages.ts';
import { page } from '../templates/pages.ts';
import type { AgentNames } from './agent-names.ts';
import type { Board } from './board.ts';
import type { EventStream } from './event-stream.ts';
import type { InboxParts } from './parts.ts';
import {
  actionsView,
  digestOf,
  entriesView,
  factsView,
  queueView,
  type View,
  type Viewer,
  waitingView,
} from './views.ts';

/** What is sent in one event. */
const PAGE = { entries: 100, bytes: 128 * 1024 };

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
  readonly #names: AgentNames;
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
    given: { names: AgentNames; viewer: Omit<Viewer, 'now'>; shown: Shown },
  ) {
    this.#stream = stream;
    this.#parts = parts;
    this.#names = given.names;
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
    const { log, conversations, cases } = this.#parts.database;
    for (let full = true; full; ) {
      const { entries, more } = await readPage(log, current, this.#seq, { reader: 'staff', limits: PAGE });
      this.#seq = entries.at(-1)?.seq ?? this.#seq;
      if (entries.length > 0)
        await this.#stream.send('transcript', page('inbox-entries', entriesView(entries, this.#now())), this.#seq);
      full = more && !this.#stream.closed;
    }
    const conversation = await conversations.find(current);
    if (!conversation) return;
    const viewer = this.#now();
    const agentName = await this.#names.of(conversation);
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
    await this.#stream.send(event, page(template, view));
  }

  #now(): Viewer {
    return { ...this.#viewer, now: this.#parts.clock() };
  }
}
