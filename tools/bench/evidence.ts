import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Keeper } from '../../anchors/keeper.ts';
import { writeKey } from '../../anchors/key-file.ts';
import { print } from '../../cli/lines.ts';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { activities } from '../../db/schema.ts';
import { makeSigningKey } from '../../services/checkpoints/keys.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { Signals } from '../../services/signals.ts';
import { writingTimeAhead } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { findPostgres, freshDatabase } from '../lab/postgres.ts';
import { ended, spawnProgram } from '../lab/processes.ts';
import { mostResident, processorSeconds } from './process-figures.ts';
import { rounded } from './statistics.ts';

/** A small database, and a large one: of what doesn't grow with them, the peak stays. */
const SIZES = [1_000, 10_000] as const;
const ENTRIES = 30;
/** Conversations between two checkpoints. */
const BETWEEN = 250;
/** One log among them is of large entries, as many as a channel's texts may be, after a few small ones. */
const LARGE = { small: 100, entries: 300, characters: 100_000 };
/** Each conversation goes on once, after others were begun: its log has two leaves. */
const PARTS = 2;
const AT_ONCE = 4;
/** Some of what is said is as long as an answer with a clause in it. */
const SAYINGS = [40, 120, 900].map((characters) =>
  '被保险人应当在事故发生后及时通知。'.repeat(60).slice(0, characters),
);

/**
 * `desk bench evidence`: what `desk verify --all` takes on a PostgreSQL with 1,000 and with 10,000 conversations of 30 entries (and one log of 300 texts of 100,000 characters), under
 * checkpoints as the desk makes them: as they stand, and after an entry in the middle was changed. Some five minutes.
 */
export async function benchEvidence(): Promise<void> {
  const postgres = await findPostgres();
  if (!postgres) throw new Error('no PostgreSQL was found: set TEST_DATABASE_URL or install its server');
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-bench-'));
  try {
    const keyFile = join(folder, 'evidence.key');
    const signing = makeSigningKey('insurer.example/bench');
    await writeKey(keyFile, signing);
    const url = await freshDatabase(postgres.url);
    const opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('warn') });
    const keys = { signing, known: [signing] };
    try {
      const keeper = new Keeper({ database: opened.database, keys, ...AROUND });
      const environment = { DATABASE_URL: url, EVIDENCE_KEY_FILE: keyFile, TZ: 'Asia/Shanghai' };
      await say(opened.database, 'bench-large', LARGE.small, SAYINGS);
      for (let said = 0; said < LARGE.entries; said += ENTRIES)
        await say(opened.database, 'bench-large', ENTRIES, ['条'.repeat(LARGE.characters)]);
      let filled = 0;
      for (const size of SIZES) {
        await fill(opened, keeper, { from: filled, to: size });
        filled = size;
        await verifying('as it stands', environment);
      }
      const [id, seq] = [idOf(filled / 2), ENTRIES / 2];
      await opened.drizzle
        .update(activities)
        .set({ activity: sql`jsonb_set(${activities.activity}, '{text}', '"something else"')` })
        .where(sql`${activities.conversationId} = ${id} and ${activities.seq} = ${seq}`);
      await verifying(`with entry ${seq} of ${id} changed`, environment);
    } finally {
      await opened.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const AROUND = { writingTime: writingTimeAhead(0), logger: createLogger('warn') };

const idOf = (index: number): string => `bench-${String(index).padStart(6, '0')}`;

/** Writes the conversations through the desk's own stores, with a checkpoint now and then. */
async function fill(
  { database }: OpenDatabase,
  keeper: Keeper,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const begun = performance.now();
  for (let part = 0; part < PARTS; part++)
    for (let next = from; next < to; next += BETWEEN) {
      const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
        for (let index = next + lane; index < next + BETWEEN; index += AT_ONCE)
          await say(database, idOf(index), ENTRIES / PARTS, SAYINGS);
      });
      await Promise.all(lanes);
      await keeper.catchUp();
    }
  print({
    figure: 'filled',
    conversations: to,
    entries: to * ENTRIES,
    unit: 's',
    value: rounded((performance.now() - begun) / 1000),
  });
}

async function say(
  database: OpenDatabase['database'],
  id: string,
  entries: number,
  sayings: readonly string[],
): Promise<void> {
  const given = { id, channel: 'webchat', transport: 'direct-line', userId: `customer-of-${id}` } as const;
  await database.conversations.create(newConversation({ ...given, locale: 'zh-CN', reference: undefined }, new Date()));
  await database.transaction(async ({ conversations }) => {
    const found = await conversations.lock(id);
    if (!found) throw new Error(`no conversation ${id}`);
    const inTurn = new ConversationInTurn(found.conversation, found.now);
    for (let entry = 0; entry < entries; entry++)
      inTurn.append({
        activity: { type: 'message', text: `${entry} ${sayings[entry % sayings.length]}` },
        role: entry % 2 === 0 ? 'customer' : 'bot',
      });
    await conversations.save(inTurn);
  });
}

/** Runs `desk verify --all` in a process of its own, and prints what it said and took. */
async function verifying(when: string, environment: Record<string, string>): Promise<void> {
  const from = performance.now();
  const child = spawnProgram('cli/policydesk.js', environment, { args: ['verify', '--all', '--json'] });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const said = Promise.all([text(stdout), text(stderr), ended(child)]);
  let [peak, cpu, over] = [0, 0, false];
  void said.then(() => {
    over = true;
  });
  for (; !over; await wait(50)) {
    peak = Math.max(peak, mostResident(child.pid));
    cpu = Math.max(cpu, processorSeconds(child.pid));
  }
  const [printed, errors] = await said;
  const lines = printed.split('\n').filter(Boolean);
  print({
    figure: 'verify --all',
    when,
    s: rounded((performance.now() - from) / 1000),
    cpu_s: rounded(cpu),
    peak_MB: rounded(peak),
    code: child.exitCode,
    said: lines.map((line) => JSON.parse(line)),
    ...(errors ? { errors } : {}),
  });
}
