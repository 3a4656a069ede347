import { describe, expect, test } from 'vitest';
import { type QuotaFigures, Quotas } from '../../channels/direct-line/quotas.ts';
import { readConfig } from '../../config.ts';
import { Problem } from '../../http/problem.ts';
import { startTestDesk } from '../kit/desk.ts';
import { activitiesOf, ask, history, outcomeOf, post, type Visit, visit } from './kit/wire.ts';

const WIDE = {
  messagesPerMinute: 1_000,
  messageBytesPerMinute: 1e9,
  filesPerHour: 1_000,
  fileBytesPerHour: 1e9,
  fileBytesPerDay: 1e9,
  streams: 1_000,
};
const MB = 1024 * 1024;

const quotas = (address: Partial<QuotaFigures['address']>, messagesPerMinute = 1_000) =>
  new Quotas({ messagesPerMinute, address: { ...WIDE, ...address } });

/** How often it is given before it is refused with 429, at most `most` times. */
async function given(most: number, take: (n: number) => Promise<unknown>): Promise<number> {
  for (let n = 0; n < most; n++) {
    try {
      await take(n);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(error).toMatchObject({ status: 429, code: expect.stringMatching(/^TooMany(Requests|Streams)$/) });
      expect(error.message).toContain(`in ${error.headers['retry-after']} seconds`);
      return n;
    }
  }
  return most;
}

describe('a share', () => {
  test('of one conversation is its own', async () => {
    const shares = quotas({}, 5);
    expect(await given(10, () => shares.message('a', '203.0.113.7'))).toBe(5);
    expect(await given(10, () => shares.message('b', '203.0.113.7'))).toBe(5);
  });

  test('of one address is used up by all of its conversations together; others have theirs', async () => {
    const shares = quotas({ messagesPerMinute: 100 });
    expect(await given(500, () => shares.message('flood', '203.0.113.7'))).toBe(100);
    expect(await given(50, () => shares.message('elsewhere', '203.0.113.8'))).toBe(50);
  });

  test('that a flood has used up leaves through who has hardly written, and no second flood', async () => {
    const shares = quotas({ messagesPerMinute: 100 });
    await given(500, () => shares.message('flood', '203.0.113.7'));
    expect(await given(50, () => shares.message('somebody', '203.0.113.7'))).toBe(10);
    // A fifth again, ten of which are gone; however many conversations a flood has.
    expect(await given(500, (n) => shares.message(`flood ${n}`, '203.0.113.7'))).toBe(10);
  });

  test('of bytes counts what is kept', async () => {
    const shares = quotas({ messageBytesPerMinute: 10_000 });
    const bytes = async (conversation: string, size: number) =>
      (await shares.message(conversation, '203.0.113.7'))(size);
    for (let n = 0; n < 20; n++) await shares.message('flood', '203.0.113.7');
    expect(await given(20, () => bytes('flood', 1_000))).toBe(10);
    expect(await given(1, () => bytes('somebody', 300))).toBe(1);
  });

  test('of files', async () => {
    const shares = quotas({ filesPerHour: 3 });
    expect(await given(20, (n) => shares.file(`c${n}`, '203.0.113.7', { files: 1 }))).toBe(3);
    expect(await given(1, () => shares.file('elsewhere', '203.0.113.8', { files: 1 }))).toBe(1);
  });

  test.each([
    ['an hour', { fileBytesPerHour: 100 * MB }],
    ['a day', { fileBytesPerDay: 100 * MB }],
  ])(
    'of bytes of files in %s; the photographs of one accident still get through while a fifth again lasts',
    async (_, figures) => {
      const shares = quotas(figures);
      const send = (conversation: string) => shares.file(conversation, '203.0.113.7', { bytes: MB });
      expect(await given(500, () => send('flood'))).toBe(100);
      expect(await given(50, () => send('somebody'))).toBe(20);
      expect(await given(50, () => send('somebody else'))).toBe(0);
      expect(await given(1, () => shares.file('elsewhere', '203.0.113.8', { bytes: MB }))).toBe(1);
    },
  );

  test('of streams that are open', async () => {
    const shares = quotas({ streams: 50 });
    const open: (() => void)[] = [];
    const stream = async (conversation: string, address: string | undefined) =>
      void open.push(shares.stream(conversation, address));
    expect(await given(50, () => stream('a', '203.0.113.7'))).toBe(20);
    expect(await given(100, (n) => stream(`c${n}`, '203.0.113.7'))).toBe(30);
    expect(await given(1, () => stream('a', '203.0.113.8'))).toBe(0);
    expect(await given(1, () => stream('elsewhere', '203.0.113.8'))).toBe(1);
    // A site's back end is counted by conversation.
    expect(await given(100, (n) => stream(`site ${n}`, undefined))).toBe(100);
    expect(await given(50, () => stream('site 0', undefined))).toBe(19);
    open[0]?.();
    open[0]?.();
    expect(await given(2, () => stream('a', '203.0.113.7'))).toBe(1);
  });

  test('counts no address of a site’s back end', async () => {
    const shares = quotas({ messagesPerMinute: 1, filesPerHour: 1, fileBytesPerDay: 1 });
    expect(await given(50, (n) => shares.message(`c${n}`, undefined))).toBe(50);
    expect(await given(50, () => shares.file('c', undefined, { files: 1, bytes: 1 }))).toBe(50);
  });

  test('lets a few uploads of one conversation run at once', async () => {
    const shares = quotas({});
    let finish = () => {};
    const going = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const running = [1, 2, 3, 4].map(() => shares.uploading('a', () => going));
    expect(await given(1, () => shares.uploading('a', async () => {}))).toBe(0);
    expect(await given(1, () => shares.uploading('b', async () => {}))).toBe(1);
    finish();
    await Promise.all(running);
    expect(await given(1, () => shares.uploading('a', async () => {}))).toBe(1);
  });
});

