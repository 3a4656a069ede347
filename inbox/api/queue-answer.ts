import { type Board, ofEachList, placeIn, type Row } from '../live/board.ts';
import { nextOf } from '../live/leaf.ts';
import { showCall } from '../show/calls.ts';
import type { Viewing } from '../show/times.ts';

/**
 * The board as one agent sees it: a page of each list, the true counts, and where the next pages begin, each to be given
 * back as `?waiting=`, `?mine=` or `?others=`.
 */
export function queueAnswer(board: Board, viewing: Viewing) {
  const { waiting, mine, others } = board;
  const common = ({ id, channel, locale, floor: { place }, said, lastFrom, unansweredSince }: Row) => ({
    ...{ id, channel, locale, reason: place.reason, urgency: place.urgency, preview: said, lastFrom },
    ...(unansweredSince ? { unansweredSince } : {}),
  });
  const withAgent = (one: Row) => ({ ...common(one), agent: one.agentName, lastAt: one.headAt });
  return {
    waiting: waiting.rows.map((one, index) => ({
      ...common(one),
      since: one.floor.place.since,
      place: placeIn(waiting, index),
      ...(one.floor.place.crowd > 0 ? { crowd: true } : {}),
    })),
    calls: board.calls.map((call) => showCall(call, viewing)),
    mine: mine.rows.map(withAgent),
    others: others.rows.map(withAgent),
    counts: { ...ofEachList((name) => board[name].count), crowded: waiting.crowded },
    next: ofEachList((name) => nextOf(board[name])),
  };
}
