import { sql } from 'drizzle-orm';
import { seedSamples } from '../../book/samples.ts';
import { Turns, type TurnsParts } from '../../bots/turns.ts';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import type { Locale } from '../../language/locale.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { AgentAction } from '../../services/conversations/agent-actions.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { codeOf } from '../../services/identity/codes.ts';
import { identityIn } from '../../services/identity/identity.ts';
import { Signals } from '../../services/signals.ts';
import type { Agent } from '../../services/staff/agent-store.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { WEDNESDAY } from './desk.ts';
import { learnt } from './learnt.ts';
import './memory.ts';
import { unhurried } from './moments.ts';

/** A clock that tests set by hand. */
export class HandClock {
  now = new Date(WEDNESDAY);
  readonly tell = (): Date => new Date(this.now);
  /** Lets time pass. */
  pass(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }
}

/** The desk without any wire: conversations are turns, one after another. */
export interface TalkDesk extends Pick<TurnsParts, 'knowledge' | 'recognizer' | 'zone' | 'logger'> {
  opened: OpenDatabase;
  turns: Turns;
  signals: Signals;
  clock: HandClock;
  /** Whether an agent is there, from now on; one is at the beginning. */
  attended(there: boolean): Promise<void>;
  /** Opens a conversation and lets the bot greet. */
  open(locale?: Locale): Promise<TestTalk>;
  close(): Promise<void>;
}

/** One conversation of a test. */
export interface TestTalk {
  id: string;
  /** Says something as the customer, `{code}` for the code that would come to their phone; returns what was said to the customer by anyone else in that turn. */
  say(text: string): Promise<LogEntry[]>;
  /** Says several things before any of them is answered. */
  sayAtOnce(texts: readonly string[]): Promise<LogEntry[]>;
  /** What was said to the customer since they looked last. */
  hear(): Promise<LogEntry[]>;
  /** Does something as an agent. */
  act(agent: Agent, action: AgentAction): Promise<LogEntry[]>;
  /** The whole log. */
  log(): Promise<LogEntry[]>;
}

/** How customers of the tests are verified. */
export const IDENTITY = { key: 'a key for tests', idDigits: 6, sends: true } as const;

/** A desk in memory, on a clock that stands still until the test moves it. */
export async function openTalkDesk(
  location: { folder: string } | { url: string } = { folder: 'memory://' },
  other: Partial<TurnsParts> = {},
): Promise<TalkDesk> {
  const logger = createLogger('silent');
  const signals = new Signals();
  const clock = new HandClock();
  const zone = 'Asia/Shanghai';
  const opened = await openDatabase(location, { signals, logger });
  const { database } = opened;
  await seedSamples(opened.drizzle, { clock: clock.tell, zone });
  const turns = new Turns({
    database,
    signals,
    ...learnt,
    writingTime: clock.tell,
    zone,
    logger,
    identity: IDENTITY,
    moment: unhurried(),
    ...other,
  });
  let opens = 0;
  const attended = await attending(opened);

  const open = async (locale: Locale = 'zh-CN'): Promise<TestTalk> => {
    const id = `talk-${++opens}`;
    let seen = 0;
    const heard = async (): Promise<LogEntry[]> => {
      const entries = await database.log.read(id, seen, { reader: 'customer', limit: 500 });
      seen = entries.at(-1)?.seq ?? seen;
      return entries.filter(({ role }) => role !== 'customer');
    };
    await database.conversations.create(
      newConversation(
        { id, channel: 'webchat', transport: 'direct-line', userId: `customer-${opens}`, locale, reference: undefined },
        clock.tell(),
      ),
    );
    await turns.run({
      conversationId: id,
      from: 'system',
      activity: { type: 'conversationUpdate', membersAdded: [{ id: 'customer' }] },
      correlationId: 'test',
    });
    await heard();
    const withCode = async (text: string): Promise<string> => {
      if (!text.includes('{code}')) return text;
      const { challenge } = identityIn((await database.conversations.find(id))?.state ?? {});
      return text.replace('{code}', codeOf(IDENTITY.key, { conversationId: id, nonce: challenge?.nonce ?? '' }));
    };
    const send = async (text: string) =>
      turns.run({
        conversationId: id,
        from: 'customer',
        activity: { type: 'message', text: await withCode(text), locale },
        correlationId: 'test',
      });
    return {
      id,
      async say(text) {
        await send(text);
        return heard();
      },
      async sayAtOnce(texts) {
        await Promise.all(texts.map(send));
        return heard();
      },
      async act(agent, action) {
        await turns.run({ conversationId: id, from: 'agent', agent, action, correlationId: 'test' });
        return heard();
      },
      hear: heard,
      log: () => database.log.read(id, 0, { reader: 'staff', limit: 10_000 }),
    };
  };
  return { attended, opened, turns, signals, clock, ...learnt, zone, logger, open, close: () => opened.close() };
}

/** Signs an agent in who is there until somebody says otherwise: no page of theirs has to be kept open. */
async function attending({ database, drizzle }: OpenDatabase): Promise<TalkDesk['attended']> {
  const agent = { id: 'there', email: 'there@localhost', name: '小安', role: 'agent', passwordHash: '' } as const;
  const expiresAt = new Date('2200-01-01T00:00:00Z');
  if (await database.agents.add(agent)) await database.agents.begin('there', { agent, csrf: '', expiresAt }, '');
  const attended = async (there: boolean) => {
    const seenAt = there ? expiresAt.toISOString() : null;
    await drizzle.execute(sql`update sessions set seen_at = ${seenAt}::timestamptz where agent_id = 'there'`);
  };
  await attended(true);
  return attended;
}
