import { getTableColumns, getTableName, type Table } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PreparedTurn } from '../../services/conversations/prepared-turn.ts';
import { caseDeadlines, cases, conversations, deliveries, misses, verificationCodes } from '../schema.ts';
import { caseRow, deadlineRows, GROWING, MOVING } from '../stores/case-row.ts';
import { toRow } from '../stores/conversation-log.ts';
import { changedColumns, conversationColumns } from '../stores/conversation-row.ts';

/** A turn that was prepared longer ago, or later than now, was prepared by a clock that is wrong. */
const PREPARED = `between clock_timestamp() - interval '30 s' and clock_timestamp() + interval '1 s'`;

const columnsOf = (table: Table) =>
  Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: toSnakeCase(key),
    quoted: `"${toSnakeCase(key)}"`,
    type: column.getSQLType(),
  }));

type Name = keyof typeof conversations.$inferSelect;
const COLUMNS = columnsOf(conversations);
/** What never changes once a conversation is opened. */
const FIXED: readonly string[] = ['id', 'channel', 'transport', 'userId', 'origin', 'begunBy'] satisfies Name[];
/** What is written only where the turn says something of it: others may set it without an entry, or it is large. */
const KEPT_UNLESS_SAID: readonly string[] = ['state', 'reference', 'crowd'] satisfies Name[];

/** Where a turn's row takes each column from. */
const WRITTEN = COLUMNS.map(({ key, name }) => ({
  key: key as Name,
  name,
  from: KEPT_UNLESS_SAID.includes(key) ? 'changes' : 'conversation',
}));

const named = (names: readonly { quoted: string }[], of = '') => names.map(({ quoted }) => of + quoted).join(', ');

const typed = (table: Table) =>
  columnsOf(table)
    .map(({ quoted, type }) => `${quoted} ${type}`)
    .join(', ');

/** Rows of one parameter that go into a table with the turns of the conversations that they name as `turn`. */
const withTurn = (table: Table, parameter: string) => {
  const columns = named(columnsOf(table));
  return `insert into ${getTableName(table)} (${columns})
  select ${columns} from jsonb_to_recordset(${parameter}::text::jsonb) as r(turn text, ${typed(table)})
  where r.turn in (select id from kept)`;
};

/** A case that was kept before moves on. */
const MOVED = [
  ...MOVING.map((name) => `"${toSnakeCase(name)}" = excluded."${toSnakeCase(name)}"`),
  ...GROWING.map((name) => `"${name}" = ${getTableName(cases)}."${name}" || excluded."${name}"`),
].join(', ');

const changed = COLUMNS.filter(({ key }) => !FIXED.includes(key)).map(({ key, quoted }) =>
  KEPT_UNLESS_SAID.includes(key) ? `${quoted} = coalesce(t.${quoted}, c.${quoted})` : `${quoted} = t.${quoted}`,
);

/** Which form of the statement. */
interface Form {
  /** With cases, misses, codes to be sent, what wakes a channel, or a matter that was begun or ended. */
  more: boolean;
  /** The tables are spread over the servers of a Citus cluster. */
  spread: boolean;
}

/** The turns that may be kept, as far as they are known without a look at any table. */
const turns = `t as materialized (
  select * from jsonb_to_recordset($1::text::jsonb)
    as t(previous text, opens boolean, wakes_at timestamptz, begun_at timestamptz, ended boolean, messages text[], prepared_at timestamptz, ${typed(conversations)})
  where prepared_at ${PREPARED}
)`;

/** The conversation stands where its turn was prepared, and has none of the turn's messages. */
const stands = `c.id = t.id and c.head_hash = t.previous and not t.opens
    and not exists (select from activities a where a.conversation_id = c.id and a.message_id = any(t.messages))`;

/**
 * Moves conversations on. A lock that somebody has isn't waited for: whoever waits for one holds none of these. The lock
 * looks again at where the conversation stands once it has it, so of two processes that keep a turn of one conversation
 * one keeps it. Over several servers locks can't be skipped (Citus refuses it): there the update waits, and looks again
 * all the same.
 */
const moving = (spread: boolean): string =>
  spread
    ? `moved as (
  update conversations c set ${changed.join(', ')}
  from t where ${stands}
  returning c.id
)`
    : `locked as materialized (
  select c.id from conversations c join t on ${stands}
  for no key update of c skip locked
), moved as (
  update conversations c set ${changed.join(', ')}
  from t where c.id = t.id and c.id in (select id from locked)
  returning c.id
)`;

