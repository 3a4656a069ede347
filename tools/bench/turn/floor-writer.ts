import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { linesOf, loadTalks } from '../talks/talks.ts';
import { allAtOnce, type Customer } from './at-once.ts';
import { GroupCommit } from './group-commit.ts';
import { type Done, type Job, serve } from './job.ts';

/*
 * The smallest durable writer, a program of its own: `floor-writer.ts <database url>`. Of each turn it writes what no
 * desk can leave out, in the desk's own tables: the conversation's row, what the customer said and what the bot said.
 * One connection, one statement for all turns that wait. It has no server, understands nothing and hashes nothing.
 */

/** A turn as the statement takes it: the row as it is to stand, `prev` as it must stand now, and two entries. */
interface Turn {
  conversation: Record<string, unknown>;
  prev: string;
  entries: readonly Record<string, unknown>[];
}

/** Whole turns or none: what isn't where it was thought to be is left out, entries and all. */
const STATEMENT = `
with t as (
  select * from jsonb_to_recordset($1::text::jsonb) as t(id text, prev text, head_seq integer, head_hash text, head_at timestamptz)
),
moved as (
  update conversations c set head_seq = t.head_seq, head_hash = t.head_hash, head_at = t.head_at
  from t where c.id = t.id and c.head_hash = t.prev returning c.id
),
opened as (
  insert into conversations select * from jsonb_populate_recordset(null::conversations, $2::text::jsonb)
  on conflict do nothing returning id
),
kept as (select id from moved union all select id from opened),
put as (
  insert into activities select r.* from jsonb_populate_recordset(null::activities, $3::text::jsonb) r
  where r.conversation_id in (select id from kept)
)
select id from kept`;

const sql = postgres(process.argv[2] ?? '', { max: 1, onnotice: () => {} });
const talks = loadTalks();

const commits = new GroupCommit<Turn>(async (turns) => {
  const later = turns.filter(({ prev }) => prev !== '');
  const kept = await sql.unsafe(
    STATEMENT,
    [
      JSON.stringify(later.map(({ conversation, prev }) => ({ ...conversation, prev }))),
      JSON.stringify(turns.filter(({ prev }) => prev === '').map(({ conversation }) => conversation)),
      JSON.stringify(turns.flatMap(({ entries }) => entries)),
    ],
    { prepare: true },
  );
  if (kept.length !== turns.length) throw new Error(`${turns.length - kept.length} turns of the floor were not kept`);
});

/** As long as a real one; what it says doesn't matter to what it costs. */
const hash = (): string => randomBytes(32).toString('hex');

function entry(id: string, seq: number, said: { role: 'customer' | 'bot'; text: string; at: string }) {
  const { role, text, at } = said;
  const entryId = `${id}|${String(seq).padStart(7, '0')}`;
  return {
    conversation_id: id,
    seq,
    id: entryId,
    message_id: role === 'customer' ? `${id}-${seq}` : null,
    role,
    audience: 'all',
    at,
    activity: {
      type: 'message',
      id: entryId,
      timestamp: at,
      channelId: 'directline',
      from: { id: role === 'bot' ? 'policydesk' : `dl_${id}`, role: role === 'bot' ? 'bot' : 'user' },
      conversation: { id },
      text,
      ...(role === 'bot' ? { inputHint: 'acceptingInput' } : { channelData: { clientActivityID: `${id}-${seq}` } }),
    },
    salt: hash(),
    digest: hash(),
    hash: hash(),
  };
}

/** What the row of a conversation needs once; afterwards only its head moves. */
const fresh = (id: string, at: string) => ({
  id,
  channel: 'directline',
  transport: 'directline',
  user_id: `dl_${id}`,
  locale: 'zh-CN',
  floor: 'bot',
  state: {},
  urgency: 0,
  origin: '',
  crowd: 0,
  created_at: at,
});

function come(job: Job): Promise<Done> {
  let next = job.from;
  return allAtOnce(job, (): Customer => {
    let lines: string[] = [];
    let said = 0;
    let head = { id: '', seq: 0, hash: '' };
    return async () => {
      if (said === lines.length) {
        lines = linesOf(talks, next++);
        said = 0;
        head = { id: randomUUID(), seq: 0, hash: '' };
      }
      const from = performance.now();
      const { id, seq, hash: prev } = head;
      const text = lines[said++] ?? '';
      const at = new Date().toISOString();
      const entries = [
        entry(id, seq + 1, { role: 'customer', text, at }),
        entry(id, seq + 2, { role: 'bot', text: `Echo: ${text}`, at }),
      ];
      head = { id, seq: seq + 2, hash: hash() };
      const moved = { id, head_seq: head.seq, head_hash: head.hash, head_at: at };
      await commits.keep({ conversation: prev === '' ? { ...fresh(id, at), ...moved } : moved, prev, entries });
      return performance.now() - from;
    };
  });
}

serve(come);
