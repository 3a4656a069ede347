import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { Quotas } from '../../channels/direct-line/quotas.ts';
import { startTestDesk } from '../kit/desk.ts';
import { ask, history, type Visit, visit } from './kit/wire.ts';

const ADDRESS = {
  messagesPerMinute: 1,
  messageBytesPerMinute: 1,
  filesPerHour: 1,
  fileBytesPerHour: 1,
  fileBytesPerDay: 1,
  streams: 1,
};

test('files that are read at once are bounded: of a conversation, of an address, and all together', async () => {
  const quotas = new Quotas({ messagesPerMinute: 1, address: ADDRESS });
  let finish = () => {};
  const going = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const running: Promise<void>[] = [];
  /** How many of so many are let in. */
  const letIn = async (number: number, of: (n: number) => [conversation: string, address: string]) => {
    let count = 0;
    for (let n = 0; n < number; n++) {
      const [conversation, address] = of(n);
      let began = false;
      const read = quotas.reading(conversation, address, () => {
        began = true;
        return going;
      });
      if (began) running.push(read);
      else await expect(read).rejects.toMatchObject({ status: 429, headers: { 'retry-after': '5' } });
      count += Number(began);
    }
    return count;
  };
  expect(await letIn(60, (n) => ['one', `198.18.0.${n}`])).toBe(40);
  expect(await letIn(300, (n) => [`family ${n}`, '203.0.113.7'])).toBe(200);
  expect(await letIn(300, (n) => [`other ${n}`, `198.18.1.${n}`])).toBe(160);
  finish();
  await Promise.all(running);
  expect(await letIn(1, () => ['one', '203.0.113.7'])).toBe(1);
});

test('over the wire: who opens downloads without reading them is told to come back; others read meanwhile', async () => {
  const desk = await startTestDesk({ TRUSTED_PROXIES: '1' });
  onTestFinished(() => desk.stop());
  const linkOf = async (mine: Visit) => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(9 * 1024 * 1024)], { type: 'image/png' }), 'a.png');
    await ask(desk, 'POST', `/v3/directline/conversations/${mine.conversationId}/upload`, { token: mine.token, body });
    const { activities } = await history(desk, mine);
    return activities.find(({ attachments }) => attachments)?.attachments?.[0]?.contentUrl ?? '';
  };
  const [flood, other] = [await linkOf(await visit(desk)), await linkOf(await visit(desk))];
  const open = (n: number) =>
    new Promise<{ status: number | undefined; again: string | undefined; end: () => void }>((resolve, reject) => {
      const asked = request(flood, { agent: false, headers: { 'x-forwarded-for': `198.18.0.${n}` } }, (response) => {
        response.pause();
        const again = response.headers['retry-after'];
        resolve({ status: response.statusCode, again, end: () => response.destroy() });
      });
      asked.on('error', reject).end();
    });
  const opened = await Promise.all(Array.from({ length: 50 }, (_, n) => open(n)));
  const refused = opened.filter(({ status }) => status === 429);
  expect(opened.filter(({ status }) => status === 200)).toHaveLength(40);
  expect(refused.map(({ again }) => again)).toEqual(Array(10).fill('5'));
  const read = async (link: string) => {
    const answer = await fetch(link, { headers: { 'x-forwarded-for': '203.0.113.7' } });
    return [answer.status, (await answer.arrayBuffer()).byteLength];
  };
  expect(await read(other)).toEqual([200, 9 * 1024 * 1024]);
  for (const { end } of opened) end();
  await expect.poll(() => read(flood)).toEqual([200, 9 * 1024 * 1024]);
});