/**
 * Keeps turns of different conversations: each whole, or nothing of it. A conversation that doesn't stand where its turn
 * was prepared, or that has one of the turn's messages already, is left alone. One statement is one transaction: what the
 * database refuses of one turn, it refuses of all of them.
 */
const keeping = ({ more, spread }: Form): string => `
with ${turns}, ${moving(spread)}, opened as (
  insert into conversations (${named(COLUMNS)})
  select ${named(COLUMNS, 't.')} from t where t.opens
  on conflict do nothing
  returning id
), kept as materialized (
  select id from moved union all select id from opened
), entries as (
  insert into activities
  select r.* from jsonb_populate_recordset(null::activities, $2::text::jsonb) r
  where r.conversation_id in (select id from kept)
)${
  more
    ? `, kept_cases as (
  ${withTurn(cases, '$3')}
  on conflict (conversation_id, id) do update set ${MOVED}
), deadlines as (
  ${withTurn(caseDeadlines, '$4')}
  on conflict do nothing
), missed as (
  ${withTurn(misses, '$5')}
), codes as (
  ${withTurn(verificationCodes, '$6')}
), woken as (
  insert into deliveries (conversation_id, transport, due_at)
  select t.id, t.transport, t.wakes_at from t where t.wakes_at is not null and t.id in (select id from kept)
  on conflict (conversation_id) do update set wakes = ${getTableName(deliveries)}.wakes + 1,
    due_at = case when deliveries.attempts > 0 then deliveries.due_at else excluded.due_at end
), begun as (
  insert into open_matters (conversation_id, since)
  select t.id, t.begun_at from t where t.begun_at is not null and t.id in (select id from kept)
  on conflict (conversation_id) do update set since = excluded.since
), ended as (
  delete from open_matters m using t where m.conversation_id = t.id and t.ended and t.id in (select id from kept)
)`
    : ''
}
select array_to_json(array(select id from kept))::text as kept,
  (extract(epoch from clock_timestamp()) * 1000)::float8 as now`;

const texts = (spread: boolean) => ({ few: keeping({ more: false, spread }), all: keeping({ more: true, spread }) });
const ON_ONE_SERVER = texts(false);
const SPREAD_OVER_SERVERS = texts(true);

/** The statement that keeps these turns, of which no two are of one conversation, and its parameters. */
export function keepingOf(
  turns: readonly PreparedTurn[],
  { spread }: Pick<Form, 'spread'>,
): { text: string; parameters: string[] } {
  const { few, all } = spread ? SPREAD_OVER_SERVERS : ON_ONE_SERVER;
  const rows = JSON.stringify(turns.map(rowOf));
  const entries = JSON.stringify(turns.flatMap(({ inTurn }) => inTurn.appended.map(toRow)));
  const hasMore = ({ inTurn, cases, misses, codes, wakes }: PreparedTurn) =>
    inTurn.matter || wakes || cases.length > 0 || misses.length > 0 || codes.length > 0;
  if (!turns.some(hasMore)) return { text: few, parameters: [rows, entries] };
  const more = (of: (turn: PreparedTurn) => readonly object[]) =>
    JSON.stringify(turns.flatMap((turn) => of(turn).map((row) => ({ turn: idOf(turn), ...snakeCased(row) }))));
  return {
    text: all,
    parameters: [
      rows,
      entries,
      more(({ cases: kept }) => kept.map(caseRow)),
      more(({ cases: kept }) => kept.flatMap(deadlineRows)),
      more(({ misses: missed }) => missed),
      more(({ codes }) => codes),
    ],
  };
}

export const idOf = ({ inTurn }: PreparedTurn): string => inTurn.conversation.id;

function rowOf({ inTurn, opens, wakes, preparedAt }: PreparedTurn): Record<string, unknown> {
  const { conversation } = inTurn;
  const columns = conversationColumns(conversation);
  const changes = opens ? columns : changedColumns(inTurn);
  const row: Record<string, unknown> = {
    previous: inTurn.before.headHash,
    opens,
    wakes_at: wakes ? inTurn.now : null,
    begun_at: inTurn.matter === 'begun' ? conversation.headAt : null,
    ended: inTurn.matter === 'ended',
    prepared_at: preparedAt,
    messages: inTurn.appended.flatMap(({ messageId }) => messageId ?? []),
  };
  for (const { key, name, from } of WRITTEN) row[name] = (from === 'changes' ? changes : columns)[key];
  return row;
}

const snakeCased = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [toSnakeCase(key), value]));
