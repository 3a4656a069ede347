import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../tools/lab/free-port.ts';
import { serverUser } from '../../../tools/lab/postgres-server.ts';
import { answersOn } from '../../kit/pgbouncer.ts';
import { Program } from '../../kit/program.ts';
import { programAt } from '../kit/needs.ts';
import { sqlOn } from '../kit/sql.ts';
import { etcdArguments, haproxySettings, type MemberPlace, OWNER, patroniSettings } from './settings.ts';

const MEMBERS = ['one', 'two', 'three'];
const UP_WITHIN_MS = 120_000;
const GONE_WITHIN_MS = 10_000;

/** What Patroni tells of a member at `/cluster`. */
interface Told {
  name: string;
  role: string;
  state: string;
}

/** A failover cluster in a folder of its own: three members, etcd and HAProxy, all on the loopback. */
export class Cluster {
  /** Leads to the primary, whichever that is. */
  readonly url: string;
  readonly #folder: string;
  readonly #members: readonly Member[];
  readonly #rest: Program[] = [];

  private constructor(folder: string, members: readonly Member[], port: number) {
    this.#folder = folder;
    this.#members = members;
    this.url = `postgres://${OWNER}@127.0.0.1:${port}/postgres`;
  }

  /** Sets it up, and returns when it has a primary, a synchronous standby, and a third that follows. */
  static async up(programs: string): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'policydesk-cluster-'));
    const user = serverUser();
    if (user) chownSync(folder, user.uid, user.gid);
    const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
    const places = [];
    for (const name of MEMBERS)
      places.push({ name, folder: join(folder, name), serverPort: await freePort(), restPort: await freePort() });
    const cluster = new Cluster(
      folder,
      places.map((place) => new Member(place, patroniSettings(place, programs, etcdPort))),
      port,
    );
    try {
      writeFileSync(join(folder, 'haproxy.cfg'), haproxySettings(port, places));
      const etcd = new Program(programAt('etcd') ?? '', etcdArguments(folder, etcdPort, peerPort), { folder, user });
      cluster.#rest.push(etcd);
      await etcd.until(() => answersOn(etcdPort), UP_WITHIN_MS);
      for (const member of cluster.#members) member.start();
      const balancer = new Program(programAt('haproxy') ?? '', ['-db', '-f', join(folder, 'haproxy.cfg')], {
        folder,
        user,
      });
      cluster.#rest.push(balancer);
      await balancer.until(() => cluster.#isWhole(), UP_WITHIN_MS);
      return cluster;
    } catch (error) {
      const said = cluster.#members.map(({ said }) => said.slice(-1_500)).join('\n---\n');
      await cluster.remove();
      throw new Error(`the cluster did not come up: ${String(error)}\n${said}`);
    }
  }

  /** Kills the primary's Patroni and its server's first process, as a machine that loses its power does. */
  async killLeader(): Promise<void> {
    const leader = await this.#withRole('leader');
    leader.killServer();
    await leader.killPatroni();
  }

  /** Kills the primary's first process alone: its Patroni finds it and starts it again. */
  async killLeadersServer(): Promise<void> {
    (await this.#withRole('leader')).killServer();
  }

  /** Hands the lead over in order, and returns when it is. */
  async switchOver(): Promise<void> {
    const [leader, candidate] = [await this.#withRole('leader'), await this.#withRole('sync_standby')];
    const response = await fetch(`${leader.rest}/switchover`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ leader: leader.name, candidate: candidate.name }),
      signal: AbortSignal.timeout(UP_WITHIN_MS),
    });
    if (!response.ok) throw new Error(`the switchover was refused: ${response.status} ${await response.text()}`);
  }

  /** Stops everything of it, in bounded time, and removes its folder. */
  async remove(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.killPatroni()));
    for (const member of this.#members) member.killServer();
    await Promise.all(this.#rest.map((program) => program.kill()));
    for (const deadline = Date.now() + GONE_WITHIN_MS; Date.now() < deadline; await wait(100))
      if (this.#members.every(({ serverPid }) => serverPid === undefined)) break;
    for (const member of this.#members) member.forget();
    // What the servers' processes still write while they go makes the first attempt fail.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }

  async #withRole(role: string): Promise<Member> {
    const named = (await this.#told()).find((member) => member.role === role)?.name;
    const member = this.#members.find(({ name }) => name === named);
    if (!member) throw new Error(`the cluster has no ${role}`);
    return member;
  }

  /** What the first Patroni that answers says of all. */
  async #told(): Promise<Told[]> {
    const asked = this.#members.map(async ({ rest }) => {
      const response = await fetch(`${rest}/cluster`, { signal: AbortSignal.timeout(3_000) });
      return ((await response.json()) as { members: Told[] }).members;
    });
    return Promise.any(asked);
  }

  async #isWhole(): Promise<boolean> {
    const told = await this.#told();
    const has = (role: string) => told.some((member) => member.role === role);
    if (told.length < MEMBERS.length || !has('leader') || !has('sync_standby')) return false;
    if (told.some(({ state }) => state !== 'running' && state !== 'streaming')) return false;
    await sqlOn(this.url, 'select 1', 2_000);
    return true;
  }
}

/** A server with its Patroni. The server is no child of it and outlives it. */
class Member {
  readonly name: string;
  /** Where its Patroni answers. */
  readonly rest: string;
  readonly #place: MemberPlace;
  readonly #settings: string;
  #patroni: Program | undefined;
  readonly #endWithUs = () => this.killServer();

  constructor(place: MemberPlace, settings: string) {
    this.name = place.name;
    this.rest = `http://127.0.0.1:${place.restPort}`;
    this.#place = place;
    this.#settings = settings;
  }

  start(): void {
    const { folder } = this.#place;
    const user = serverUser();
    mkdirSync(folder);
    if (user) chownSync(folder, user.uid, user.gid);
    writeFileSync(join(folder, 'patroni.json'), this.#settings, { mode: 0o644 });
    this.#patroni = new Program(programAt('patroni') ?? '', [join(folder, 'patroni.json')], { folder, user });
    process.once('exit', this.#endWithUs);
  }

  get said(): string {
    return this.#patroni?.said ?? '';
  }

  async killPatroni(): Promise<void> {
    await this.#patroni?.kill();
  }

  /** Kills its server's first process; the others of it notice and go. */
  killServer(): void {
    const pid = this.serverPid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  /** Nothing of it is left to be ended with us. */
  forget(): void {
    process.off('exit', this.#endWithUs);
  }

  /** Its server's first process; undefined where none runs. What the file names must be it: numbers are given again. */
  get serverPid(): number | undefined {
    try {
      const data = join(this.#place.folder, 'data');
      const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data) ? pid : undefined;
    } catch {
      return undefined;
    }
  }
}
