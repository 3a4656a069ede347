import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import {
  activities,
  checkpointAnchors,
  checkpoints,
  conversations,
  treeLeaves,
  treeProgress,
  treeTiles,
} from '../../db/schema.ts';
import { readCheckpoint } from '../../services/checkpoints/checkpoint.ts';
import { type DeskKeys, growTree, type Step } from '../../services/checkpoints/grow.ts';
import { makeSigningKey } from '../../services/checkpoints/keys.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { Signals } from '../../services/signals.ts';
import type { Database, Stores } from '../../services/stores.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { locationOf } from './databases.ts';
import { WEDNESDAY } from './desk.ts';
import { HandClock } from './talk.ts';

/** Keys as a desk has them that never changed its own. */
export const newKeys = (name = 'insurer.example/desk'): DeskKeys => {
  const signing = makeSigningKey(name);
  return { signing, known: [signing] };
};

/** Logs without any talk, and the tree over their heads. */
export interface HeadsDesk {
  opened: OpenDatabase;
  database: Database;
  clock: HandClock;
  keys: DeskKeys;
  /** Something is said in a conversation, which is begun where it isn't there yet; at another time than now, or more slowly. */
  say(id: string, given?: { at?: Date; text?: string; before?: Promise<unknown> }): Promise<void>;
  /** One step; `last` as a process that did the one before would have it. */
  step(): Promise<Step>;
  /** Everything is as at the beginning. */
  clear(): Promise<void>;
  /** Steps until nothing is left. Returns how many leaves were added. */
  settle(): Promise<number>;
}

/** Opens logs on a database of its own. */
export async function openHeads(place: { DATA_DIR: string } | { DATABASE_URL: string }): Promise<HeadsDesk> {
  const location = locationOf(place);
  const opened = await openDatabase(location, { signals: new Signals(), logger: createLogger('silent') });
  const { database } = opened;
  const clock = new HandClock();
  const keys = newKeys();
  let last: ReturnType<typeof readCheckpoint>;
  const step = async () => {
    const done = await growTree(database, { keys, writingTime: clock.tell, last });
    if (done.made) last = readCheckpoint(done.made.note);
    return done;
  };
  return {
    ...{ opened, database, clock, keys, step },
    async say(id, { at = clock.tell(), text = 'hello', before } = {}) {
      await database.conversations.create(
        newConversation(
          {
            ...{ id, channel: 'webchat', transport: 'direct-line', userId: 'somebody', locale: 'en' },
            reference: undefined,
          },
          at,
        ),
      );
      await database.transaction(async ({ conversations }: Stores) => {
        const found = await conversations.lock(id);
        if (!found) throw new Error(`no conversation ${id}`);
        const inTurn = new ConversationInTurn(found.conversation, at);
        inTurn.append({ activity: { type: 'message', text }, role: 'customer' });
        await conversations.save(inTurn);
        await before;
      });
    },
    async clear() {
      for (const table of [
        activities,
        conversations,
        treeLeaves,
        treeTiles,
        treeProgress,
        checkpoints,
        checkpointAnchors,
      ])
        await opened.drizzle.delete(table);
      last = undefined;
      clock.now = new Date(WEDNESDAY);
    },
    async settle() {
      let added = 0;
      for (;;) {
        const done = await step();
        added += done.added;
        if (!done.more) return added;
      }
    },
  };
}
