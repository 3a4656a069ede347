import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../config.ts';

test('nothing set: the embedded database, port 3978, Chinese, Shanghai', () => {
  expect(readConfig({})).toMatchObject({
    port: 3978,
    database: { folder: './data' },
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    connector: undefined,
  });
});

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3978, database: { folder: './data' } });
});

test.each([
  [{ PORT: 'http' }, 'PORT: set it to a whole number from 0 to 65535'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: set it to a PostgreSQL URL'],
  [{ TZ: 'Moon/Base' }, 'TZ: set it to an IANA time zone such as Asia/Shanghai'],
  [{ LOCALE: 'fr' }, 'LOCALE: set it to zh-CN or en'],
  [{ CLOCK: 'yesterday' }, 'CLOCK: set it to an ISO instant'],
  [{ CLOCK: '2026-11-22T09:00:00+08:00', NODE_ENV: 'production' }, 'CLOCK: unset it'],
  [{ INBOX_ADMIN_PASSWORD: '123' }, 'INBOX_ADMIN_PASSWORD: set it to at least 8 characters'],
  [{ DIRECT_LINE_SECRET: 'short' }, 'DIRECT_LINE_SECRET: set it to at least 16 characters'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN: set it to at least 16 characters'],
  ...['desk.insurer.example', 'ftp://x', 'https://x/desk', 'https://x/?a', 'https://me@x'].map(
    (PUBLIC_URL): [Record<string, string>, string] => [
      { PUBLIC_URL },
      'PUBLIC_URL: set it to where customers reach the desk, without',
    ],
  ),
  [{ CONNECTOR_OPEN: 'all' }, 'CONNECTOR_OPEN: set it to loopback'],
  [{ ANCHOR_TSA: 'ftp://x' }, 'ANCHOR_TSA: set it to an address such as https://'],
  [{ ANCHOR_WEBHOOK: 'x' }, 'ANCHOR_WEBHOOK: set it to an address'],
  [{ CHECKPOINT_EVERY_SECONDS: '0' }, 'CHECKPOINT_EVERY_SECONDS: set it to a whole number from 1 to 86400'],
  [{ MODEL_URL: 'https://models.example/v1' }, 'MODEL_NAME: set it to the name'],
  [{ MODEL_URL: 'models.example', MODEL_NAME: 'x' }, 'MODEL_URL: set it to the address of an OpenAI-compatible API'],
  [{ MODEL_URL: 'https://me:key@models.example/v1', MODEL_NAME: 'x' }, 'MODEL_URL: set it without a name and password'],
  [{ MODEL_URL: 'http://models.example/v1', MODEL_NAME: 'x', NODE_ENV: 'production' }, 'MODEL_URL: set it to an https'],
  [{ MODEL_MASK: 'no' }, 'MODEL_MASK: set it to on or off'],
  [{ MODEL_KEY: 'a key' }, 'MODEL_KEY: set it to the key alone'],
  [{ MODEL_DEADLINE_MS: '60000' }, 'MODEL_DEADLINE_MS: set it to a whole number of milliseconds from 100 to 5000'],
  [{ MicrosoftAppId: 'an-app' }, 'MicrosoftAppPassword: set it to the secret'],
  [
    { MicrosoftAppId: 'an-app', MicrosoftAppPassword: 'x', MicrosoftAppType: 'SingleTenant' },
    'MicrosoftAppTenantId: set it',
  ],
])('%j: %s', (environment, problem) => {
  expect(() => readConfig(environment)).toThrow(problem);
});

test.each([
  ['https://desk.insurer.example', 'https://desk.insurer.example'],
  ['https://desk.insurer.example/', 'https://desk.insurer.example'],
  ['http://192.0.2.1:8080', 'http://192.0.2.1:8080'],
])('PUBLIC_URL %s is the origin %s', (given, origin) => {
  expect(readConfig({ PUBLIC_URL: given }).publicUrl).toBe(origin);
});

test('every wrong variable is named at once', () => {
  expect.assertions(2);
  try {
    readConfig({ PORT: '-1', LOCALE: 'fr', TZ: 'x' });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message.match(/^ {2}- /gm)).toHaveLength(3);
  }
});

test.each([
  [{}, 'loopback'],
  [{ CONNECTOR_OPEN: 'no' }, 'no'],
  [{ NODE_ENV: 'production' }, 'no'],
  [{ NODE_ENV: 'production', CONNECTOR_OPEN: 'loopback' }, 'no'],
  [{ TRUSTED_PROXIES: '1', CONNECTOR_OPEN: 'loopback' }, 'no'],
  [{ NODE_ENV: 'production', MicrosoftAppId: 'an-app', MicrosoftAppPassword: 'x' }, 'token'],
  [{ CONNECTOR_OPEN: 'loopback', MicrosoftAppId: 'an-app', MicrosoftAppPassword: 'x' }, 'token'],
])('%j: who may post to the Bot Connector’s address: %s', (environment, open) => {
  expect(readConfig(environment).connectorOpen).toBe(open);
});

test.each([
  [{}, undefined],
  [{ MODEL_NAME: 'ours', MODEL_KEY: 'k' }, undefined],
  [
    { MODEL_URL: 'https://models.example/v1/', MODEL_NAME: 'ours', MODEL_KEY: 'k' },
    { url: 'https://models.example/v1/chat/completions', name: 'ours', key: 'k', mask: true, deadlineMs: 1_500 },
  ],
  [
    { MODEL_URL: 'https://models.example/d/chat/completions?api-version=1', MODEL_NAME: 'ours', MODEL_MASK: 'off' },
    {
      url: 'https://models.example/d/chat/completions?api-version=1',
      name: 'ours',
      key: undefined,
      mask: false,
      deadlineMs: 1_500,
    },
  ],
  [
    { NODE_ENV: 'production', MODEL_URL: 'http://127.0.0.1:8000/v1', MODEL_NAME: 'ours', MODEL_DEADLINE_MS: '800' },
    { url: 'http://127.0.0.1:8000/v1/chat/completions', name: 'ours', key: undefined, mask: true, deadlineMs: 800 },
  ],
])('%j: the model beside the reading', (environment, model) => {
  expect(readConfig(environment).model).toEqual(model);
});
