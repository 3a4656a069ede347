import postgres from 'postgres';
import { LOCALES } from '../../../language/locale.ts';
import { linesOf, loadTalks } from '../talks/talks.ts';

/** Entries of a generated conversation. */
export const ENTRIES = 10;
/** Conversations of the last day, which every size has: what is under way doesn't grow with what is kept. */
export const DAY = 1_000;
/** Of them, the last ones: those that wait for a person; those after them that were left four days ago with something undone. */
const QUEUED = 200;
const UNDONE = 20;

/** Conversations that are written in one transaction. */
const AT_ONCE = 10_000;
/** Sentences of each kind that are generated from. */
const SENTENCES = 500;
/** Of what a bot says: characters. Some are as long as an answer with a clause in it. */
const ANSWERS = [30, 60, 90, 120, 160, 420];
const CLAUSE = '保险期间内，被保险人使用被保险机动车过程中，致使第三者遭受人身伤亡或者财产直接损毁，';

/** The id of the `n`th conversation, 1 the newest: as random as a real one, and known without asking. In SQL. */
export const ID = `'b' || substr(md5(n::text), 1, 21)`;

/** How many conversations so many entries are, the last day's among them. */
export const conversationsOf = (entries: number): number => Math.max(DAY, Math.round(entries / ENTRIES));

/**
 * Fills the desk's tables by plain SQL with so many conversations of {@link ENTRIES} entries, spread over a year, in the
 * order in which they would have come: 32 at the same time. For measuring alone: hashes, salts and digests are as long as
 * real ones and don't verify, and everybody says the same few hundred sentences. The indexes of the log are made
 * afterwards, all at once, and are smaller for it than those that grew. Returns seconds.
 */
export async function fill(databaseUrl: string, conversations: number): Promise<number> {
  const begun = performance.now();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const indexes = await dropIndexes(sql);
    await sql`select set_config('synchronous_commit', 'off', false)`;
    await sql.unsafe(THEN(conversations));
    await sql.unsafe('create temporary table said (place integer primary key, words text, answer text)');
    await sql`insert into said ${sql(sentences())}`;
    await sql`analyze said`;
    for (let last = conversations; last > 0; last -= AT_ONCE)
      await sql.begin(async (transaction) => {
        for (const statement of [CONVERSATIONS, OPEN_MATTERS, LOG, CASES, REFERENCES, DEADLINES, DELIVERIES, MISSES])
          await transaction.unsafe(statement, [last, Math.max(1, last - AT_ONCE + 1)]);
      });
    await sql`set maintenance_work_mem = '512MB'`;
    for (const make of indexes) await sql.unsafe(make);
    for (const table of [
      'conversations',
      'open_matters',
      'activities',
      'cases',
      'case_references',
      'case_deadlines',
      'deliveries',
      'misses',
    ])
      await sql.unsafe(`vacuum (analyze) ${table}`);
    await sql`checkpoint`;
  } finally {
    await sql.end();
  }
  return (performance.now() - begun) / 1000;
}

/** Takes the indexes off the log. Returns what makes them again. */
async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const keys = await sql<{ name: string; definition: string }[]>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = 'activities'::regclass and contype = 'p'`;
  for (const { name } of keys) await sql.unsafe(`alter table activities drop constraint "${name}"`);
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes where tablename = 'activities'`;
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`);
  return [
    ...keys.map(({ name, definition }) => `alter table activities add constraint "${name}" ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}

function sentences(): { place: number; words: string; answer: string }[] {
  const talks = loadTalks().filter(({ locale }) => locale === LOCALES[0]);
  const said = talks.flatMap((_, at) => linesOf(talks, at));
  return Array.from({ length: SENTENCES }, (_, at) => {
    const length = ANSWERS[at % ANSWERS.length] ?? 0;
    return {
      place: at,
      words: said[at % said.length] ?? '',
      answer: CLAUSE.repeat(12)
        .slice(at % 40)
        .slice(0, length),
    };
  });
}

/** When the `n`th conversation began, as a function of the session: the last {@link DAY} within a day, the rest within a year. */
const THEN = (conversations: number): string => `
create function pg_temp.began(n integer) returns timestamptz language sql stable as $$
  select date_trunc('milliseconds', now()) - case
    when n between ${QUEUED + 1} and ${QUEUED + UNDONE} then interval '4 days'
    when n <= ${DAY} then interval '1 hour' + n * interval '80 seconds'
    else interval '1 day' + (n - ${DAY}) * (interval '364 days' / ${Math.max(1, conversations - DAY)})
  end
$$`;

/** The conversations of one transaction, those that came first first. */
const FROM = `from (select n, ${ID} as id, pg_temp.began(n) as began from generate_series($1::integer, $2::integer, -1) n) c`;

