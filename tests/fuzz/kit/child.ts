import type { ChildProcess } from 'node:child_process';
import type { Route } from '../../../http/table.ts';
import { ended, spawnProgram } from '../../../tools/lab/processes.ts';
import { until } from '../../direct-line/kit/until.ts';
import { ask, post, type Visit, visit } from '../../direct-line/kit/wire.ts';

const PASSWORD = 'a password for tests';
const SECRET = 'a-secret-for-the-fuzzer';
const START_MS = 120_000;
/** What the customer says who is to be served whatever the others send. */
const HONEST = '我叫王小明，电话 13800138000。';
/** In turn: the same words twice in a row would count as one. */
const WISHES = ['你好', '谢谢', '您能做什么'];

/** What those are called who ask; a step names them, and they are looked up when it is sent. */
export type Names = Record<'conv' | 'token' | 'stream' | 'secret' | 'cookie' | 'csrf', string>;

/** A desk to be fuzzed, started anew where it ended. */
export class FuzzedDesk {
  #child: ChildProcess | undefined;
  #url = '';
  #routes: readonly Route[] = [];
  #names: Names | undefined;
  #honest: Visit | undefined;
  #printed = '';
  #served = 0;
  #stalls: { p99: number; max: number } | undefined;

  get url(): string {
    return this.#url;
  }

  get routes(): readonly Route[] {
    return this.#routes;
  }

  get names(): Names {
    if (!this.#names) throw new Error('the desk has not started');
    return this.#names;
  }

  get isAlive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Nothing of this may be logged. */
  get secrets(): string[] {
    return [
      HONEST,
      '13800138000',
      '王小明',
      PASSWORD,
      SECRET,
      this.names.token,
      this.names.stream,
      this.#honest?.token ?? '',
    ].filter(Boolean);
  }

  /** Starts it, unless it runs. */
  async start(): Promise<void> {
    if (this.isAlive) return;
    const child = spawnProgram(
      'tests/fuzz/kit/fuzzed-desk.ts',
      {
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: 'memory://',
        INBOX_ADMIN_PASSWORD: PASSWORD,
        DIRECT_LINE_SECRET: SECRET,
        WEBCHAT_TOKENS_PER_MINUTE: '1000000',
        MESSAGES_PER_MINUTE: '1000000',
        TZ: 'Asia/Shanghai',
      },
      { talks: true },
    );
    this.#child = child;
    this.#url = '';
    child.on('message', (told: { url?: string; routes?: readonly Route[]; stalls?: { p99: number; max: number } }) => {
      if (told.url) this.#url = told.url;
      if (told.routes) this.#routes = told.routes;
      if (told.stalls) this.#stalls = told.stalls;
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => {
        this.#printed += piece.toString();
      });
    await until('a desk to fuzz', () => this.#url || !this.isAlive, START_MS);
    // Before, it still learns: on a machine that does much else a request then waits for longer than any answer may take.
    await until('a desk that is ready', async () => !this.isAlive || (await this.#isReady()), START_MS);
    if (!this.isAlive) throw new Error(`the desk did not start:\n${this.#printed}`);
    this.#honest = await visit(this);
    const { token, conversationId, streamUrl } = await visit(this);
    const signedIn = await ask(this, 'POST', '/inbox/api/session', {
      body: { email: 'admin@localhost', password: PASSWORD },
    });
    this.#names = {
      conv: conversationId,
      token,
      stream: new URL(streamUrl).searchParams.get('t') ?? '',
      secret: SECRET,
      cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '',
      csrf: String(signedIn.json.csrf),
    };
  }

  async #isReady(): Promise<boolean> {
    const response = await fetch(`${this.#url}/health/ready`).catch(() => undefined);
    await response?.arrayBuffer();
    return response?.status === 200;
  }

  /** A customer says something and hears the answer. Throws where they don't. */
  async servesTheHonest(): Promise<void> {
    const visitor = this.#honest as Visit;
    const id = await post(this, visitor, `${HONEST}${WISHES[this.#served++ % WISHES.length]}`);
    const seq = Number(id.split('|').at(-1));
    const { activities } = (
      await ask(this, 'GET', `/v3/directline/conversations/${visitor.conversationId}/activities?watermark=${seq}`, {
        token: visitor.token,
      })
    ).json as { activities: { replyToId?: string }[] };
    if (!activities.some(({ replyToId }) => replyToId === id)) throw new Error('the honest customer got no answer');
  }

  /** What it has logged since it was last asked. */
  logged(): string[] {
    const lines = this.#printed.split('\n');
    this.#printed = lines.pop() ?? '';
    return lines;
  }

  /** Milliseconds for which its event loop stood still. */
  async stalls(): Promise<{ p99: number; max: number }> {
    this.#stalls = undefined;
    this.#child?.send('stalls?');
    return until('its figures', () => this.#stalls);
  }

  async stop(): Promise<void> {
    if (!this.#child) return;
    this.#child.kill('SIGKILL');
    await ended(this.#child);
  }
}
