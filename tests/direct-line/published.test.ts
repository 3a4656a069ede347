import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { startTestDesk } from '../kit/desk.ts';
import { deviations, OPERATIONS } from './kit/published.ts';
import { type Answer, type Asking, ask } from './kit/wire.ts';

/*
 * Every operation and status of the published definitions against the desk: what deviates fails, or stands in NEVER.
 * Long: each status is brought about, on one desk.
 */

const SECRET = 'a Direct Line secret for tests';
const PER_MINUTE = 5;

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startTestDesk({ DIRECT_LINE_SECRET: SECRET, MESSAGES_PER_MINUTE: String(PER_MINUTE) });
});
afterAll(() => desk.stop());

const BASE = '/v3/directline';
const SESSION = `GET ${BASE}/session/getsessionid`;
const START = `POST ${BASE}/conversations`;
const RECONNECT = `GET ${BASE}/conversations/{conversationId}`;
const READ = `GET ${BASE}/conversations/{conversationId}/activities`;
const POST = `POST ${BASE}/conversations/{conversationId}/activities`;
const UPLOAD = `POST ${BASE}/conversations/{conversationId}/upload`;
const REFRESH = `POST ${BASE}/tokens/refresh`;
const GENERATE = `POST ${BASE}/tokens/generate`;

/** What is published and never answered, and why. */
const NEVER: Record<string, Record<number, string>> = {
  [START]: {
    404: 'nothing is named',
    409: 'a start that repeats is 200',
    429: 'tokens are counted where they are given',
  },
  [RECONNECT]: { 400: 'an unreadable watermark is none', 429: 'clients stop for ever where reading is refused' },
  [READ]: { 400: 'an unreadable watermark is none', 429: 'clients stop for ever where reading is refused' },
  [POST]: { 204: 'there is always an id', 502: 'a bot that fails apologises; the message is kept' },
  [UPLOAD]: { 202: 'it is kept when it is answered', 204: 'there is always an id', 502: 'a bot that fails apologises' },
  [REFRESH]: { 404: 'a token outlives no conversation', 429: 'a client without a token starts over' },
  [GENERATE]: { 404: 'nothing is named', 429: 'the secret is a back end’s' },
};
const OURS = 500; // of a fault of ours, which none of these is; tests/http has them

interface Known {
  id: string;
  token: string;
}

const generated = async (user?: unknown): Promise<Known> => {
  const { json } = await call(GENERATE, '', { token: SECRET, body: user === undefined ? {} : user });
  return { id: String(json.conversationId), token: String(json.token) };
};
const started = async (user?: unknown): Promise<Known> => {
  const known = await generated(user);
  await call(START, '', { token: known.token, body: {} });
  return known;
};
const call = (operation: string, id: string, asking: Asking & { query?: string }): Promise<Answer> => {
  const [method = '', path = ''] = operation.split(' ');
  return ask(desk, method, path.replace('{conversationId}', id) + (asking.query ?? ''), asking);
};
const say = (known: Known, body: unknown) => call(POST, known.id, { token: known.token, body });
const read = async (known: Known, query = '?watermark=') =>
  (await call(READ, known.id, { token: known.token, query })).json as unknown as {
    activities: Record<string, unknown>[];
    watermark: string;
  };

const form = (...parts: [name: string, Blob, file?: string][]): FormData => {
  const made = new FormData();
  for (const [name, blob, file] of parts) file === undefined ? made.append(name, blob) : made.append(name, blob, file);
  return made;
};
const PICTURE = new Blob(['\x89PNG\r\n\x1a\n'], { type: 'image/png' });
const activityPart = (activity: unknown) =>
  new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' });

type Case = [operation: string, status: number, what: string, make: () => Promise<Answer>];

