import { ConnectionStatus } from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import type { SeenActivity } from '../kit/customer.ts';
import { DATABASES } from '../kit/databases.ts';
import { startTestDesk, WEDNESDAY } from '../kit/desk.ts';
import { OfficialClient, type PageOptions } from './kit/official-client.ts';
import { until } from './kit/until.ts';
import { ask, history, tokensAt } from './kit/wire.ts';

/** Who said what, in order. */
const talk = (activities: readonly SeenActivity[]): string[] =>
  activities.map(({ from, text, name, channelData }) =>
    from.role === 'user' ? `customer: ${text ?? name}` : `bot (${channelData?.policydesk?.key})`,
  );

for (const { kind, available, fresh } of DATABASES) {
  describe.skipIf(!available)(`the official client on ${kind}`, () => {
    let desk: RunningDesk;
    const clients: OfficialClient[] = [];
    beforeAll(async () => {
      desk = await startTestDesk(await fresh());
    });
    afterAll(async () => {
      for (const client of clients) client.end();
      await desk.stop();
    });

    const newToken = async (): Promise<string> =>
      String((await ask(desk, 'POST', '/webchat/token', { body: { locale: 'zh-CN' } })).json.token);
    const open = (options: PageOptions): OfficialClient => {
      const client = new OfficialClient(desk, options);
      clients.push(client);
      return client;
    };

    for (const webSocket of [true, false]) {
      describe(webSocket ? 'over a WebSocket' : 'by polling', () => {
        test('greets, echoes what was said, and then answers', async () => {
          const client = open({ token: await newToken(), webSocket });
          expect(talk(await client.hears(1))).toEqual(['bot (greeting.welcome)']);
          const id = await client.say('转人工', { channelData: { clientActivityID: 'mine-1' } });
          const heard = await client.hears(3);
          expect(talk(heard)).toEqual(['bot (greeting.welcome)', 'customer: 转人工', 'bot (human.nobody-here)']);
          expect(heard[1]).toMatchObject({ id, channelData: { clientActivityID: 'mine-1' } });
          expect(heard[2]).toMatchObject({ replyToId: id });
          expect(client.status).toBe(ConnectionStatus.Online);
        });

        test('offers suggested actions as Web Chat shows them', async () => {
          const client = open({ token: await newToken(), webSocket });
          const [greeting] = await client.hears(1);
          const actions = greeting?.suggestedActions?.actions as { type: string; title: string; value: string }[];
          expect(actions.length).toBeGreaterThan(0);
          for (const { type, title, value } of actions)
            expect({ type, value }).toEqual({ type: 'imBack', value: title });
        });

        test('a reloaded page gets all of it, one that kept its watermark gets the rest', async () => {
          const token = await newToken();
          const before = open({ token, webSocket });
          await before.hears(1);
          await before.say('转人工');
          const all = talk(await before.hears(3));
          before.end();

          const conversationId = String(
            (await ask(desk, 'POST', '/v3/directline/tokens/refresh', { token })).json.conversationId,
          );
          const reloaded = open({ token, webSocket, conversationId });
          expect(talk(await reloaded.hears(3))).toEqual(all);
          await reloaded.say('在吗');
          expect(talk(await reloaded.hears(5)).slice(0, -1)).toEqual([...all, 'customer: 在吗']);

          const { activities, watermark } = await history(desk, { token, conversationId });
          const seenFirst = String(Number(watermark) - 2);
          const kept = open({ token, webSocket, conversationId, watermark: seenFirst });
          expect(await kept.hears(2)).toEqual(activities.slice(-2));
        });

        test('speaks as the user of the token, whatever the page says', async () => {
          const token = await newToken();
          const { user } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
          const client = open({ token, webSocket });
          await client.hears(1);
          await client.say('转人工', { from: { id: 'somebody else', name: 'somebody else', role: 'bot' } });
          const [, echo] = await client.hears(3);
          expect(user).toMatch(/^dl_/);
          expect(echo?.from).toEqual({ id: user, name: 'somebody else', role: 'user' }); // a name proves nothing
        });

        test('sends a file of the page and reads it back', async () => {
          const client = open({ token: await newToken(), webSocket });
          await client.hears(1);
          const picture = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff])], { type: 'image/png' });
          const contentUrl = URL.createObjectURL(picture);
          const attachments = [{ name: '车头 照片.png', contentType: 'image/png', contentUrl }];
          const id = await client.say('', { attachments, channelData: { clientActivityID: 'mine-2' } });
          const [, echo, answer] = await client.hears(3);
          expect(echo).toMatchObject({ id, channelData: { clientActivityID: 'mine-2' } });
          expect(echo?.attachments).toMatchObject([{ name: '车头 照片.png', contentType: 'image/png' }]);
          expect(answer?.channelData?.policydesk?.key).toBe('files.received');
          const file = await fetch(echo?.attachments?.[0]?.contentUrl ?? '');
          expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(await picture.arrayBuffer()));
        });

        test('an event of the page is echoed and disturbs nothing', async () => {
          const client = open({ token: await newToken(), webSocket });
          await client.hears(1);
          const id = await client.post({ type: 'event', name: 'webchat/join', value: { language: 'zh-CN' } });
          await client.say('转人工');
          const heard = await client.hears(4);
          expect(talk(heard)).toEqual([
            'bot (greeting.welcome)',
            'customer: webchat/join',
            'customer: 转人工',
            'bot (human.nobody-here)',
          ]);
          expect(heard[1]).toMatchObject({ id, value: { language: 'zh-CN' } });
        });

        test('is told that its token has expired', async () => {
          const past = await tokensAt(desk, () => new Date(Date.parse(WEDNESDAY) - 2 * 3600_000));
          const token = await newToken();
          const conversationId = String(
            (await ask(desk, 'POST', '/v3/directline/tokens/refresh', { token })).json.conversationId,
          );
          const expired = await past.issue({ conversationId, userId: 'dl_anybody' });
          const client = open({ token: expired, webSocket });
          await client.reaches(ConnectionStatus.FailedToConnect);
          expect(client.heard).toEqual([]);
        });
      });
    }

    test('what is said while a long history still comes stands behind it', async () => {
      const token = await newToken();
      const page = open({ token, webSocket: true });
      await page.hears(1);
      await page.say('转人工');
      for (let n = 0; n < 20; n++) await page.say(`在吗 ${n}`);
      const { conversationId } = (await ask(desk, 'POST', '/v3/directline/tokens/refresh', { token })).json;
      const reloaded = open({ token, webSocket: true, conversationId: String(conversationId) });
      await until('its first word', () => reloaded.heard.length > 0);
      const id = await page.say('还在吗');
      await until('the answer to the last', () => reloaded.heard.some(({ replyToId }) => replyToId === id));
      const { activities } = await history(desk, { token, conversationId: String(conversationId) });
      expect(reloaded.heard.map((heard) => heard.id)).toEqual(activities.map((said) => said.id));
    });

    test('a cut stream goes on where it was: nothing is missed or repeated', async () => {
      const client = open({ token: await newToken(), webSocket: true });
      await client.hears(1);
      await client.say('转人工');
      await client.hears(3);
      for (const round of [1, 2, 3]) {
        const sockets = client.sockets.length;
        // The network goes, without a word to anybody, and the customer types on.
        (client.sockets.at(-1) as unknown as { terminate(): void }).terminate();
        await client.say(`还在吗 ${round}`);
        await until('the next socket', () => client.sockets.length > sockets);
      }
      const heard = talk(await client.hears(9));
      expect(heard.slice(0, 3)).toEqual(['bot (greeting.welcome)', 'customer: 转人工', 'bot (human.nobody-here)']);
      expect(heard.filter((line) => line.startsWith('customer')).slice(1)).toEqual([
        'customer: 还在吗 1',
        'customer: 还在吗 2',
        'customer: 还在吗 3',
      ]);
      await client.say('最后一句');
      expect(new Set((await client.hears(11)).map(({ id }) => id)).size).toBe(11);
      expect(client.heard).toHaveLength(11);
    });
  });
}
