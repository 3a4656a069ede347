import { sha256 } from '../../services/ids.ts';
import { words } from '../../templates/render.ts';
import { type Board, type List, ofEachList, placeIn } from '../live/board.ts';
import { nextOf } from '../live/leaf.ts';
import { showCall } from '../show/calls.ts';
import { nameOf } from '../show/names.ts';
import { showTime, showWait } from '../show/times.ts';
import { labelsOf } from './labels.ts';
import { conversationPath, shortName, type View, type Viewer } from './viewer.ts';

/** So long no customer should be without an answer of their agent's. */
const LONG_SILENCE_MS = 5 * 60_000;

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
        // Only an agent silences the bot: whoever has an agent and no answer is seen to wait.
        silence: one.unansweredSince && showWait(one.unansweredSince, viewer),
        silent:
          one.unansweredSince !== undefined && viewer.now.getTime() - one.unansweredSince.getTime() >= LONG_SILENCE_MS,
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
    calls: board.calls.map((call) => ({ ...showCall(call, viewer), href: conversationPath(call.conversationId) })),
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
