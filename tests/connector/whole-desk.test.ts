import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { DATABASES } from '../kit/databases.ts';
import { startTestDesk } from '../kit/desk.ts';
import { eventually, keysOf } from './channel.ts';
import { FakeConnector } from './fake-connector.ts';

describe('a whole desk', () => {
  /** On whichever database starts sooner. */
  const start = async (environment: Record<string, string> = {}): Promise<RunningDesk> => {
    const database = DATABASES.findLast(({ available }) => available);
    return startTestDesk({ ...(await database?.fresh()), ...environment });
  };
  let connector: FakeConnector;
  beforeAll(async () => {
    connector = await FakeConnector.start();
  });
  afterAll(() => connector.stop());

  const say = async (desk: RunningDesk, text: string, headers: Record<string, string> = {}): Promise<number> => {
    const response = await fetch(`${desk.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({
        type: 'message',
        id: text,
        text,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        conversation: { id: 'talk' },
        from: { id: 'customer' },
        recipient: { id: 'bot' },
      }),
    });
    await response.arrayBuffer();
    return response.status;
  };

  test('answers a connector on this machine', async () => {
    const desk = await start();
    try {
      expect(await say(desk, '谢谢')).toBe(200);
      expect(await say(desk, '你好')).toBe(200);
      await eventually(() => expect(keysOf(connector.accepted)).toEqual(['thanks.welcome', 'greeting.hello']));
    } finally {
      await desk.stop();
    }
  });

  test('with credentials takes nobody for the connector without its token', async () => {
    const desk = await start({
      MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
      MicrosoftAppPassword: 'not a real one',
    });
    try {
      for (const authorization of [undefined, 'Bearer ', 'Bearer forged.token.here', 'Basic YTpi'])
        expect(await say(desk, '谢谢', authorization === undefined ? {} : { authorization })).toBe(401);
      expect(await desk.opened.database.conversations.find('msteams:talk')).toBeUndefined();
    } finally {
      await desk.stop();
    }
  });

  test('in production without credentials takes nobody', async () => {
    const desk = await start({ NODE_ENV: 'production', CLOCK: '' });
    try {
      expect(await say(desk, '谢谢')).toBe(403);
    } finally {
      await desk.stop();
    }
  });
});
