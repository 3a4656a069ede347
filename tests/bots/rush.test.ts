import { expect, test } from 'vitest';
import type { Bot } from '../../bots/speaking/speech.ts';
import { TURNS_AT_ONCE } from '../../bots/turn/gate.ts';
import { TURN_MS, Turns } from '../../bots/turns.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { Signals } from '../../services/signals.ts';
import type { Database } from '../../services/stores.ts';
import { Unavailable } from '../../services/unavailable.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { learnt } from '../kit/learnt.ts';

/* Everybody comes at once: so many are answered side by side as one thread can, and the others wait for their turn. */

const NOW = new Date('2026-11-18T15:30:00+08:00');
const EVERYBODY = Array.from({ length: 3 * TURNS_AT_ONCE }, (_, at) => `c${at}`);

/** A desk on a database that keeps everything at once, and looks conversations up by `look`. */
function desk(bot: Bot, look: (id: string) => Promise<void> = async () => {}) {
  const timer = new HandTimer();
  const kept: string[] = [];
  const nothing = { policies: {}, cases: {}, disclosures: {}, misses: {}, customers: {}, insurerCases: {} };
  const database = {
    ...{ ...nothing, identityTries: {}, codes: {}, agents: {} },
    conversations: {
      look: async (id: string) => {
        await look(id);
        const given = { id, channel: 'x', transport: 'push' as const, userId: 'u', locale: 'zh-CN' as const };
        return { conversation: newConversation({ ...given, reference: { some: 'where' } }, NOW), now: NOW };
      },
    },
    keep: async ({ inTurn }: Parameters<Database['keep']>[0]) => {
      kept.push(inTurn.conversation.id);
      return { kept: true, now: NOW };
    },
  } as unknown as Database;
  const turns = new Turns({
    ...{ database, bot, signals: new Signals(), ...learnt, writingTime: (now) => now, zone: 'Asia/Shanghai' },
    logger: createLogger('silent'),
    timer: timer.start,
  });
  const say = (conversationId: string) =>
    turns.run({
      ...{ conversationId, from: 'customer', messageId: conversationId, correlationId: 'test' },
      activity: { type: 'message', text: '你好' },
    });
  return { timer, kept, say };
}

const idle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('so many are answered at once, and who waits is answered when one of them is', async () => {
  const answering: (() => void)[] = [];
  const { kept, say } = desk({ run: () => new Promise((resolve) => answering.push(resolve)) });
  const all = Promise.all(EVERYBODY.map(say));
  await idle();
  expect(answering).toHaveLength(TURNS_AT_ONCE);
  answering.shift()?.();
  await idle();
  expect(answering).toHaveLength(TURNS_AT_ONCE);
  expect(kept).toEqual([EVERYBODY[0]]);
  for (let answered = answering.shift(); answered; answered = answering.shift()) {
    answered();
    await idle();
  }
  await all;
  expect(kept.toSorted()).toEqual(EVERYBODY.toSorted());
});

test('turns that hang keep nobody out for longer than a turn may take', async () => {
  const hanging = new Set(EVERYBODY.slice(0, TURNS_AT_ONCE));
  const look = (id: string) => (hanging.has(id) ? new Promise<never>(() => {}) : Promise.resolve());
  const { timer, kept, say } = desk({ run: async () => {} }, look);
  const hung = [...hanging].map((id) => expect(say(id)).rejects.toThrow(Unavailable));
  await idle();
  timer.goOff(TURN_MS);
  await Promise.all(hung);
  await say('next');
  expect(kept).toEqual(['next']);
});
