import { PgBouncer } from '../../kit/pgbouncer.ts';
import type { Disturbance } from '../kit/disturbance.ts';
import { onServer, type ServerGround } from '../kit/ground.ts';
import { programAt } from '../kit/needs.ts';
import { terminateAll } from './server.ts';

/** A server behind PgBouncer in session mode: the desk's way leads through it, the owner's past it. */
interface PoolerGround extends ServerGround {
  readonly pooler: PgBouncer;
}

async function behindPooler(): Promise<PoolerGround> {
  const ground = await onServer();
  let pooler: PgBouncer | undefined;
  const close = async () => {
    await pooler?.remove();
    await ground.close();
  };
  try {
    pooler = await PgBouncer.before(ground.url, programAt('pgbouncer') ?? '', 'session');
    await pooler.start();
    return { ...ground, pooler, url: pooler.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const on = { needs: ['postgresql', 'program:pgbouncer'], ground: behindPooler } as const;

/** What befalls a server, or its pooler, where one stands between. */
export const POOLER: readonly Disturbance<PoolerGround>[] = [
  {
    ...on,
    name: 'pooler-terminated-4',
    what: 'every connection between PgBouncer (session mode) and the server is ended by the server, four times, 400 ms apart',
    async disturb(scene) {
      for (let time = 1; time <= 4; time++) {
        await terminateAll(scene);
        await scene.last(400);
      }
    },
  },
  {
    ...on,
    name: 'pooler-stopped',
    what: 'the server behind PgBouncer (session mode) is stopped for five seconds',
    async disturb({ ground: { server }, last }) {
      await server.stop('fast');
      await last(5_000);
      await server.start();
    },
  },
  {
    ...on,
    name: 'pooler-killed',
    what: 'PgBouncer (session mode) is killed, and started again after two seconds',
    async disturb({ ground: { pooler }, last }) {
      await pooler.kill();
      await last(2_000);
      await pooler.start();
    },
  },
];
