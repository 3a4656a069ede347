import { randomUUID } from 'node:crypto';
import type { Request } from '../../http/server.ts';
import { type Locale, otherLocale } from '../../language/locale.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { page } from '../../templates/pages.ts';
import { words } from '../../templates/render.ts';
import type { Board } from '../live/board.ts';
import type { Boards } from '../live/boards.ts';
import { fitting, PIECE } from '../live/entry-pieces.ts';
import { isLeafed, leafedIn } from '../live/leaf.ts';
import { queryOf } from '../locale.ts';
import type { InboxParts } from '../parts.ts';
import { ownFilesOf } from '../show/own-files.ts';
import type { SignedIn } from '../sign-in/sessions.ts';
import { agentNameIn } from '../transcript.ts';
import { actionsView, factsView, headView } from './conversation-views.ts';
import { labelsOf } from './labels.ts';
import { queueView, waitingView } from './queue-view.ts';
import type { Assets } from './static-files.ts';
import { conversationPath, digestOf, type View, type Viewer } from './viewer.ts';

/** What was refused on a form, and what had been typed. */
export interface Refused {
  message: string;
  fields: Record<string, unknown>;
}

/** Renders the pages of a signed-in agent. */
export class DeskPages {
  readonly #parts: InboxParts;
  readonly #boards: Boards;
  readonly #assets: Assets;

  constructor(parts: InboxParts, boards: Boards, assets: Assets) {
    this.#parts = parts;
    this.#boards = boards;
    this.#assets = assets;
  }

  /** The words, the files and the other language, which every page has. */
  frame(request: Request, locale: Locale): View {
    const other = otherLocale(locale);
    const here = new URL(request.url ?? '/inbox', 'http://localhost');
    here.searchParams.set('locale', other);
    const isPage = request.method === 'GET';
    const { assets, fonts } = { assets: this.#assets, fonts: this.#parts.fonts };
    return {
      locale,
      otherLocale: other,
      otherHref: isPage ? here.pathname + here.search : `/inbox?locale=${other}`,
      labels: labelsOf(locale),
      assets,
      fonts,
    };
  }

  viewer({ session }: SignedIn, locale: Locale, current?: string): Viewer {
    return { session, locale, zone: this.#parts.zone, now: this.#parts.clock(), ...(current ? { current } : {}) };
  }

  /** The queue beside a conversation, or beside an invitation to choose one. */
  async desk(request: Request, viewer: Viewer, conversation?: Conversation, refused?: Refused): Promise<string> {
    const leafed = leafedIn(queryOf(request));
    const board = await this.#boards.read(viewer.session.agent.id, leafed);
    const talk = conversation && (await this.#talk(request, viewer, conversation, refused));
    const more = { talk, events: talk?.events ?? '/inbox/events', leafed: isLeafed(leafed) };
    return this.#page(request, viewer, board, more);
  }

  /** The queue beside what went wrong. */
  async failed(request: Request, viewer: Viewer, message: string): Promise<string> {
    return this.#page(request, viewer, await this.#boards.read(viewer.session.agent.id), {
      failed: message,
      events: '/inbox/events',
    });
  }

  /** What can be done in a conversation now, in answer to a form. */
  async answer(viewer: Viewer, conversation: Conversation, refused?: Refused): Promise<string> {
    const agentName = await agentNameIn(conversation, this.#parts.database);
    const cases = await this.#parts.database.cases.ofConversation(conversation.id);
    const actions = actionsView(conversation, viewer, { agentName, cases });
    return page('inbox-answer', {
      actions: { ...actions, ...replyIdFor(refused), fields: refused?.fields ?? {} },
      problem: refused?.message,
    });
  }

  #page(request: Request, viewer: Viewer, board: Board, more: View): string {
    const { agent, csrf } = viewer.session;
    return page('inbox', {
      ...this.frame(request, viewer.locale),
      ...{ agent: agent.name, csrf },
      queue: queueView(board, viewer),
      waiting: waitingView(board, viewer),
      ...more,
    });
  }

  /** A piece of a conversation that ends before an entry, in answer to the link to what was said earlier. */
  async earlier(viewer: Viewer, { id }: Conversation, before: number): Promise<string> {
    const { view, earlier } = await this.#piece(viewer, id, before);
    return page('inbox-earlier', { ...view, earlier });
  }

  async #piece(viewer: Viewer, id: string, before: number) {
    const read = await this.#parts.database.staffLog.piece(id, { before }, PIECE);
    const own = await ownFilesOf(read, this.#parts.database.attachments);
    const { entries, view } = fitting(read, viewer, { from: 'newest', own });
    return { entries, view, earlier: this.#earlierThan(entries, viewer, id) };
  }

  #earlierThan(entries: readonly LogEntry[], viewer: Viewer, id: string) {
    const first = entries[0]?.seq ?? 1;
    if (first === 1) return undefined;
    const path = conversationPath(id);
    return {
      text: words('inbox.earlier', viewer.locale, { count: first - 1 }),
      href: `${path}?before=${first}`,
      part: `${path}/earlier?before=${first}`,
    };
  }

  async #talk(request: Request, viewer: Viewer, conversation: Conversation, refused: Refused | undefined) {
    const { cases } = this.#parts.database;
    const { id, headSeq } = conversation;
    const asked = beforeIn(queryOf(request));
    const [{ entries, view, earlier }, ofConversation, agentName] = await Promise.all([
      this.#piece(viewer, id, asked ?? headSeq + 1),
      cases.ofConversation(id),
      agentNameIn(conversation, this.#parts.database),
    ]);
    const actions = actionsView(conversation, viewer, { agentName, cases: ofConversation });
    const facts = factsView(conversation, ofConversation, viewer);
    const shown = new URLSearchParams({
      conversation: id,
      after: String(asked === undefined ? (entries.at(-1)?.seq ?? headSeq) : headSeq),
      actions: digestOf(actions),
      facts: digestOf(facts),
    });
    return {
      head: headView(conversation, viewer),
      transcript: view,
      actions: { ...actions, ...replyIdFor(refused), fields: refused?.fields ?? {} },
      facts,
      problem: refused?.message,
      earlier,
      // What is new would stand in the wrong place below what is old.
      latestHref: asked === undefined ? undefined : conversationPath(id),
      events: `/inbox/events?${shown}`,
    };
  }
}

/** The entry before which a page was asked for; undefined for the end of the talk. */
export function beforeIn(query: URLSearchParams): number | undefined {
  const before = query.get('before') ?? '';
  return /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
}

/** The name of the reply that a form will send: sent again, it is known. A refused one keeps its name. */
export const replyIdFor = (refused?: Refused): View => ({ replyId: refused?.fields.id ?? randomUUID() });
