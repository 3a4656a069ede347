import type { Database } from '../../../services/stores.ts';
import { TRANSPORT } from './fill.ts';

/** A conversation that is read in, and a case by its reference. */
export interface Place {
  id: string;
  headSeq: number;
  reference: string;
}

/** One thing that a desk reads again and again, through the stores that it reads it through. */
export interface Read {
  name: string;
  /** Of a round; fewer where one alone takes long. */
  times: number;
  run(database: Database, place: Place): Promise<unknown>;
}

/** As much as the inbox shows of a conversation's end. */
const PIECE = { entries: 100, bytes: 1024 * 1024 };
/** Rows of a page of the inbox (`inbox/live/board.ts`), and one to see whether there is another. */
const ROWS = 61;
/** What a sweep takes at most, and what it is left for: `FILE_UNFINISHED_AFTER_HOURS`. */
const MOST_UNDONE = 200;
const UNDONE_MS = 72 * 3_600_000;
const MOST_DUE = 50;
const SECOND = 1_000;

export const READS: readonly Read[] = [
  {
    name: "a transcript's end",
    times: 200,
    run: ({ staffLog }, { id, headSeq }) => staffLog.piece(id, { before: headSeq + 1 }, PIECE),
  },
  {
    name: 'a stream after its watermark',
    times: 200,
    run: ({ log }, { id, headSeq }) => log.read(id, headSeq - 2, { reader: 'customer', limit: 16 }),
  },
  {
    name: "the queue's first page",
    times: 50,
    async run({ conversations, staffLog }) {
      const waiting = await conversations.queue({ after: undefined, limit: ROWS });
      await staffLog.lastWords(waiting.map(({ id }) => id));
    },
  },
  { name: 'who waits and who has whom', times: 50, run: ({ conversations }) => conversations.attendance() },
  {
    name: 'what was left undone',
    times: 50,
    run: ({ conversations }) => conversations.leftUndone(new Date(Date.now() - UNDONE_MS), { limit: MOST_UNDONE }),
  },
  {
    name: 'what is due to be sent',
    times: 50,
    // The lease is over at once, so that the next one finds as much.
    run({ deliveries }) {
      const now = new Date();
      return deliveries.lease(TRANSPORT, 'bench', MOST_DUE, now, new Date(now.getTime() - SECOND));
    },
  },
  { name: 'a case by its reference', times: 200, run: ({ cases }, { reference }) => cases.conversationOf(reference) },
  { name: "a conversation's cases", times: 200, run: ({ cases }, { id }) => cases.ofConversation(id) },
];
