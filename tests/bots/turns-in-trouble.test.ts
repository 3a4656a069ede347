import { describe, expect, test, vi } from 'vitest';
import { WAIT_MS } from '../../bots/incoming/lines.ts';
import { SPEAK_MS } from '../../bots/speaking/speech.ts';
import { SETTLE_MS, TURN_MS, Turns } from '../../bots/turns.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { Signals } from '../../services/signals.ts';
import type { Database, Stores } from '../../services/stores.ts';
import { Unavailable } from '../../services/unavailable.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { learnt } from '../kit/learnt.ts';

/* A database that throws or never answers, at each step of a turn: whatever happens, the line goes on. */

const NOW = new Date('2026-11-18T15:30:00+08:00');
/** Of a turn that is prepared, and of one under the lock. */
const STEPS = {
  prepared: ['look', 'bot', 'keep'],
  locked: ['begin', 'lock', 'bot', 'save', 'wake', 'commit'],
} as const;
type Path = keyof typeof STEPS;
type Step = (typeof STEPS)[Path][number];
type Trouble = 'throws' | 'hangs';

/** One conversation in memory, in a database that fails once, at a step. */
class FailingDatabase {
  conversation: Conversation;
  log: LogEntry[] = [];
  #trouble: { step: Step; trouble: Trouble } | undefined;
  /** How often the trouble was met. */
  met = 0;
  /** Under the lock, where somebody has always kept a turn since another was prepared. */
  readonly #path: Path;

  constructor(path: Path) {
    this.#path = path;
    const given = { id: 'c', channel: 'x', transport: 'push', userId: 'u', locale: 'zh-CN' as const };
    this.conversation = newConversation({ ...given, reference: { some: 'where' } }, NOW);
  }

  failOnceAt(step: Step, trouble: Trouble): void {
    this.#trouble = { step, trouble };
  }

  async #at(step: Step): Promise<void> {
    if (this.#trouble?.step !== step) return;
    const { trouble } = this.#trouble;
    this.#trouble = undefined;
    this.met++;
    if (trouble === 'hangs') await new Promise(() => {});
    throw new Unavailable(`trouble at ${step}`);
  }

