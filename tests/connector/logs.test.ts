import { afterAll, beforeAll, expect, test } from 'vitest';
import { unguessable } from '../../services/ids.ts';
import { idSerializers, logIdOf, withoutPersonal } from '../../telemetry/log-ids.ts';
import { createLogger, withLogKey } from '../../telemetry/logger.ts';
import { memoryLogger } from '../http/kit/memory-logger.ts';
import { type Channel, openChannel } from './channel.ts';

/* Channels name their conversations after phone numbers and addresses: none of it is for the log. */
let channel: Channel;
beforeAll(async () => {
  channel = await openChannel({ folder: 'memory://' });
});
afterAll(() => channel.close());

const LOOKS_PERSONAL = [/1[3-9]\d{9}/, /\+\d{6,}/, /[\w.]+@[\w-]+\.\w/, /王小明/];

test.each([
  ['sms', '+8613912345678', '+8613912345678'],
  ['whatsapp', 'whatsapp:+8613812345678', 'whatsapp:+8613812345678'],
  ['email', 'wang.xiaoming@example.com', 'wang.xiaoming@example.com'],
])('of a conversation by %s that goes well, fails and is refused', async (channelId, id, user) => {
  const logged = channel.logged.length;
  const sender = channel.startSender();
  const say = (text: string, messageId: string) =>
    channel.post({
      type: 'message',
      id: `${user}-${messageId}`,
      text,
      channelId,
      serviceUrl: channel.connector.serviceUrl,
      conversation: { id },
      from: { id: user, name: '王小明' },
      recipient: { id: 'bot' },
    });
  expect((await say('我叫王小明，电话 13912345678', 'm1')).status).toBe(200);
  await channel.settled();
  channel.connector.alwaysAnswers(id, 400);
  expect((await say('谢谢', 'm2')).status).toBe(200);
  for (let tries = 0; tries < 12; tries++) {
    await channel.settled();
    channel.pass(600);
  }
  await channel.settled();
  await sender.stop();
  channel.connector.mend();
  const lines = channel.logged.slice(logged);
  expect(lines.some((line) => line.includes('not accepted'))).toBe(true);
  expect(lines.some((line) => line.includes('refuses a message for good'))).toBe(true);
  for (const line of lines) for (const personal of LOOKS_PERSONAL) expect(line).not.toMatch(personal);
  const names = new Set(
    lines.map((line) => (JSON.parse(line) as { conversationId?: string }).conversationId).filter(Boolean),
  );
  expect([...names]).toEqual([expect.stringMatching(/^~[\w-]{16}$/)]);
});

test('an id has one name in the log for one key, and another for another', () => {
  const id = 'sms:+8613912345678';
  expect(logIdOf('key', id)).toBe(logIdOf('key', id));
  expect(logIdOf('key', id)).not.toBe(logIdOf('other', id));
  expect(idSerializers('key').entry(`${id}|0000003`)).toBe(`${logIdOf('key', id)}|0000003`);
  const ours = unguessable();
  expect(logIdOf('key', ours)).toBe(ours);
  const lines: string[] = [];
  const logger = withLogKey(memoryLogger(lines), 'key');
  logger.info({ conversationId: id, entry: `${id}|0000001` }, 'x');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ conversationId: logIdOf('key', id) });
  expect(createLogger('info')).not.toBe(logger);
});

test.each([
  ['no conversation sms:+8613912345678', 'no conversation sms:[cut]'],
  ['key (a.b@example.com) exists', 'key ([cut]) exists'],
  ['139 1234 5678 is taken', '[cut] is taken'],
  ['not within 30000 ms at 127.0.0.1:5432', 'not within 30000 ms at 127.0.0.1:5432'],
])('an error that says %j is logged as %j', (message, logged) => {
  expect(withoutPersonal(message)).toBe(logged);
});
