import { createInterface } from 'node:readline';
import { seedSamples } from '../../book/samples.ts';
import { Turns } from '../../bots/turns.ts';
import { type Config, readConfig } from '../../config.ts';
import { openDatabase } from '../../db/open.ts';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { Locale } from '../../language/locale.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { Signals } from '../../services/signals.ts';
import { offsetOf } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { minutesLater } from '../later.ts';
import { standingOf, toldOf } from '../told.ts';
import { localeIn, options, Usage } from '../usage.ts';

/** How a terminal is talked through. */
export interface Terminal {
  lines: AsyncIterable<string>;
  print(line: string): void;
}

export interface TalkOptions {
  locale: Locale;
  /** When it begins; now, unless told. */
  clock?: Date | undefined;
  /** With how each line was read, what took it, what is in hand and what was stored. */
  why: boolean;
  knowledgeDir?: string | undefined;
  model?: Config['model'];
  zone: string;
}

/** One talks to a desk in the terminal. It is one of its own, in memory, with the sample policies: nothing is kept. */
export const talk = async (args: string[]): Promise<void> => {
  const why = args.includes('--why');
  const { given, rest } = options(
    args.filter((arg) => arg !== '--why'),
    ['clock', 'locale'],
  );
  if (rest.length > 0) throw new Usage(`unknown: ${rest.join(' ')}`);
  const clock = given.clock === undefined ? undefined : new Date(given.clock);
  if (clock && Number.isNaN(clock.getTime()))
    throw new Usage(`--clock is a time like 2026-11-18T15:30:00+08:00, not ${given.clock}`);
  const { locale, zone, knowledgeDir, model } = readConfig(process.env);
  process.env.TZ = zone;
  // Asked for at once: what is piped in would be over before the desk stands.
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  await talkIn(
    { lines, print: (line) => console.log(line) },
    { locale: localeIn(given.locale) ?? locale, clock, why, knowledgeDir, model, zone },
  );
};

/** What {@link talk} does, line by line, until there are no more. */
export async function talkIn({ lines, print }: Terminal, given: TalkOptions): Promise<void> {
  const { locale, zone, why } = given;
  const logger = createLogger('warn', { causes: true });
  const signals = new Signals();
  let offset = offsetOf(given.clock);
  const now = () => new Date(Date.now() + offset);
  const opened = await openDatabase({ folder: 'memory://' }, { signals, logger });
  try {
    const { database } = opened;
    await seedSamples(opened.drizzle, { clock: now, zone });
    const recognizer = recognizerOfConversations();
    const secondReading =
      given.model &&
      (await import('../../model/second-reading.ts')).secondReadingBy(given.model, {
        recognizer,
        clock: now,
        zone,
        logger,
      });
    const turns = new Turns({
      ...{ database, signals, recognizer, secondReading, zone, logger },
      knowledge: loadKnowledge(given.knowledgeDir),
      writingTime: (databaseNow) => new Date(databaseNow.getTime() + offset),
    });
    const id = 'talk';
    const who = { id, channel: 'webchat', transport: 'direct-line', userId: 'customer', locale, reference: undefined };
    await database.conversations.create(newConversation(who, now()));
    const turn = { conversationId: id, correlationId: 'talk' };
    await turns.run({
      ...turn,
      from: 'system',
      activity: { type: 'conversationUpdate', membersAdded: [{ id: 'customer' }] },
    });
    let seen = 0;
    const hear = async () => {
      const entries = await database.log.read(id, seen, { reader: 'staff', limit: 500 });
      seen = entries.at(-1)?.seq ?? seen;
      for (const entry of entries) for (const line of toldOf(entry, why)) print(line);
    };
    await hear();
    for await (const line of lines) {
      const text = line.trim();
      const later = minutesLater(text);
      if (later !== undefined) {
        offset += later * 60_000;
        print(`(${now().toLocaleString('sv-SE', { timeZone: zone })})`);
        continue;
      }
      if (text === '') continue;
      if (why) print(`  read    ${JSON.stringify(recognizer.understand(text))}`);
      await turns.run({ ...turn, from: 'customer', activity: { type: 'message', text } });
      await hear();
      if (why) for (const told of await standingOf(database, id)) print(told);
    }
  } finally {
    await opened.close();
  }
}
