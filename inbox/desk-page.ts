import type { Request } from '../http/server.ts';
import type { Conversation, Locale } from '../services/conversations.ts';
import { page } from '../templates/pages.ts';
import { words } from '../templates/render.ts';
import type { Board, Boards } from './board.ts';
import { queryOf } from './locale.ts';
import type { InboxParts } from './parts.ts';
import type { SignedIn } from './sessions.ts';
import type { Assets } from './static-files.ts';
import { readAll } from './transcript.ts';
import * as views from './views.ts';

/** Entries that a page shows at first; the rest is one link away. */
const MOST_ENTRIES = 1_000;

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
  frame(request: Request, locale: Locale): views.View {
    const otherLocale: Locale = locale === 'en' ? 'zh-CN' : 'en';
    const here = new URL(request.url ?? '/inbox', 'http://localhost');
    here.searchParams.set('locale', otherLocale);
    const isPage = request.method === 'GET';
    const { assets, fonts } = { assets: this.#assets, fonts: this.#parts.fonts };
    return {
      locale,
      otherLocale,
      otherHref: isPage ? here.pathname + here.search : `/inbox?locale=${otherLocale}`,
      labels: views.labelsOf(locale),
      assets,
      fonts,
    };
  }

  viewer({ session }: SignedIn, locale: Locale, current?: string): views.Viewer {
    return { session, locale, zone: this.#parts.zone, now: this.#parts.clock(), ...(current ? { current } : {}) };
  }

  /** The queue beside a conversation, or beside an invitation to choose one. */
  async desk(request: Request, viewer: views.Viewer, conversation?: Conversation, refused?: Refused): Promise<string> {
    const board = await this.#boards.read();
    const talk = conversation && (await this.#talk(request, viewer, conversation, refused));
    return this.#page(request, viewer, board, { talk, events: talk?.events ?? '/inbox/events' });
  }

  /** The queue beside what went wrong. */
  async failed(request: Request, viewer: views.Viewer, message: string): Promise<string> {
    return this.#page(request, viewer, await this.#boards.read(), { failed: message, events: '/inbox/events' });
  }

  /** What can be done in a conversation now, in answer to a form. */
  async answer(viewer: views.Viewer, conversation: Conversation, refused?: Refused): Promise<string> {
    const agentName = await this.#boards.names.of(conversation);
    const actions = views.actionsView(conversation, viewer, { agentName });
    return page('inbox-answer', { actions: { ...actions, fields: refused?.fields ?? {} }, problem: refused?.message });
  }

  #page(request: Request, viewer: views.Viewer, board: Board, more: views.View): string {
    const { agent, csrf } = viewer.session;
    return page('inbox', {
      ...this.frame(request, viewer.locale),
      ...{ agent: agent.name, csrf },
      queue: views.queueView(board, viewer),
      waiting: views.waitingView(board, viewer),
      ...more,
    });
  }

  async #talk(request: Request, viewer: views.Viewer, conversation: Conversation, refused: Refused | undefined) {
    const { log, cases } = this.#parts.database;
    const { id, headSeq } = conversation;
    const earlier = queryOf(request).has('all') ? 0 : Math.max(0, headSeq - MOST_ENTRIES);
    const [entries, ofConversation, agentName] = await Promise.all([
      readAll(log, id, earlier),
      cases.ofConversation(id),
      this.#boards.names.of(conversation),
    ]);
    const actions = views.actionsView(conversation, viewer, { agentName });
    const facts = views.factsView(conversation, ofConversation, viewer);
    const shown = new URLSearchParams({
      conversation: id,
      after: String(entries.at(-1)?.seq ?? earlier),
      actions: views.digestOf(actions),
      facts: views.digestOf(facts),
    });
    return {
      head: views.headView(conversation, viewer),
      transcript: views.entriesView(entries, viewer),
      actions: { ...actions, fields: refused?.fields ?? {} },
      facts,
      problem: refused?.message,
      earlier: earlier > 0 ? words('inbox.earlier', viewer.locale, { count: earlier }) : undefined,
      earlierHref: `${views.conversationPath(id)}?all=1`,
      events: `/inbox/events?${shown}`,
    };
  }
}
