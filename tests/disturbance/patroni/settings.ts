import { join } from 'node:path';

/** Where a member of the cluster listens and keeps its data. */
export interface MemberPlace {
  name: string;
  folder: string;
  serverPort: number;
  restPort: number;
}

/** The server's owner, on every member. */
export const OWNER = 'policydesk';

/** Seconds after which a leader that says nothing has lost its lead. What a failover takes is mostly this. */
const TTL_SECONDS = 20;

export const etcdArguments = (folder: string, clientPort: number, peerPort: number): string[] => {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    ...['--name', 'one', '--data-dir', join(folder, 'etcd'), '--log-level', 'error', '--logger', 'zap'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `one=${peer}`],
  ];
};

/** Patroni's configuration of one member; docs/operations.md shows the same for who runs one. JSON is YAML. */
export const patroniSettings = (member: MemberPlace, programs: string, etcdPort: number): string =>
  JSON.stringify({
    scope: 'policydesk',
    name: member.name,
    restapi: { listen: `127.0.0.1:${member.restPort}`, connect_address: `127.0.0.1:${member.restPort}` },
    etcd3: { host: `127.0.0.1:${etcdPort}` },
    bootstrap: {
      dcs: {
        ttl: TTL_SECONDS,
        loop_wait: 2,
        retry_timeout: 3,
        synchronous_mode: true,
        maximum_lag_on_failover: 0,
        postgresql: {
          use_pg_rewind: true,
          use_slots: true,
          parameters: { max_connections: 200, shared_buffers: '32MB', wal_keep_size: '128MB' },
        },
      },
      initdb: ['data-checksums', { encoding: 'UTF8' }, { locale: 'C.UTF-8' }, { auth: 'trust' }],
    },
    postgresql: {
      listen: `127.0.0.1:${member.serverPort}`,
      connect_address: `127.0.0.1:${member.serverPort}`,
      data_dir: join(member.folder, 'data'),
      bin_dir: programs,
      pgpass: join(member.folder, 'pgpass'),
      parameters: { unix_socket_directories: member.folder },
      pg_hba: ['local all all trust', 'host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'],
      authentication: {
        superuser: { username: OWNER, password: 'unused' },
        replication: { username: 'replicator', password: 'unused' },
        rewind: { username: 'rewinder', password: 'unused' },
      },
    },
    tags: {},
  });

/** HAProxy leads to whichever member says that it is the primary, and cuts the connections to one that isn't any more. */
export const haproxySettings = (port: number, members: readonly MemberPlace[]): string => `
global
  maxconn 500
defaults
  mode tcp
  timeout connect 2s
  timeout client 60m
  timeout server 60m
  timeout check 2s
listen primary
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${members.map(({ name, serverPort, restPort }) => `  server ${name} 127.0.0.1:${serverPort} check port ${restPort}`).join('\n')}
`;
