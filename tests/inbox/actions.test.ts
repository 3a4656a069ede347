import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as metrics from '../../telemetry/metrics.ts';
import { type Browser, Office } from './office.ts';

let office: Office;
let lin: Browser;
let wu: Browser;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('lin@example.com', '林悦');
  await office.hire('wu@example.com', '吴桐');
  [lin, wu] = [await office.signedIn('lin@example.com'), await office.signedIn('wu@example.com')];
});
afterAll(() => office.close());

const at = (id: string) => `/inbox/api/conversations/${encodeURIComponent(id)}`;
const refusal = ({ status, json }: { status: number; json: { error?: { code: string } } }) => [
  status,
  json.error?.code,
];
const transcript = async (id: string) => (await lin.get(`${at(id)}/transcript`)).json;

/** A customer who waits for a person. */
async function waiting(id: string, ...before: string[]): Promise<string> {
  await office.customer(id, ...before, '转人工');
  return at(id);
}

describe('the queue', () => {
  test('the most urgent first, then the longest waiting; mine and others apart', async () => {
    await waiting('first');
    office.later(1);
    await waiting('second');
    office.later(1);
    await office.customer('hurt', '刚刚撞车了，有人受伤');
    await wu.post(`${await waiting('with-wu', '我要投诉')}/take`);
    await lin.post(`${await waiting('with-lin')}/take`);

    const { json } = await lin.get('/inbox/api/queue');
    expect(json.waiting.map(({ id, urgency, place }: Record<string, unknown>) => [id, urgency, place])).toEqual([
      ['hurt', 1, 1],
      ['first', 0, 2],
      ['second', 0, 3],
    ]);
    expect(json.waiting[0]).toMatchObject({
      channel: 'directline',
      locale: 'zh-CN',
      reason: 'injury',
      since: expect.any(String),
      preview: '刚刚撞车了，有人受伤',
    });
    expect(json.mine.map(({ id }: { id: string }) => id)).toEqual(['with-lin']);
    expect(json.others).toEqual([expect.objectContaining({ id: 'with-wu', agent: '吴桐' })]);
    expect((await metrics.queueLength.get()).values[0]?.value).toBe(3);
  });
});