const CONVERSATIONS = `
insert into conversations (id, channel, transport, user_id, locale, floor, state, head_seq, head_hash, head_at, queued_at, urgency, origin, crowd, created_at)
select id, 'webchat', 'direct-line', 'dl_' || md5('user' || n), 'zh-CN', case when n <= ${QUEUED} then 'queue' else 'bot' end,
  jsonb_build_object('stack', case when n between ${QUEUED + 1} and ${QUEUED + UNDONE}
      then '[{"dialog": "report-incident", "slots": {"kind": "collision"}}]'::jsonb else '[]'::jsonb end,
    'lastAnswer', jsonb_build_object('product', 'household-vehicle-2020', 'clause', 'c-' || n % 90, 'at', began)),
  ${ENTRIES}, md5('h' || n) || md5('${ENTRIES}' || n), began + ${ENTRIES - 1} * interval '10 seconds',
  case when n <= ${QUEUED} then began + interval '90 seconds' end, (n <= ${QUEUED} and n % 20 = 0)::integer, md5('origin' || n), 0, began
${FROM}`;

const OPEN_MATTERS = `
insert into open_matters (conversation_id, since)
select id, began ${FROM} where n between ${QUEUED + 1} and ${QUEUED + UNDONE}`;

/** A customer and the bot, one after the other; those of 32 conversations come mixed. */
const LOG = `
insert into activities (conversation_id, seq, id, message_id, role, audience, at, activity, salt, digest, hash)
select id, seq, entry, case when seq % 2 = 1 then id || '-' || seq end, case when seq % 2 = 1 then 'customer' else 'bot' end, 'all', at,
  jsonb_build_object('type', 'message', 'id', entry, 'timestamp', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'channelId', 'webchat', 'locale', 'zh-CN', 'conversation', jsonb_build_object('id', id)) ||
  case when seq % 2 = 1
    then jsonb_build_object('text', words, 'from', jsonb_build_object('id', 'dl_' || md5('user' || n), 'role', 'user'),
      'channelData', jsonb_build_object('clientActivityID', id || '-' || seq))
    else jsonb_build_object('text', answer, 'from', jsonb_build_object('id', 'policydesk', 'name', '客服', 'role', 'bot'),
      'inputHint', 'acceptingInput', 'replyToId', id || '|' || lpad((seq - 1)::text, 7, '0')) end,
  md5(entry), md5('d' || entry) || md5('e' || entry), md5('h' || entry) || md5('i' || entry)
from (
  select c.*, seq, id || '|' || lpad(seq::text, 7, '0') as entry, began + (seq - 1) * interval '10 seconds' as at
  ${FROM}, generate_series(1, ${ENTRIES}) seq
) e join said on said.place = (n * 7 + seq * 13) % ${SENTENCES}
order by n / 32 desc, seq, n desc`;

/** A conversation in 20 became a case, in turns a report and something unfinished. */
const OF_CASES = `${FROM} where n % 20 = 0`;
const KIND = `case when n % 40 = 0 then 'unfinished' else 'incident' end`;
const CASES = `
insert into cases (id, reference, kind, conversation_id, policy_number, step, data, opened_at)
select 'case-' || n, ${referenceOf('n')}, ${KIND}, id, null, 'filed',
  jsonb_build_object('kind', 'collision', 'place', '杭州市西湖区文三路', 'what', repeat('追尾', 40)), began + interval '90 seconds'
${OF_CASES}`;
const REFERENCES = `
insert into case_references (reference, conversation_id)
select ${referenceOf('n')}, id ${OF_CASES}`;
const DEADLINES = `
insert into case_deadlines (conversation_id, case_id, name, source, due_at)
select id, 'case-' || n, 'assess', '保险法 §23', began + interval '30 days' ${OF_CASES} and n % 40 <> 0`;

/** The reference of the `n`th conversation's case. In SQL. */
export function referenceOf(n: string): string {
  return `case when ${n} % 40 = 0 then 'WB' else 'BA' end || '261118-' || lpad(${n}::text, 8, '0')`;
}

/** What carries the push channel of the benchmark: nobody sends for it. */
export const TRANSPORT = 'bench';
/** A conversation in ten is a push channel's. Of the last day's, half have something to send. */
const DELIVERIES = `
insert into deliveries (conversation_id, transport, position, due_at)
select id, '${TRANSPORT}', ${ENTRIES}, case when n <= ${DAY / 2} then began end ${FROM} where n % 10 = 0`;

const MISSES = `
insert into misses (id, key, conversation_id, question, locale, nearest, asked_at)
select 'miss-' || n, 'key-' || n % 1000, id, '这种情况赔不赔', 'zh-CN', '[]', began ${FROM} where n % 15 = 0`;
