import { createHmac } from 'node:crypto';
import { format } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cloudAdapter } from '../../channels/connector/adapter.ts';
import { eventually, HandTimers, openDoor } from '../connector/channel.ts';
import { CREDENTIALS, FakeIdentity } from '../connector/fake-identity.ts';
import { memoryLogger } from '../http/kit/memory-logger.ts';
import { HandClock } from '../kit/talk.ts';

/** What gets through to the console and to standard error. */
const printed: string[] = [];
beforeAll(() => {
  // Before the first check, which puts its own in front.
  for (const way of ['error', 'warn', 'info', 'log', 'debug', 'trace'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void printed.push(format(...words)));
  for (const stream of [process.stderr, process.stdout])
    vi.spyOn(stream, 'write').mockImplementation((words) => Boolean(printed.push(String(words))));
});
beforeEach(() => {
  printed.length = 0;
});
afterAll(() => {
  vi.restoreAllMocks();
});

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const SERVICE_URL = 'https://connector.example/';

/** What somebody might try who has no token of the Bot Connector for this bot and this address. */
const FORGED: [what: string, authorization: (identity: FakeIdentity) => Promise<string> | string][] = [
  ['nothing', () => ''],
  ['an empty token', () => 'Bearer '],
  ['no token', () => 'Bearer forged.token.here'],
  ['another scheme', async (identity) => `Basic ${await identity.token({ serviceUrl: SERVICE_URL })}`],
  ['more than a token', async (identity) => `Bearer ${await identity.token({ serviceUrl: SERVICE_URL })} x`],
  [
    "a stranger's signature",
    async (identity) => `Bearer ${await identity.token({ serviceUrl: SERVICE_URL }, 'stranger')}`,
  ],
  [
    "a stranger's key",
    async (identity) => `Bearer ${await identity.token({ serviceUrl: SERVICE_URL }, 'stranger', 'k2')}`,
  ],
  [
    'a cut signature',
    async (identity) => `Bearer ${(await identity.token({ serviceUrl: SERVICE_URL })).replace(/\.[^.]*$/, '.')}`,
  ],
  [
    'no signature asked for',
    (identity) =>
      `Bearer ${base64({ alg: 'none', kid: 'k1' })}.${base64({ iss: identity.issuer, aud: CREDENTIALS.appId, serviceurl: SERVICE_URL })}.`,
  ],
  [
    'the public key taken for a password',
    (identity) => {
      const signed = `${base64({ alg: 'HS256', kid: 'k1' })}.${base64({ iss: identity.issuer, aud: CREDENTIALS.appId, serviceurl: SERVICE_URL })}`;
      return `Bearer ${signed}.${createHmac('sha256', identity.publicKey).update(signed).digest('base64url')}`;
    },
  ],
  [
    'another issuer',
    async (identity) =>
      `Bearer ${await identity.token({ serviceUrl: SERVICE_URL, issuer: 'https://elsewhere.example' })}`,
  ],
  [
    "another bot's token",
    async (identity) => `Bearer ${await identity.token({ serviceUrl: SERVICE_URL, audience: 'another bot' })}`,
  ],
  [
    "another address's token",
    async (identity) => `Bearer ${await identity.token({ serviceUrl: 'https://elsewhere.example' })}`,
  ],
  [
    'a token of yesterday',
    async (identity) =>
      `Bearer ${await identity.token({ serviceUrl: SERVICE_URL, startsIn: -90_000, expiresIn: -86_400 })}`,
  ],
  [
    'a token of tomorrow',
    async (identity) =>
      `Bearer ${await identity.token({ serviceUrl: SERVICE_URL, startsIn: 86_400, expiresIn: 90_000 })}`,
  ],
];

/** A desk's door with credentials, before turns that only note what they get. */
async function openGuardedDoor() {
  const identity = await FakeIdentity.start();
  const clock = new HandClock();
  const timers = new HandTimers(clock);
  const logged: string[] = [];
  const turns: string[] = [];
  const door = await openDoor({
    adapter: cloudAdapter(CREDENTIALS, identity.cloud, timers.timer),
    turns: {
      run: async ({ conversationId }) => ({ id: String(turns.push(`run ${conversationId}`)), repeated: false }),
    },
    log: { entry: async () => undefined, read: async () => [] },
    clock: clock.tell,
    open: 'token',
    logger: memoryLogger(logged),
  });
  return {
    identity,
    logged,
    turns,
    pass(seconds: number) {
      clock.pass(seconds / 60);
      timers.fire();
    },
    async post(authorization?: string, channelId = 'msteams') {
      const token = authorization ?? `Bearer ${await identity.token({ serviceUrl: SERVICE_URL })}`;
      return door.post(
        {
          type: 'message',
          id: 'm',
          text: 'hi',
          channelId,
          serviceUrl: SERVICE_URL,
          conversation: { id: 'c' },
          from: { id: 'u' },
        },
        token ? { authorization: token } : {},
      );
    },
    async close() {
      await identity.stop();
      await door.close();
    },
  };
}

describe('with credentials', () => {
  let door: Awaited<ReturnType<typeof openGuardedDoor>>;
  beforeEach(async () => {
    door = await openGuardedDoor();
  });
  afterEach(() => door.close());

  test('the desk takes what comes with a token of the Bot Connector', async () => {
    expect((await door.post()).status).toBe(200);
    expect(door.turns).toEqual(['run msteams:c']);
    expect(printed).toEqual([]);
  });

  test.each(FORGED)('it refuses %s, and prints nothing of it', async (_what, authorizationOf) => {
    const response = await door.post(await authorizationOf(door.identity));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: {
        code: 'Unauthorized',
        message: 'send a token of the Bot Connector for this MicrosoftAppId and serviceUrl',
      },
    });
    expect(door.turns).toEqual([]);
    expect(door.logged).toEqual([]);
    expect(printed).toEqual([]);
  });

  test('it refuses a token for a channel that its key is not for', async () => {
    expect((await door.post(undefined, 'telegram')).status).toBe(401);
    expect(door.turns).toEqual([]);
    expect(printed).toEqual([]);
  });

  test('an identity platform that is down is our trouble, not the caller’s, who may come again', async () => {
    door.identity.mood = 'down';
    expect((await door.post()).status).toBe(500);
    door.identity.mood = 'well';
    expect((await door.post()).status).toBe(200);
    expect(door.turns).toHaveLength(1);
    expect(door.logged.join()).toContain('OpenIdMetadata');
    expect(door.logged.join()).not.toContain('eyJ'); // how every token begins
    expect(printed).toEqual([]);
  });

  test('an identity platform that hangs is given up after ten seconds', async () => {
    door.identity.mood = 'hanging';
    const answer = door.post();
    await eventually(() => expect(door.identity.asked).toBe(1));
    door.pass(10);
    expect((await answer).status).toBe(500);
    door.identity.mood = 'well';
    expect((await door.post()).status).toBe(200);
    expect(door.turns).toHaveLength(1);
    expect(printed).toEqual([]);
  });

  test('the console is quiet only for the check of a token', async () => {
    expect((await door.post()).status).toBe(200);
    console.error('somebody else has something to say');
    expect(printed).toEqual(['somebody else has something to say']);
    // What the SDK would print by itself.
    const { botFrameworkAuthentication } = cloudAdapter(CREDENTIALS, door.identity.cloud) as unknown as {
      botFrameworkAuthentication: { authenticateRequest(activity: object, authorization: string): Promise<unknown> };
    };
    const token = await door.identity.token({ serviceUrl: SERVICE_URL }, 'stranger');
    await expect(
      botFrameworkAuthentication.authenticateRequest(
        { channelId: 'msteams', serviceUrl: SERVICE_URL },
        `Bearer ${token}`,
      ),
    ).rejects.toThrow();
    expect(printed.length).toBeGreaterThan(1);
  });
});
