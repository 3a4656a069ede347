import type { Session } from '../services/agents.ts';
import type { Case } from '../services/cases/case.ts';
import type { LogEntry } from '../services/conversation-log/entry.ts';
import type { Conversation, Locale } from '../services/conversations.ts';
import { sha256 } from '../services/ids.ts';
import { templateKeys, words } from '../templates/render.ts';
import { MOST_IN_NOTE, MOST_IN_REPLY } from './actions.ts';
import type { Attended, Board } from './board.ts';
import { showCase } from './cases.ts';
import { showEntry } from './entries.ts';
import { gathered } from './gathered.ts';
import { nameOf } from './names.ts';
import { linesOf } from './rich-text.ts';
import { type Reader, showTime, showWait } from './times.ts';

/** Who looks at a page, and at which conversation. */
export interface Viewer extends Reader {
  session: Session;
  current?: string;
}

/** What `templates/pages/inbox-*.hbs` is given. */
export type View = Record<string, unknown>;

/** Rows of each list that a page shows; the API has them all. */
const MOST_ROWS = 60;

const LABEL = 'inbox.page-';

/** The fixed words of the pages: the sentences `page-…` of `inbox.yaml`, by what follows. */
export const labelsOf = (locale: Locale): Record<string, string> =>
  Object.fromEntries(
    templateKeys(locale)
      .filter((key) => key.startsWith(LABEL))
      .map((key) => [key.slice(LABEL.length), words(key, locale)]),
  );

export const conversationPath = (id: string): string => `/inbox/conversations/${encodeURIComponent(id)}`;

/** Tells one state of a part of the page from another. */
export const digestOf = (view: View): string => sha256(JSON.stringify(view)).slice(0, 12);

/** The list at the left: who waits, whose conversation is whose. */
export function queueView(board: Board, viewer: Viewer): View {
  const { session, locale, current } = viewer;
  const waiting = board.filter(({ conversation }) => conversation.floor === 'queue');
  const attended = board.filter(({ conversation }) => conversation.floor === 'agent');
  const isMine = ({ conversation }: Attended) => conversation.agentId === session.agent.id;
  const row = (one: Attended, index: number): View => {
    const { id, channel, handoffReason, urgency, queuedAt, headAt } = one.conversation;
    return {
      domId: `row-${sha256(id).slice(0, 12)}`,
      href: conversationPath(id),
      current: id === current,
      place: index + 1,
      name: shortName(one.conversation, locale),
      channel: nameOf('channel', channel, locale),
      language: nameOf('language', one.conversation.locale, locale),
      reason: handoffReason ? nameOf('reason', handoffReason, locale) : undefined,
      urgent: urgency > 0,
      wait: queuedAt ? showWait(queuedAt, viewer) : undefined,
      long: queuedAt !== undefined && viewer.now.getTime() - queuedAt.getTime() >= 10 * 60_000,
      time: showTime(headAt, viewer),
      agent: one.agentName,
      preview: one.preview,
      unanswered: one.lastFrom === 'customer',
    };
  };
  const rows = (list: readonly Attended[]) => ({
    rows: list.slice(0, MOST_ROWS).map(row),
    count: list.length,
    more: list.length > MOST_ROWS ? words('inbox.queue-more', locale, { more: list.length - MOST_ROWS }) : undefined,
  });
  return {
    labels: labelsOf(locale),
    waiting: rows(waiting),
    mine: rows(attended.filter(isMine)),
    others: rows(attended.filter((one) => !isMine(one))),
  };
}

/** How many wait, for the page's head. */
export function waitingView(board: Board, { locale }: Pick<Viewer, 'locale'>): View {
  const count = board.filter(({ conversation }) => conversation.floor === 'queue').length;
  return { count, text: words('inbox.waiting-count', locale, { count, one: count === 1 }) };
}

export const entriesView = (entries: readonly LogEntry[], viewer: Viewer): View => ({
  labels: labelsOf(viewer.locale),
  entries: entries.map((entry) => {
    const shown = showEntry(entry, viewer.locale);
    return {
      ...shown,
      aboutSeq: shown.about === undefined ? undefined : seqIn(shown.about),
      small: shown.role === 'system' || shown.type !== 'message',
      iso: shown.at.toISOString(),
      time: showTime(shown.at, viewer),
      lines: shown.text === '' ? [] : linesOf(shown.text, shown.markdown === true),
      attachments: shown.attachments?.map((file) => ({
        ...file,
        picture: file.contentType.startsWith('image/') && file.url?.startsWith('/'),
      })),
    };
  }),
});

/** The place in the log that an entry's id ends with. */
const seqIn = (id: string): number | undefined => Number(/\|(\d+)$/.exec(id)?.[1]) || undefined;

/** What can be done in a conversation as it stands. */
export function actionsView(
  conversation: Conversation,
  viewer: Viewer,
  { agentName }: { agentName: string | undefined },
): View {
  const { floor, agentId, queuedAt } = conversation;
  const mine = floor === 'agent' && agentId === viewer.session.agent.id;
  return {
    labels: labelsOf(viewer.locale),
    csrf: viewer.session.csrf,
    path: conversationPath(conversation.id),
    waiting: floor === 'queue',
    since: queuedAt && showTime(queuedAt, viewer),
    mine,
    bot: floor === 'bot',
    held: floor === 'agent' && !mine ? words('inbox.held-by', viewer.locale, { name: agentName ?? '' }) : undefined,
    mostInReply: MOST_IN_REPLY,
    mostInNote: MOST_IN_NOTE,
  };
}

/** What is known beside the words: the bot's form, the cases and their deadlines. */
export const factsView = (conversation: Conversation, cases: readonly Case[], viewer: Viewer): View => ({
  labels: labelsOf(viewer.locale),
  reason: conversation.handoffReason ? nameOf('reason', conversation.handoffReason, viewer.locale) : undefined,
  urgent: conversation.urgency > 0,
  forms: gathered(conversation, viewer.locale),
  cases: cases.map((one) => showCase(one, viewer)),
});

/** A conversation's head: where it comes from and what tells it from others. */
export const headView = (conversation: Conversation, viewer: Viewer): View => ({
  id: conversation.id,
  name: shortName(conversation, viewer.locale),
  channel: nameOf('channel', conversation.channel, viewer.locale),
  language: nameOf('language', conversation.locale, viewer.locale),
  started: showTime(conversation.createdAt, viewer),
});

/** The end of its id: short, and the same everywhere. */
const shortName = ({ id }: Conversation, locale: Locale): string =>
  words('inbox.conversation-name', locale, { end: id.replace(/[^\p{L}\p{N}]/gu, '').slice(-6) });