const CASES: Case[] = [
  [SESSION, 200, 'a session that nothing uses', () => call(SESSION, '', {})],
  [GENERATE, 200, 'with no body', () => call(GENERATE, '', { token: SECRET })],
  [
    GENERATE,
    200,
    'with `user`',
    () => call(GENERATE, '', { token: SECRET, body: { user: { id: 'dl_a', name: '王' } } }),
  ],
  [GENERATE, 200, 'with `User`', () => call(GENERATE, '', { token: SECRET, body: { User: { Id: 'dl_a' } } })],
  [
    GENERATE,
    200,
    'with nulls',
    () => call(GENERATE, '', { token: SECRET, body: { user: null, trustedOrigins: null, eTag: null } }),
  ],
  [GENERATE, 401, 'without a secret', () => call(GENERATE, '', { body: {} })],
  [GENERATE, 403, 'with another', () => call(GENERATE, '', { token: 'another', body: {} })],
  [REFRESH, 200, 'a token', async () => call(REFRESH, '', { token: (await generated()).token })],
  [REFRESH, 401, 'without one', () => call(REFRESH, '', {})],
  [REFRESH, 403, 'with one that does not hold', () => call(REFRESH, '', { token: 'a.b.c' })],
  [START, 201, 'by the secret', () => call(START, '', { token: SECRET, body: { user: { id: 'dl_a' } } })],
  [
    START,
    201,
    'by a token, with nulls',
    async () => call(START, '', { token: (await generated()).token, body: { user: null, locale: null } }),
  ],
  [START, 200, 'a second time', async () => call(START, '', { token: (await started()).token, body: {} })],
  [START, 400, 'with a list', () => call(START, '', { token: SECRET, body: [] })],
  [START, 401, 'without a token', () => call(START, '', { body: {} })],
  [START, 403, 'with one that does not hold', () => call(START, '', { token: 'a.b.c', body: {} })],
  ...['', '?watermark=', '?watermark=1', '?watermark=x', '?watermark=99999'].map(
    (query): Case => [
      RECONNECT,
      200,
      `with "${query}"`,
      async () => {
        const { id, token } = await started();
        return call(RECONNECT, id, { token, query });
      },
    ],
  ),
  [RECONNECT, 401, 'without a token', () => call(RECONNECT, 'x', {})],
  [
    RECONNECT,
    403,
    'to another’s',
    async () => call(RECONNECT, (await started()).id, { token: (await started()).token }),
  ],
  [
    RECONNECT,
    404,
    'to one that was never started',
    async () => {
      const { id, token } = await generated();
      return call(RECONNECT, id, { token });
    },
  ],
  ...['', '?watermark=', '?watermark=1', '?watermark=x', '?watermark=99999'].map(
    (query): Case => [
      READ,
      200,
      `with "${query}"`,
      async () => {
        const { id, token } = await started();
        return call(READ, id, { token, query });
      },
    ],
  ),
  [READ, 401, 'without a token', () => call(READ, 'x', {})],
  [READ, 403, 'another’s', async () => call(READ, (await started()).id, { token: (await started()).token })],
  [
    READ,
    404,
    'one that was never started',
    async () => {
      const { id, token } = await generated();
      return call(READ, id, { token });
    },
  ],
  [POST, 200, 'words', async () => say(await started(), { type: 'message', text: '你好', from: { id: 'dl_a' } })],
  [POST, 200, 'typing', async () => say(await started(), { type: 'typing', from: { id: 'dl_a' } })],
  [POST, 400, 'no activity', async () => say(await started(), {})],
  [POST, 401, 'without a token', () => call(POST, 'x', { body: { type: 'message', text: 'x' } })],
  [
    POST,
    403,
    'into another’s',
    async () => {
      const [{ id }, { token }] = [await started(), await started()];
      return call(POST, id, { token, body: { type: 'message', text: 'x' } });
    },
  ],
  [POST, 404, 'into none', () => call(POST, 'x', { token: SECRET, body: { type: 'message', text: 'x' } })],
  [
    POST,
    429,
    'too much in a minute',
    async () => {
      const mine = await started();
      for (let n = 0; n < PER_MINUTE; n++) await say(mine, { type: 'typing' });
      return say(mine, { type: 'typing' });
    },
  ],
  [
    UPLOAD,
    200,
    'a file and an activity',
    async () => {
      const { id, token } = await started();
      const body = form(
        ['activity', activityPart({ type: 'message', text: '看', from: { id: 'dl_a' } })],
        ['file', PICTURE, 'a.png'],
      );
      return call(UPLOAD, id, { token, body, query: '?userId=dl_a' });
    },
  ],
  [
    UPLOAD,
    200,
    'a file that is taken and one that is not',
    async () => {
      const { id, token } = await started();
      const body = form(['file', PICTURE, 'a.png'], ['file', new Blob(['<html>'], { type: 'text/html' }), 'a.html']);
      return call(UPLOAD, id, { token, body });
    },
  ],
  [
    UPLOAD,
    400,
    'no file',
    async () => {
      const { id, token } = await started();
      return call(UPLOAD, id, { token, body: form(['activity', activityPart({ type: 'message', text: '看' })]) });
    },
  ],
  [UPLOAD, 401, 'without a token', () => call(UPLOAD, 'x', { body: form(['file', PICTURE, 'a.png']) })],
  [
    UPLOAD,
    403,
    'into another’s',
    async () => {
      const [{ id }, { token }] = [await started(), await started()];
      return call(UPLOAD, id, { token, body: form(['file', PICTURE, 'a.png']) });
    },
  ],
  [UPLOAD, 404, 'into none', () => call(UPLOAD, 'x', { token: SECRET, body: form(['file', PICTURE, 'a.png']) })],
  [
    UPLOAD,
    429,
    'too much in a minute',
    async () => {
      const mine = await started();
      for (let n = 0; n < PER_MINUTE; n++) await say(mine, { type: 'typing' });
      return call(UPLOAD, mine.id, { token: mine.token, body: form(['file', PICTURE, 'a.png']) });
    },
  ],
];

