import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellQueueNews } from '../../bots/duties/queue-news.ts';
import { isAnybodyThere } from '../../services/staff/presence.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { learnt } from '../kit/learnt.ts';
import { keyOf } from '../kit/said.ts';
import { Office } from './office.ts';

/* A Wednesday, 15:30: within the hours. */
let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.hire('mei@x.example', '梅');
});
afterAll(() => office.close());

const keys = async (id: string): Promise<(string | undefined)[]> => {
  const entries = await office.opened.database.log.read(id, 0, { reader: 'customer', limit: 100 });
  return entries.filter(({ role }) => role !== 'customer').map(keyOf);
};

test('who waits hears that nobody is there, then a place, once somebody is signed in; who signs out isn’t there', async () => {
  await office.customer('early', '转人工');
  expect(await keys('early')).toEqual(['human.nobody-here']);
  const browser = await office.signedIn('mei@x.example');
  expect(await isAnybodyThere(office.opened.database.agents)).toBe(true);
  await office.say('early', '还要多久');
  expect((await keys('early')).at(-1)).toBe('human.still-waiting');
  await browser.post('/inbox/api/session/end');
  expect(await isAnybodyThere(office.opened.database.agents)).toBe(false);
});

test('a call-back is in the list of calls, with its hour, until it was made; twice is once', async () => {
  await office.customer('caller', '今天下午五点后给我打电话，13800138000，我叫李晓芸，想问退保，先问我再办', '对');
  const browser = await office.signedIn('mei@x.example');
  const { calls } = (await browser.get('/inbox/api/queue')).json;
  expect(calls).toMatchObject([
    {
      conversationId: 'caller',
      name: '李晓芸',
      phone: '+8613800138000',
      askFirst: '先问我再办',
      callAt: '2026-11-18T09:00:00.000Z',
      callBy: '2026-11-18T10:00:00.000Z',
      urgency: 'later',
      unconfirmed: false,
    },
  ]);
  const page = await browser.get('/inbox/conversations/caller');
  expect(page.text).toContain('要回的电话');
  expect(page.text).toContain('已经打过电话');
  const [{ reference }] = calls;
  office.later(120);
  expect((await browser.get('/inbox/api/queue')).json.calls).toMatchObject([{ urgency: 'soon' }]);
  for (const _ of [1, 2]) expect((await browser.post(`/inbox/api/cases/${reference}/called`)).status).toBe(200);
  expect((await browser.get('/inbox/api/queue')).json.calls).toEqual([]);
  expect((await browser.post('/inbox/api/cases/BA261118-000000/called')).status).toBe(404);
  const [closed] = await office.opened.database.cases.ofConversation('caller');
  expect(closed).toMatchObject({ step: 'called' });
  await browser.post('/inbox/api/session/end');
});

test('who waits hears when the hours are over, once', async () => {
  await office.customer('late', '转人工');
  office.later(120);
  const { database } = office.opened;
  const parts = {
    turns: office.turns,
    database: { conversations: database.conversations, agents: database.agents },
    opening: { hours: learnt.knowledge.hours, zone: 'Asia/Shanghai' },
    clock: () => office.absent.writingTime(new Date()),
    logger: createLogger('silent'),
  };
  await tellQueueNews(parts);
  await tellQueueNews(parts);
  expect((await keys('late')).filter((key) => key === 'human.nobody-today')).toEqual(['human.nobody-today']);
});
