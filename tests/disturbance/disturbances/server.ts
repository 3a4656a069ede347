import type { Disturbance, Scene } from '../kit/disturbance.ts';
import { onServer, ROLE, type ServerGround } from '../kit/ground.ts';

/** Ends every connection of the desks, as an administrator does. */
export const terminateAll = (scene: Pick<Scene, 'sql'>) =>
  scene.sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${ROLE}'`);

const on = { needs: ['postgresql'], ground: onServer } as const;

const terminated = (times: number): Disturbance<ServerGround> => ({
  ...on,
  name: `terminated-${times}`,
  what: `every connection is ended by the server, ${times} times, 400 ms apart`,
  async disturb(scene) {
    for (let time = 1; time <= times; time++) {
      await terminateAll(scene);
      await scene.last(400);
    }
  },
});

const stopped = (how: 'fast' | 'immediate'): Disturbance<ServerGround> => ({
  ...on,
  name: `stopped-${how}`,
  what: `the server is stopped (${how}) for five seconds`,
  async disturb({ ground: { server }, last }) {
    await server.stop(how);
    await last(5_000);
    await server.start();
  },
});

/** What befalls a server itself. */
export const SERVER: readonly Disturbance<ServerGround>[] = [
  terminated(2),
  terminated(4),
  terminated(12),
  stopped('fast'),
  stopped('immediate'),
  {
    ...on,
    name: 'restarted',
    what: 'the server is restarted while all stream',
    async disturb({ ground: { server } }) {
      await server.stop('fast');
      await server.start();
    },
  },
  {
    ...on,
    name: 'postmaster-killed',
    what: "the server's first process is killed, and the server started again",
    async disturb({ ground: { server } }) {
      await server.kill();
      await server.start();
    },
  },
  {
    ...on,
    name: 'held',
    what: 'all processes of the server stand still for eight seconds: connections stay open, nothing is answered',
    async disturb({ ground: { server }, last }) {
      server.hold();
      await last(8_000);
      server.release();
    },
  },
  {
    ...on,
    name: 'lifetime',
    what: 'no fault at all: connections are renewed by age while all talk',
    parameters: { max_lifetime: '5' },
    unfeltMs: 3_000,
    disturb: ({ last }) => last(20_000),
  },
  {
    ...on,
    name: 'read-only',
    what: 'the server takes no writes for five seconds, as a standby before it is promoted',
    async disturb({ sql, last }) {
      await sql('alter system set default_transaction_read_only = on');
      await sql('select pg_reload_conf()');
      await last(5_000);
      await sql('alter system reset default_transaction_read_only');
      await sql('select pg_reload_conf()');
    },
  },
  {
    ...on,
    name: 'connection-limit',
    what: 'the role may have four connections for five seconds, and the others are ended',
    lookAsOwner: true,
    stopAfterMs: 0,
    async disturb(scene) {
      await scene.sql(`alter role ${ROLE} connection limit 4`);
      await terminateAll(scene);
      await scene.last(5_000);
      await scene.sql(`alter role ${ROLE} connection limit -1`);
    },
  },
  {
    ...on,
    name: 'no-connections',
    what: 'the role may have no connection at all for five seconds',
    async disturb(scene) {
      await scene.sql(`alter role ${ROLE} connection limit 0`);
      await terminateAll(scene);
      await scene.last(5_000);
      await scene.sql(`alter role ${ROLE} connection limit -1`);
    },
  },
];
