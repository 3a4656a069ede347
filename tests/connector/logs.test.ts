import { symbols } from 'pino';
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

test('a line is made of known fields: one that isn’t known, or holds an object, is cut', () => {
  const lines: string[] = [];
  const logger = withLogKey(memoryLogger(lines), 'key');
  const failed = Object.assign(new Error('about 13912345678'), { token: 'secret', cause: new Error('a@b.example') });
  const trace = Object.assign(new RangeError('王小明'), { code: 'E1', cause: new Error('a@b.example') });
  const fields = {
    ...{ correlationId: 'c', floor: 'bot', score: 0.5, repeated: true, ms: 3, agent: undefined, key: null },
    ...{ text: '我叫王小明', phone: '13912345678', token: 'secret', reply: { text: '王小明' } },
    ...{ from: { name: '王小明' }, files: ['王小明'], err: failed, trace },
  };
  logger.error(fields as object, 'x');
  const { time: _, err, ...line } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  expect(line).toEqual({
    ...{ level: 50, correlationId: 'c', floor: 'bot', score: 0.5, repeated: true, ms: 3, key: null },
    ...{ text: '[cut]', phone: '[cut]', token: '[cut]', reply: '[cut]', from: '[cut]', files: '[cut]' },
    ...{ trace: { type: 'RangeError', stack: expect.any(String), code: 'E1', cause: 'Error' }, msg: 'x' },
  });
  expect(err).toEqual({
    ...{ type: 'Error', message: 'about [cut]', stack: expect.any(String) },
    cause: { type: 'Error', message: '[cut]' },
  });
  expect(lines[0]).not.toMatch(/王小明|139123|secret/);
});

test('whoever looks for a fault on their own machine reads what an error says, and what caused it', () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  const logger = Object.assign(createLogger('debug', { causes: true }), { [symbols.streamSym]: stream });
  logger.error({ trace: new RangeError('no such day', { cause: new Error('十一月三一号') }) }, 'reading failed');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    trace: { type: 'RangeError', message: 'no such day', cause: { type: 'Error', message: '十一月三一号' } },
  });
});
