import type { Case } from '../../services/cases/case.ts';
import type { LastWords } from '../../services/conversation-log/staff-log.ts';
import type { AmongAgents, Attended, InQueue } from '../../services/conversations/conversation-store.ts';

/** Rows of each list that are read, shown and sent at once; what follows is a page further. */
export const ROWS = 60;

/** A conversation of a list, with how it ends. */
export type Row = Attended & LastWords;

/** A page of a list. */
export interface List {
  rows: readonly Row[];
  /** How many there are in the whole list. */
  count: number;
  /** How many stand before the first row. */
  before: number;
  /** Whether something follows. */
  more: boolean;
}

/** The lists of a board: who waits, the agent's own conversations, and those of the others. */
const LISTS = ['waiting', 'mine', 'others'] as const;
export type ListName = (typeof LISTS)[number];

/** What one agent sees of the queue and of who has what. */
export type Board = Record<ListName, List> & { waiting: { crowded: number }; calls: readonly Case[] };

/** Something of each list of a board. */
export const ofEachList = <Something>(of: (name: ListName) => Something): Record<ListName, Something> =>
  Object.fromEntries(LISTS.map((name) => [name, of(name)])) as Record<ListName, Something>;

/** The place of a row in the whole list, from 1. */
export const placeIn = (list: List, index: number): number => list.before + index + 1;

/** Where the lists begin that an agent has leafed through. */
export interface Leafed {
  waiting?: InQueue | undefined;
  mine?: AmongAgents | undefined;
  others?: AmongAgents | undefined;
}