describe('taking, replying, giving back', () => {
  test('the whole of it, as the log has it', async () => {
    const path = await waiting('whole', '有什么产品');
    expect((await lin.post(`${path}/take`)).json).toEqual({ id: expect.stringMatching(/^whole\|\d{7}$/) });
    expect((await lin.post(`${path}/reply`, { text: '您好，\r\n请讲。' })).status).toBe(200);
    expect((await lin.post(`${path}/transfer`, { to: 'WU@example.com', note: '懂车险' })).status).toBe(200);
    expect(refusal(await lin.post(`${path}/reply`, { text: '还有……' }))).toEqual([409, 'not-yours']);
    expect((await wu.post(`${path}/close`, { reason: '已办妥' })).status).toBe(200);

    const { conversation, entries } = await transcript('whole');
    expect(conversation).toMatchObject({ id: 'whole', channel: 'directline', floor: 'bot', cases: [], state: [] });
    expect(
      entries
        .filter(({ role }: { role: string }) => role !== 'bot')
        .map(({ role, who, text }: Record<string, string>) => [role, who, text]),
    ).toEqual([
      ['customer', '客户', '有什么产品'],
      ['customer', '客户', '转人工'],
      ['system', '系统', '林悦 接手了对话'],
      ['agent', '林悦', '您好，\n请讲。'],
      ['system', '系统', '对话转给了 吴桐，说明：懂车险'],
      ['system', '系统', '吴桐 结束了对话，原因：已办妥'],
    ]);
    expect(entries.map(({ seq }: { seq: number }) => seq)).toEqual(
      entries.map((_: unknown, index: number) => index + 1),
    );
    const joined = entries.find(({ key }: { key?: string }) => key === 'human.joined');
    expect(joined).toMatchObject({
      role: 'bot',
      audience: 'all',
      type: 'message',
      who: '机器人',
      text: expect.stringContaining('林悦'),
    });
  });

  test('handing back lets the bot speak again', async () => {
    const path = await waiting('back');
    await lin.post(`${path}/take`);
    expect((await lin.post(`${path}/hand-back`)).status).toBe(200);
    const { conversation, entries } = await transcript('back');
    expect(conversation).toMatchObject({ floor: 'bot' });
    expect(conversation.agent).toBeUndefined();
    expect(entries.map(({ key }: { key?: string }) => key)).toContain('human.handed-back');
  });

  test.each([
    ['take', {}],
    ['reply', { text: '您好' }],
    ['hand-back', {}],
    ['transfer', { to: 'wu@example.com', note: '' }],
    ['close', { reason: '完' }],
  ])('%s is refused where the floor is not given that way', async (action, body) => {
    await office.customer(`bot-has-it-${action}`, '你好');
    const path = at(`bot-has-it-${action}`);
    expect(refusal(await lin.post(`${path}/${action}`, body))).toEqual([
      409,
      action === 'take' ? 'not-waiting' : 'not-yours',
    ]);
    expect(refusal(await lin.post(`${at('never-heard-of')}/${action}`, body))).toEqual([404, 'NotFound']);
  });

  test('of two who take at once, one gets it', async () => {
    const path = await waiting('race');
    const answers = await Promise.all([lin.post(`${path}/take`), wu.post(`${path}/take`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.json.error).toEqual({
      code: 'not-waiting',
      message: expect.stringContaining('同事先接手了'),
    });
  });

  test.each([
    ['reply', {}, 400, 'BadArgument'],
    ['reply', { text: ' \n ' }, 400, 'BadArgument'],
    ['reply', { text: 7 }, 400, 'BadArgument'],
    ['reply', { text: '字'.repeat(4001) }, 400, 'BadArgument'],
    ['reply', { text: 'a\0b' }, 400, 'BadArgument'],
    ['reply', { text: 'half \ud83d' }, 400, 'BadArgument'],
    ['close', { reason: '' }, 400, 'BadArgument'],
    ['transfer', { note: 'no address' }, 400, 'BadArgument'],
    ['transfer', { to: 'nobody@example.com', note: '' }, 409, 'no-such-agent'],
    ['transfer', { to: 'lin@example.com', note: '' }, 409, 'to-yourself'],
  ])('%s refuses %j', async (action, body, status, code) => {
    const path = at('picky');
    if (!(await office.opened.database.conversations.find('picky'))) await lin.post(`${await waiting('picky')}/take`);
    expect(refusal(await lin.post(`${path}/${action}`, body))).toEqual([status, code]);
    expect((await lin.post(`${path}/reply`, { text: '字'.repeat(4000) })).status).toBe(200);
  });

  test.each(['directline|a.b:c', 'msteams:19:x@thread.v2;messageid=1', '百分%25号', 'with space+plus'])(
    'the id %s may stand in an address',
    async (id) => {
      const path = await waiting(id);
      expect((await lin.post(`${path}/take`)).status).toBe(200);
      expect((await transcript(id)).conversation.id).toBe(id);
    },
  );
});

describe('the transcript', () => {
  test('shows what the bot has gathered, the case that came of it, and its deadlines', async () => {
    await office.customer('gathered', '昨天下午三点我的车被追尾了', '没有人受伤');
    const { conversation } = (await lin.get(`${at('gathered')}/transcript`, { 'accept-language': 'en' })).json;
    expect(conversation.state).toEqual([
      { dialog: 'report-incident', label: 'Incident report', values: expect.any(Array) },
    ]);
    expect(conversation.state[0].values).toContainEqual({
      name: 'anyoneHurt',
      label: expect.any(String),
      value: 'Nobody is hurt',
    });
    for (const text of ['文三路和学院路路口', '没带', '13800138000', '对，提交']) await office.say('gathered', text);
    const { cases } = (await transcript('gathered')).conversation;
    expect(cases).toEqual([
      expect.objectContaining({
        reference: expect.stringMatching(/^BA261118-\d{6}$/),
        label: '报案',
        stepLabel: '已报案',
      }),
    ]);
    // A report alone starts no clock (条例 §28, 29; 保险法 §23 with 解释二 §15).
    expect(cases[0].deadlines).toEqual([]);
  });

  test('shows the deadline that runs on a complaint', async () => {
    await office.customer('complained', '我要投诉理赔太慢', '没带', '13800138000', '对，提交');
    const { cases } = (await transcript('complained')).conversation;
    expect(cases[0].deadlines).toContainEqual(
      expect.objectContaining({ name: 'decision', source: '银行业保险业消费投诉处理管理办法 §18', left: '还有 15 天' }),
    );
  });

  test('is complete however long it is, in pieces from its end', async () => {
    await waiting('long');
    await lin.post(`${at('long')}/take`);
    for (let n = 1; n <= 520; n++) await office.say('long', `第 ${n} 句`);
    const latest = (await lin.get(`${at('long')}/transcript`)).json;
    expect(latest.entries).toHaveLength(500);
    const before = (await lin.get(`${at('long')}/transcript?before=${latest.earlier}`)).json;
    expect(before.earlier).toBeUndefined();
    const entries = [...before.entries, ...latest.entries];
    expect(entries.length).toBeGreaterThan(520);
    expect(entries.at(-1).text).toBe('第 520 句');
    expect(new Set(entries.map(({ seq }: { seq: number }) => seq)).size).toBe(entries.length);
  });

  test('leads a browser only where it may follow', async () => {
    await waiting('files');
    const files = [
      ['现场.jpg', 'image/jpeg', 'http://elsewhere.test/v3/directline/attachments/abc/1.jpg'],
      ['evil', 'text/html', 'javascript:alert(1)'],
      ['link', 'text/html', 'https://example.com/a'],
    ].map(([name, contentType, contentUrl]) => ({ name, contentType, contentUrl }));
    await office.say('files', '', { attachments: files });
    const { entries } = await transcript('files');
    const sent = entries.findLast(({ attachments }: { attachments?: unknown[] }) => attachments?.length);
    expect(sent.attachments.map(({ url }: { url?: string }) => url)).toEqual([
      'http://elsewhere.test/v3/directline/attachments/abc/1.jpg',
      undefined,
      'https://example.com/a',
    ]);
  });
});

describe('what a weak line sends twice', () => {
  test('a reply with an id is one, also when both come at once, and after the conversation went on', async () => {
    const path = await waiting('twice');
    await lin.post(`${path}/take`, { id: 'take-1' });
    const reply = { text: '请拍一下现场。', id: '0b6f-1' };
    const answers = await Promise.all([1, 2, 3].map(() => lin.post(`${path}/reply`, reply)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
    await lin.post(`${path}/transfer`, { to: 'wu@example.com' });
    expect((await lin.post(`${path}/reply`, reply)).json).toEqual(answers[0]?.json);
    // Another reply of theirs is none of theirs to give any more, and a colleague's is one of its own.
    expect(refusal(await lin.post(`${path}/reply`, { ...reply, id: '0b6f-2' }))).toEqual([409, 'not-yours']);
    expect((await wu.post(`${path}/reply`, reply)).json.id).not.toBe(answers[0]?.json.id);
    const { entries } = await transcript('twice');
    expect(entries.filter(({ role }: { role: string }) => role === 'agent')).toHaveLength(2);
  });

  test('without an id two are two; the same id in another conversation is another reply', async () => {
    const [one, other] = [await waiting('without-id'), await waiting('other-id')];
    for (const path of [one, other]) await lin.post(`${path}/take`);
    for (const path of [one, one, other]) await lin.post(`${path}/reply`, { text: '您好' });
    for (const path of [one, other]) await lin.post(`${path}/reply`, { text: '您好', id: 'same' });
    const replies = async (id: string) =>
      (await transcript(id)).entries.filter(({ role }: { role: string }) => role === 'agent').length;
    expect([await replies('without-id'), await replies('other-id')]).toEqual([3, 2]);
  });

  test('taking and handing back too', async () => {
    const path = await waiting('take-twice');
    const taken = await lin.post(`${path}/take`, { id: 't' });
    expect((await lin.post(`${path}/take`, { id: 't' })).json).toEqual(taken.json);
    expect(refusal(await lin.post(`${path}/take`, { id: 'u' }))).toEqual([409, 'not-waiting']);
    const back = await lin.post(`${path}/hand-back`, { id: 'b' });
    expect((await lin.post(`${path}/hand-back`, { id: 'b' })).json).toEqual(back.json);
  });

  test.each([[7], [{}], ['x'.repeat(101)], ['a\0']])('an id that is none is refused: %j', async (id) => {
    const path = await waiting('bad-id');
    expect(refusal(await lin.post(`${path}/take`, { id }))).toEqual([400, 'BadArgument']);
  });
});
