import type { Locale } from '../../language/locale.ts';
import type { Case } from '../../services/cases/case.ts';
import type { StaffEntry } from '../../services/conversation-log/staff-log.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { type Floor, placeOf, type QueuePlace } from '../../services/conversations/floor.ts';
import { sha256 } from '../../services/ids.ts';
import type { Session } from '../../services/staff/agent-store.ts';
import { templateKeys, words } from '../../templates/render.ts';
import { MOST_IN_NOTE, MOST_IN_REPLY } from '../actions.ts';
import { type Board, type List, ofEachList, placeIn } from '../live/board.ts';
import { nextOf } from '../live/leaf.ts';
import { Shared } from '../live/shared.ts';
import { withVisibleBidi } from '../show/bidi.ts';
import { showCase } from '../show/cases.ts';
import { showEntry } from '../show/entries.ts';
import { folded } from '../show/folded.ts';
import { gathered } from '../show/gathered.ts';
import { nameOf } from '../show/names.ts';
import type { OwnFiles } from '../show/own-files.ts';
import { linesOf } from '../show/rich-text.ts';
import { showTime, showWait, type Viewing } from '../show/times.ts';

/** Who looks at a page, and at which conversation. */
export interface Viewer extends Viewing {
  session: Session;
  current?: string;
}

/** What `templates/pages/inbox-*.hbs` is given. */
export type View = Record<string, unknown>;

/** Cases beside a conversation, the newest first. */
const MOST_CASES = 20;

const LABEL = 'inbox.page-';

/** The fixed words of the pages: the sentences `page-…` of `inbox.yaml`, by what follows. */
export const labelsOf = (locale: Locale): Readonly<Record<string, string>> =>
  LABELS.of(locale, () =>
    Object.fromEntries(
      templateKeys(locale)
        .filter((key) => key.startsWith(LABEL))
        .map((key) => [key.slice(LABEL.length), words(key, locale)]),
    ),
  );
const LABELS = new Shared<Readonly<Record<string, string>>>();

export const conversationPath = (id: string): string => `/inbox/conversations/${encodeURIComponent(id)}`;

/** Tells one state of a part of the page from another. */
export const digestOf = (view: View): string => sha256(JSON.stringify(view)).slice(0, 12);

/** The lists at the left: my conversations, who waits, whose the others are. */
export function queueView(board: Board, viewer: Viewer): View {
  const { locale, current } = viewer;
  const rowsOf = (list: List): View[] =>
    list.rows.map((one, index) => {
      const { since, reason, urgency, crowd } = one.floor.place;
      return {
        domId: `row-${sha256(one.id).slice(0, 12)}`,
        href: conversationPath(one.id),
        current: one.id === current,
        place: placeIn(list, index),
        name: shortName(one, locale),
        channel: nameOf('channel', one.channel, locale),
        language: nameOf('language', one.locale, locale),
        reason: nameOf('reason', reason, locale),
        urgent: urgency > 0,
        crowd: crowd > 0,
        wait: showWait(since, viewer),
        long: viewer.now.getTime() - since.getTime() >= 10 * 60_000,
        time: showTime(one.headAt, viewer),
        agent: one.agentName,
        preview: one.said,
        unanswered: one.lastFrom === 'customer',
      };
    });
  const lists = ofEachList((name) => {
    const list = board[name];
    const next = nextOf(list);
    const more = list.count - list.before - list.rows.length;
    return {
      rows: rowsOf(list),
      count: list.count,
      more: next && words('inbox.queue-more', locale, { more }),
      next: next && `/inbox?${name}=${next}`,
    };
  });
  const { crowded } = board.waiting;
  return {
    labels: labelsOf(locale),
    ...lists,
    waiting: {
      ...lists.waiting,
      crowd: crowded > 0 ? words('inbox.queue-crowd', locale, { count: crowded, one: crowded === 1 }) : undefined,
    },
  };
}

/** How many wait, for the page's head. */
export function waitingView({ waiting: { count } }: Board, { locale }: Pick<Viewer, 'locale'>): View {
  return { count, text: words('inbox.waiting-count', locale, { count, one: count === 1 }) };
}

/** Entries as a page shows them: what is long is folded, with a way to the whole of it. */
export const entriesView = (entries: readonly StaffEntry[], viewer: Viewer, own?: OwnFiles): View => ({
  labels: labelsOf(viewer.locale),
  entries: entries.map((entry) => {
    const shown = showEntry(entry, viewer.locale, own);
    const { text, rest } = folded(shown.text);
    return {
      ...shown,
      text,
      aboutSeq: shown.about === undefined ? undefined : seqIn(shown.about),
      small: shown.role === 'system' || (shown.type !== 'message' && !shown.attachments && !shown.notes),
      iso: shown.at.toISOString(),
      time: showTime(shown.at, viewer),
      lines: text === '' ? [] : linesOf(withVisibleBidi(text), shown.markdown === true),
      whole: rest ? `${conversationPath(entry.conversationId)}/entries/${entry.seq}` : undefined,
      attachments: shown.attachments?.map((file) => ({
        ...file,
        outside: file.outside && words('inbox.outside-link', viewer.locale, { host: file.outside }),
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
  const { floor } = conversation;
  return {
    labels: labelsOf(viewer.locale),
    csrf: viewer.session.csrf,
    path: conversationPath(conversation.id),
    ...standingView(floor, viewer, agentName),
    mostInReply: MOST_IN_REPLY,
    mostInNote: MOST_IN_NOTE,
  };
}

/** Who has the conversation, and whether the viewer may take it over. */
function standingView(floor: Floor, { session: { agent }, locale }: Viewer, agentName: string | undefined): View {
  switch (floor.holder) {
    case 'bot':
      return { bot: true };
    case 'queue':
      return { waiting: true };
    case 'agent':
      if (floor.agentId === agent.id) return { mine: true };
      return {
        withAgent: words('inbox.with-agent', locale, { name: agentName ?? '' }),
        takeOver: agent.role === 'admin' ? { from: floor.agentId } : undefined,
      };
  }
}

/** What is known beside the words: the bot's form, the cases and their deadlines. */
export const factsView = (conversation: Conversation, cases: readonly Case[], viewer: Viewer): View => ({
  labels: labelsOf(viewer.locale),
  ...handoffView(placeOf(conversation.floor), viewer),
  forms: gathered(conversation, viewer.locale),
  cases: cases
    .slice(-MOST_CASES)
    .toReversed()
    .map((one) => showCase(one, viewer)),
  moreCases:
    cases.length > MOST_CASES
      ? words('inbox.cases-more', viewer.locale, { count: cases.length - MOST_CASES })
      : undefined,
});

/** Why a person was asked for, where one was. */
const handoffView = (place: QueuePlace | undefined, { locale }: Viewer): View =>
  place ? { reason: nameOf('reason', place.reason, locale), urgent: place.urgency > 0 } : {};

/** A conversation's head: where it comes from and what tells it from others. */
export const headView = (conversation: Conversation, viewer: Viewer): View => ({
  id: conversation.id,
  name: shortName(conversation, viewer.locale),
  channel: nameOf('channel', conversation.channel, viewer.locale),
  language: nameOf('language', conversation.locale, viewer.locale),
  started: showTime(conversation.createdAt, viewer),
});

/** The end of its id: short, and the same everywhere. */
const shortName = ({ id }: Pick<Conversation, 'id'>, locale: Locale): string =>
  words('inbox.conversation-name', locale, { end: id.replace(/[^\p{L}\p{N}]/gu, '').slice(-6) });