test.each(CASES)('%s answers %i: %s', async (operation, status, _, make) => {
  const answer = await make();
  expect({ status: answer.status, json: answer.json }).toMatchObject({ status });
  const definition = status < 300 ? OPERATIONS.get(operation)?.get(status) : 'ErrorResponse';
  if (definition) expect(deviations(definition, answer.json)).toEqual([]);
  if (status >= 400) expect(answer.json.error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  if (status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('every published status of every operation is tried, or is never answered and it is said why', () => {
  const untried = [...OPERATIONS].flatMap(([operation, statuses]) =>
    [...statuses.keys()]
      .filter((status) => status !== OURS && !NEVER[operation]?.[status])
      .filter((status) => !CASES.some((one) => one[0] === operation && one[1] === status))
      .map((status) => `${operation} ${status}`),
  );
  expect(untried).toEqual([]);
});

describe('what was sent comes back as it was', () => {
  test.each<[string, Record<string, unknown>]>([
    ['20,000 characters', { type: 'message', text: '险'.repeat(20_000) }],
    ['line ends, quotes, emoji', { type: 'message', text: ' a\r\n"b"\\ 👨‍👩‍👧 \u{20BB7} ' }],
    [
      'the client’s own id',
      { type: 'message', text: 'a', channelData: { clientActivityID: 'x'.repeat(300), a: [null, 1] } },
    ],
    ['a place', { type: 'message', entities: [{ type: 'Place', geo: { latitude: 30.27 } }], text: '在这里' }],
    ['a form', { type: 'message', value: { plan: 'basic', sum: 1.5 } }],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['an event', { type: 'event', name: 'webchat/join', value: { language: 'zh-CN' } }],
    [
      'local time',
      {
        type: 'message',
        text: 'a',
        localTimestamp: '2026-11-18T15:30:00+08:00',
        localTimezone: 'Asia/Shanghai',
        locale: 'zh-CN',
      },
    ],
    [
      'a card',
      {
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'a' } }],
      },
    ],
  ])('%s', async (_, activity) => {
    const mine = await started({ user: { id: 'dl_a' } });
    const { id } = (await say(mine, { ...activity, from: { id: 'dl_b' }, recipient: null, serviceUrl: null })).json;
    const { activities } = await read(mine);
    expect(activities.find((each) => each.id === id)).toMatchObject({
      ...activity,
      from: { id: 'dl_a', role: 'user' },
    });
    expect(deviations('ActivitySet', { activities, watermark: '1' })).toEqual([]);
  });

  test('an activity of nulls and words', async () => {
    const mine = await started();
    const names = [
      'id',
      'timestamp',
      'channelId',
      'from',
      'conversation',
      'recipient',
      'textFormat',
      'locale',
      'value',
      'name',
      'attachments',
      'entities',
      'channelData',
      'replyToId',
      'localTimestamp',
    ];
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    const { id } = (await say(mine, { ...nulls, type: 'message', text: '你好' })).json;
    const kept = (await read(mine)).activities.find((each) => each.id === id);
    expect(kept).toMatchObject({ text: '你好' });
    expect(Object.values(kept ?? {})).not.toContain(null);
  });
});
