import { findPrograms } from '../../../tools/lab/postgres-server.ts';
import type { Disturbance } from '../kit/disturbance.ts';
import { asRole, databaseFor, type Ground } from '../kit/ground.ts';
import { Cluster } from '../patroni/cluster.ts';

/** A failover cluster. */
interface ClusterGround extends Ground {
  readonly cluster: Cluster;
}

async function onCluster(): Promise<ClusterGround> {
  const cluster = await Cluster.up(findPrograms() ?? '');
  try {
    const ownersUrl = await databaseFor(cluster.url);
    return { cluster, url: asRole(ownersUrl), ownersUrl, close: () => cluster.remove() };
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}

const on = {
  needs: ['postgresql', 'program:patroni', 'program:etcd', 'program:haproxy'],
  ground: onCluster,
} as const;

/** What befalls a cluster of three members with synchronous replication behind HAProxy. */
export const FAILOVER: readonly Disturbance<ClusterGround>[] = [
  {
    ...on,
    name: 'failover',
    what: 'the primary of a Patroni cluster is killed together with its Patroni: a standby takes over',
    disturb: ({ ground: { cluster } }) => cluster.killLeader(),
  },
  {
    ...on,
    name: 'failover-server',
    what: "the first process of a Patroni cluster's primary is killed alone",
    disturb: ({ ground: { cluster } }) => cluster.killLeadersServer(),
  },
  {
    ...on,
    name: 'switchover',
    what: 'a Patroni cluster is told to hand the lead to its synchronous standby',
    disturb: ({ ground: { cluster } }) => cluster.switchOver(),
  },
];