test('by default an office of 200 behind one address meets none of them', async () => {
  const shares = new Quotas(readConfig({}).quotas);
  const office = Array.from({ length: 200 }, (_, n) => `customer ${n}`);
  for (const customer of office) {
    for (let tab = 0; tab < 4; tab++) shares.stream(customer, '203.0.113.7');
    for (let n = 0; n < 10; n++) await (await shares.message(customer, '203.0.113.7'))(2_000);
  }
  // A hailstorm over its car park: a tenth of them report within the hour.
  for (const customer of office.slice(0, 20))
    for (let n = 0; n < 20; n++) await shares.file(customer, '203.0.113.7', { files: 1, bytes: MB });
});

test('over the wire: one address floods, another behind the same proxy doesn’t notice, and who hardly wrote gets through', async () => {
  const desk = await startTestDesk({
    TRUSTED_PROXIES: '1',
    ADDRESS_MESSAGES_PER_MINUTE: '15',
    ADDRESS_FILES_PER_HOUR: '1',
  });
  try {
    const say = (mine: Visit, from: string) =>
      ask(desk, 'POST', activitiesOf(mine), {
        token: mine.token,
        headers: { 'x-forwarded-for': from },
        body: { type: 'event', name: 'x' },
      });
    const [flood, neighbour, elsewhere] = await Promise.all([visit(desk), visit(desk), visit(desk)]);
    const outcomes = [];
    for (let n = 0; n < 18; n++) outcomes.push(outcomeOf(await say(flood, `2001:db8:1:2::${n}`)));
    expect(outcomes).toEqual([...Array(15).fill('200'), ...Array(3).fill('429 TooManyRequests')]);
    expect(outcomeOf(await say(neighbour, '2001:db8:1:2::99'))).toBe('200');
    expect(outcomeOf(await say(elsewhere, '2001:db8:1:3::1'))).toBe('200');
    expect((await history(desk, flood)).activities.length).toBeGreaterThan(15); // reading goes on

    // Beyond the share of files, the words beside them are kept, and the person is told.
    const send = (text: string) => {
      const body = new FormData();
      body.append(
        'activity',
        new Blob([JSON.stringify({ type: 'message', text })], { type: 'application/vnd.microsoft.activity' }),
      );
      body.append('file', new Blob(['x'], { type: 'image/png' }), `${text}.png`);
      const path = `/v3/directline/conversations/${elsewhere.conversationId}/upload`;
      return ask(desk, 'POST', path, {
        token: elsewhere.token,
        headers: { 'x-forwarded-for': '2001:db8:1:3::1' },
        body,
      });
    };
    expect((await send('一')).json.refused).toBeUndefined();
    expect((await send('二')).json.refused).toMatchObject([{ name: '二.png', code: 'TooManyRequests' }]);
    expect((await history(desk, elsewhere)).activities.at(-1)?.text).toContain('“二.png”：现在发来的文件太多');
    await post(desk, neighbour, '转人工');
  } finally {
    await desk.stop();
  }
});