  get database(): Database {
    const transaction: Database['transaction'] = async (work) => {
      await this.#at('begin');
      let saved: ConversationInTurn | undefined;
      const writes: Promise<void>[] = [];
      const stores = {
        conversations: {
          lock: async (_id: string, messageId?: string) => {
            await this.#at('lock');
            const duplicateOf = this.log.find((entry) => messageId !== undefined && entry.messageId === messageId)?.id;
            return { conversation: structuredClone(this.conversation), duplicateOf, now: NOW };
          },
          save: async (inTurn: ConversationInTurn) => {
            await this.#at('save');
            saved = inTurn;
          },
          waitingAlike: async () => 0,
          waitingBefore: async () => {
            await this.#at('bot');
            return 0;
          },
        },
        deliveries: { wake: () => this.#at('wake') },
        policies: { find: async () => void (await this.#at('bot')) },
        cases: {},
        disclosures: {},
        misses: {},
        customers: {},
        insurerCases: {},
        identityTries: {},
        codes: {},
        agents: { isAnybodyThere: async () => true },
      } as unknown as Stores;
      const result = await work(stores, (write) => void writes.push(write));
      await Promise.all(writes);
      await this.#at('commit');
      if (saved) {
        this.conversation = structuredClone(saved.conversation);
        this.log.push(...saved.appended);
      }
      return result;
    };
    const keep: Database['keep'] = async ({ inTurn }) => {
      if (this.#path === 'locked') return { kept: false, now: NOW };
      await this.#at('keep');
      if (inTurn.appended.some(({ messageId }) => messageId && this.log.some((entry) => entry.messageId === messageId)))
        return { kept: false, now: NOW };
      this.conversation = structuredClone(inTurn.conversation);
      this.log.push(...inTurn.appended);
      return { kept: true, now: NOW };
    };
    const atBot = () => (this.#path === 'prepared' ? this.#at('bot') : undefined);
    const stores = {
      conversations: {
        look: async () => {
          if (this.#path === 'prepared') await this.#at('look');
          return { conversation: structuredClone(this.conversation), now: NOW };
        },
        waitingAlike: async () => 0,
        waitingBefore: async () => {
          await atBot();
          return 0;
        },
      },
      policies: { find: async () => void (await atBot()) },
      cases: {},
      disclosures: {},
      misses: {},
      customers: {},
      insurerCases: {},
      identityTries: {},
      codes: {},
      agents: { isAnybodyThere: async () => true },
    };
    return { ...stores, transaction, keep } as unknown as Database;
  }
}

function desk(path: Path, { timer = new HandTimer(), database }: { timer?: HandTimer; database?: Database } = {}) {
  const failing = new FailingDatabase(path);
  const turns = new Turns({
    database: database ?? failing.database,
    signals: new Signals(),
    ...learnt,
    writingTime: (now) => now,
    zone: 'Asia/Shanghai',
    logger: createLogger('silent'),
    timer: timer.start,
  });
  const say = (text: string) =>
    turns.run({
      conversationId: 'c',
      from: 'customer',
      activity: { type: 'message', text },
      messageId: text,
      correlationId: 'test',
    });
  const kept = () => failing.log.filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text);
  return { timer, failing, turns, say, kept };
}

const idle = () => new Promise<void>((resolve) => setImmediate(resolve));
/** Resolves once the trouble has been met and everything that could go on has. */
async function met(failing: FailingDatabase): Promise<void> {
  await vi.waitFor(() => expect(failing.met).toBe(1), { interval: 1 });
  await idle();
}

const EVERY = Object.entries(STEPS).flatMap(([path, steps]) => steps.map((step) => ({ path: path as Path, step })));
describe.each(EVERY)('a database with trouble at $step ($path)', ({ path, step }) => {
  // What asks the database for something while the bot speaks: the place in the queue.
  const first = '转人工';

  test.each<Trouble>(['throws', 'hangs'])(
    'that %s: nothing is kept, what waits is done, the line is let go',
    async (trouble) => {
      const { timer, failing, turns, say, kept } = desk(path);
      failing.failOnceAt(step, trouble);
      const turn = say(first);
      const heard = expect(turn).rejects.toThrow(Unavailable);
      // What came at once would be done with it.
      await idle();
      const behind = ['谢谢', '好的', '再见'].map(say);
      await met(failing);
      // The bot's own bound comes first where it is the bot that waits; it isn't the bot's fault.
      if (trouble === 'hangs') timer.goOff(step === 'bot' ? SPEAK_MS : TURN_MS);
      await heard;
      await Promise.all(behind);
      expect(kept()).toEqual(['谢谢', '好的', '再见']);
      expect(failing.conversation.floor.holder).toBe('bot');
      // The same message comes again, and is taken.
      await say(first);
      expect(kept()).toEqual(['谢谢', '好的', '再见', first]);
      await turns.settled();
      expect(timer.waits).toEqual([]);
    },
  );
});

test.each<[Path, Step]>([
  ['prepared', 'keep'],
  ['locked', 'lock'],
])(
  'trouble while several are answered together (%s): all hear of it at once, and each can come again',
  async (path, step) => {
    const { timer, failing, say, kept } = desk(path);
    const texts = ['好的', '再见', '转人工'];
    await say('谢谢');
    failing.failOnceAt(step, 'throws');
    const together = texts.map((text) => say(text));
    for (const { status } of await Promise.allSettled(together)) expect(status).toBe('rejected');
    expect(kept()).toEqual(['谢谢']);
    await Promise.all(texts.map((text) => say(text)));
    expect(kept()).toEqual(['谢谢', ...texts]);
    expect(timer.waits).toEqual([]);
  },
);

test('a message behind one that hangs doesn’t wait longer than its time, and is not done afterwards', async () => {
  const { timer, failing, say, kept } = desk('locked');
  failing.failOnceAt('begin', 'hangs');
  const first = expect(say('转人工')).rejects.toThrow(Unavailable);
  await met(failing);
  const second = expect(say('谢谢')).rejects.toThrow('were not done within');
  timer.goOff(WAIT_MS);
  await second;
  timer.goOff(TURN_MS);
  await first;
  await idle();
  expect(kept()).toEqual([]);
  await say('谢谢');
  expect(kept()).toEqual(['谢谢']);
});

test('a stop doesn’t wait for a turn that hangs', async () => {
  const { timer, failing, turns, say } = desk('prepared');
  failing.failOnceAt('keep', 'hangs');
  const turn = expect(say('谢谢')).rejects.toThrow(Unavailable);
  await met(failing);
  const settled = turns.settled();
  timer.goOff(SETTLE_MS);
  await settled;
  timer.goOff(TURN_MS);
  await turn;
});

test('a turn that is late is not tried again behind the back of whoever was told so', async () => {
  const timer = new HandTimer();
  let letGo: (error: Error) => void = () => {};
  const transaction = vi.fn(
    () =>
      new Promise<never>((_, reject) => {
        letGo = reject;
      }),
  );
  const { failing } = desk('locked');
  const database = { ...failing.database, transaction } as unknown as Database;
  const { turns, say } = desk('locked', { timer, database });
  const turn = expect(say('谢谢')).rejects.toThrow(Unavailable);
  await vi.waitFor(() => expect(transaction).toHaveBeenCalled(), { interval: 1 });
  timer.goOff(TURN_MS);
  await turn;
  letGo(Object.assign(new Error('two turns waited for each other'), { code: '40P01' }));
  await turns.settled();
  await idle();
  expect(transaction).toHaveBeenCalledTimes(1);
});
