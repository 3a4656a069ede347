import type { Disturbance, Scene } from '../kit/disturbance.ts';
import { onServer, type ServerGround } from '../kit/ground.ts';
import { terminateAll } from './server.ts';

const on = { needs: ['postgresql'], ground: onServer } as const;

const databaseOf = ({ ground }: Scene) => new URL(ground.ownersUrl).pathname.slice(1);

/** Sets what new sessions of the desk begin with, and ends the old ones. */
async function begunWith(scene: Scene, settings: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await scene.sql(`alter database ${databaseOf(scene)} set ${name} = ${value}`);
  await terminateAll(scene);
}

async function setBack(scene: Scene): Promise<void> {
  await scene.sql(`alter database ${databaseOf(scene)} reset all`);
  await terminateAll(scene);
}

const defaults = (name: string, settings: Record<string, string>): Disturbance<ServerGround> => ({
  ...on,
  name: `default-${name}`,
  what: `sessions begin with ${Object.entries(settings)
    .map(([setting, value]) => `${setting} = ${value}`)
    .join(', ')}; the second desk is started again with it`,
  disturb: (scene) => begunWith(scene, settings),
  after: setBack,
});

/** Each has broken a desk, or would break one that leaves it to the server. */
const DEFAULTS: Record<string, string> = {
  datestyle: `'German'`,
  intervalstyle: `'sql_standard'`,
  timezone: `'America/St_Johns'`,
  bytea_output: `'escape'`,
  standard_conforming_strings: 'off',
  extra_float_digits: '-15',
  search_path: `'pg_catalog'`,
  default_transaction_isolation: `'serializable'`,
  default_transaction_deferrable: 'on',
  lc_messages: `'C'`,
  client_encoding: `'LATIN1'`,
  array_nulls: 'off',
  transform_null_equals: 'on',
  quote_all_identifiers: 'on',
  synchronous_commit: 'off',
};

/** What a session may begin with, and how long it may wait. */
export const SESSIONS: readonly Disturbance<ServerGround>[] = [
  defaults('all', DEFAULTS),
  ...['datestyle', 'bytea_output', 'search_path', 'default_transaction_isolation', 'client_encoding'].map((name) =>
    defaults(name, { [name]: DEFAULTS[name] as string }),
  ),
  {
    ...on,
    name: 'statement-timeout',
    what: "the server gives up statements after 250 ms, and a stranger's lock on the whole table makes them wait for three seconds",
    async disturb(scene) {
      await begunWith(scene, { statement_timeout: `'250ms'` });
      await scene.sql('begin; lock table conversations in access exclusive mode; select pg_sleep(3); commit');
      await setBack(scene);
    },
  },
  {
    ...on,
    name: 'idle-timeout',
    what: 'the server ends sessions that idle in a transaction for 10 ms, or at all for 100 ms, for five seconds',
    async disturb(scene) {
      await begunWith(scene, {
        idle_in_transaction_session_timeout: `'10ms'`,
        idle_session_timeout: `'100ms'`,
      });
      await scene.last(5_000);
      await setBack(scene);
    },
  },
];

const locked = (name: string, seconds: number): Disturbance<ServerGround> => ({
  ...on,
  name,
  what: `a stranger holds the row of one conversation of each desk for ${seconds} s: the others go on`,
  unfeltMs: 3_000,
  async disturb({ crowd, bystanders, exempt, sql }) {
    const held = [crowd.customers[0], bystanders.customers[0]].flatMap((customer) => customer ?? []);
    for (const customer of held) exempt(customer);
    const ids = held.map(({ conversationId }) => `'${conversationId}'`).join(', ');
    await sql(
      `begin; select from conversations where id in (${ids}) for update; select pg_sleep(${seconds}); commit`,
      (seconds + 5) * 1_000,
    );
  },
});

/** What others do with the desk's rows. */
export const LOCKS: readonly Disturbance<ServerGround>[] = [locked('locked', 6), locked('locked-long', 60)];
