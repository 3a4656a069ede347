import type { AddressInfo } from 'node:net';
import { type AbsentParts, watchForAbsent } from '../../bots/duties/absent.ts';
import { Turns } from '../../bots/turns.ts';
import { openDatabase } from '../../db/open.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { createServer } from '../../http/server.ts';
import { type Route, routesOf } from '../../http/table.ts';
import { inbox } from '../../inbox/routes.ts';
import type { Locale } from '../../language/locale.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { uuidv7 } from '../../services/ids.ts';
import { Signals } from '../../services/signals.ts';
import type { Agent } from '../../services/staff/agent-store.ts';
import { hashPassword } from '../../services/staff/passwords.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { locationOf } from '../kit/databases.ts';
import { learnt } from '../kit/learnt.ts';
import { unhurried } from '../kit/moments.ts';

export const PASSWORD = 'a password for tests';
/** Tests sign in hundreds of times. */
const hashed = hashPassword(PASSWORD, { ln: 4, r: 8, p: 1 });

/** The inbox alone, over real HTTP, with customers who speak to the bot and a clock that the test moves. */
export class Office {
  readonly url: string;
  readonly opened: OpenDatabase;
  readonly signals: Signals;
  readonly turns: Turns;
  /** What the inbox answers. */
  readonly routes: readonly Route[];
  readonly #clock: { now: Date };
  readonly #stop: () => Promise<void>;
  #messages = 0;

  private constructor(
    given: Pick<Office, 'url' | 'opened' | 'signals' | 'turns' | 'routes'> & {
      clock: { now: Date };
      stop: () => Promise<void>;
    },
  ) {
    this.url = given.url;
    this.opened = given.opened;
    this.signals = given.signals;
    this.turns = given.turns;
    this.routes = given.routes;
    this.#clock = given.clock;
    this.#stop = given.stop;
  }

  static async open({
    production = false,
    publicUrl,
    database: location = { DATA_DIR: 'memory://' },
  }: {
    production?: boolean;
    publicUrl?: string;
    database?: { DATA_DIR: string } | { DATABASE_URL: string };
  } = {}): Promise<Office> {
    const clock = { now: new Date('2026-11-18T15:30:00+08:00') };
    const zone = 'Asia/Shanghai';
    const logger = createLogger('silent');
    const signals = new Signals();
    const opened = await openDatabase(locationOf(location), { signals, logger });
    const { database } = opened;
    const parts = { database, signals, clock: () => clock.now, zone, logger };
    for (const _ of learnt.recognizer.learning());
    const turns = new Turns({ ...parts, writingTime: parts.clock, ...learnt, moment: unhurried() });
    const { server, routes } = createServer(logger);
    // Tests say themselves when it is looked.
    const absent = watchForAbsent({ turns, database, writingTime: parts.clock, logger }, 24 * 60 * 60 * 1000);
    const signedOut = (agentId: string) => absent.signedOut(agentId);
    const signInKey = 'a key for tests';
    const asParts = { ...parts, writingTime: parts.clock, signInKey, signedOut };
    const stopInbox = inbox(routes, { ...asParts, turns, locale: 'zh-CN', trustedProxies: 1, production, publicUrl });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const stop = async () => {
      await absent.stop();
      stopInbox();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.server.closeAllConnections();
      await closed;
      await opened.close();
    };
    return new Office({
      url: `http://127.0.0.1:${port}`,
      opened,
      signals,
      turns,
      routes: routesOf(server),
      clock,
      stop,
    });
  }

  close(): Promise<void> {
    return this.#stop();
  }

  later(minutes: number): void {
    this.#clock.now = new Date(this.#clock.now.getTime() + minutes * 60_000);
  }

  async hire(email: string, name: string, role: Agent['role'] = 'agent'): Promise<Agent> {
    const agent: Agent = { id: uuidv7(this.#clock.now), email, name, role };
    await this.opened.database.agents.add({ ...agent, passwordHash: await hashed });
    return agent;
  }

  /** What looks for conversations whose agent is gone. */
  get absent(): AbsentParts {
    const { turns, opened } = this;
    return { turns, database: opened.database, writingTime: () => this.#clock.now, logger: createLogger('silent') };
  }

  /** A customer opens a conversation and says something. */
  async customer(id: string, ...texts: string[]): Promise<void> {
    await this.start(id, 'directline', 'zh-CN');
    for (const text of texts) await this.say(id, text);
  }

  async start(id: string, channel: string, locale: Locale): Promise<void> {
    await this.opened.database.conversations.create(
      newConversation(
        { id, channel, transport: 'direct-line', userId: 'somebody', locale, reference: undefined },
        this.#clock.now,
      ),
    );
  }

  async say(id: string, text: string, more: Partial<LoggedActivity> = {}): Promise<string> {
    const activity = { type: 'message', text, locale: 'zh-CN', ...more };
    const messageId = `message-${++this.#messages}`;
    return (await this.turns.run({ from: 'customer', conversationId: id, correlationId: 'test', messageId, activity }))
      .id;
  }

  /** A browser in which an agent has signed in. */
  async signedIn(email: string): Promise<Browser> {
    const browser = new Browser(this.url);
    const { status } = await browser.post('/inbox/api/session', { email, password: PASSWORD });
    if (status !== 200) throw new Error(`could not sign in as ${email}: ${status}`);
    return browser;
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  json: any;
}

/** Keeps the session's cookie and token as the pages do. */
export class Browser {
  readonly url: string;
  cookie = '';
  csrf = '';
  /** Sent with every request. */
  headers: Record<string, string> = {};

  constructor(url: string) {
    this.url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Sends a page's form, by htmx or without scripts. */
  submit(path: string, fields: Record<string, string>, { htmx }: { htmx: boolean }): Promise<Answer> {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...(htmx ? { 'hx-request': 'true' } : { 'x-csrf-token': '' }),
    };
    return this.#ask(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  }

  async #ask(
    path: string,
    request: { method?: string; headers: Record<string, string>; body?: string },
  ): Promise<Answer> {
    const own: Record<string, string> = {
      ...(this.cookie ? { cookie: this.cookie } : {}),
      ...(this.csrf ? { 'x-csrf-token': this.csrf } : {}),
    };
    const headers = Object.fromEntries(
      Object.entries({ ...own, ...this.headers, ...request.headers }).filter(([, value]) => value !== ''),
    );
    const response = await fetch(this.url + path, { ...request, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      if (cookie.startsWith('policydesk_session=')) this.cookie = cookie.split(';')[0] ?? '';
    }
    const text = await response.text();
    const json = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
      ? JSON.parse(text)
      : undefined;
    if (json?.csrf) this.csrf = json.csrf;
    return { status: response.status, headers: response.headers, text, json };
  }
}
