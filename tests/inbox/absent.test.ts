import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { returnWhatIsLeft } from '../../bots/duties/absent.ts';
import { Turns } from '../../bots/turns.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { changePassword, disableAgent } from '../../services/staff/agent-accounts.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { DATABASES } from '../kit/databases.ts';
import { type Browser, Office, PASSWORD } from './office.ts';

const at = (id: string) => `/inbox/api/conversations/${id}`;

for (const { kind, available, fresh } of DATABASES)
  describe.skipIf(!available)(`an absent agent’s conversation (${kind} database)`, () => {
    let office: Office;
    let admin: Browser;
    let boss: Browser;
    let wu: Browser;
    let number = 0;

    beforeAll(async () => {
      office = await Office.open({ database: await fresh() });
      await office.hire('admin@example.com', '安敏', 'admin');
      await office.hire('boss@example.com', '包斯', 'admin');
      await office.hire('wu@example.com', '吴桐');
      admin = await office.signedIn('admin@example.com');
      boss = await office.signedIn('boss@example.com');
      wu = await office.signedIn('wu@example.com');
    }, 120_000);
    afterAll(() => office.close());

    const transcript = async (id: string) => (await boss.get(`${at(id)}/transcript`)).json;
    const conversation = async (id: string) => (await transcript(id)).conversation;
    /** The texts that stand behind the last taking. */
    const lastTexts = async (id: string, many: number) =>
      (await transcript(id)).entries.slice(-many).map(({ audience, text }: Record<string, string>) => [audience, text]);

    /** A customer whom an agent has, each with an agent of their own, signed in once. */
    async function taken(id: string): Promise<{ agent: Awaited<ReturnType<Office['hire']>>; browser: Browser }> {
      number += 1;
      const email = `agent-${number}@example.com`;
      const agent = await office.hire(email, `林悦${number}`);
      const browser = await office.signedIn(email);
      await office.customer(id, '转人工');
      expect((await browser.post(`${at(id)}/take`)).status).toBe(200);
      return { agent, browser };
    }

    const look = () => returnWhatIsLeft(office.absent);

    describe('is taken by an admin', () => {
      test('at any time: the log says from whom, the customer who speaks now', async () => {
        const { agent, browser } = await taken('over');
        expect((await wu.post(`${at('over')}/take`)).json.error.code).toBe('not-waiting');
        expect((await admin.post(`${at('over')}/take`)).status).toBe(200);
        expect(await lastTexts('over', 2)).toEqual([
          ['staff', `安敏 从 ${agent.name} 那里接过了对话`],
          ['all', '您的对话已转给人工坐席安敏，由安敏继续为您服务。'],
        ]);
        expect(await conversation('over')).toMatchObject({ floor: 'agent', agent: '安敏' });
        expect((await browser.post(`${at('over')}/reply`, { text: '您好' })).json.error.code).toBe('not-yours');
        expect((await admin.post(`${at('over')}/take`)).json.error.code).toBe('not-waiting');
      });

      test('on the page, which shows others no button', async () => {
        await taken('button');
        const page = '/inbox/conversations/button';
        expect((await admin.get(page)).text).toContain('id="take-over"');
        expect((await wu.get(page)).text).not.toContain('id="take-over"');
        const [, over] = /name="over" value="(.*?)"/.exec((await admin.get(page)).text) ?? [];
        const answer = await admin.submit(`${page}/take`, { over: String(over) }, { htmx: true });
        expect([answer.status, answer.text.includes('id="reply-text"')]).toEqual([200, true]);
      });

      test('of two who saw the same agent have it, by one; the other is told, however late', async () => {
        const { agent } = await taken('race');
        const over = agent.id;
        expect((await conversation('race')).agentId).toBe(over);
        const answers = await Promise.all([admin, boss].map((browser) => browser.post(`${at('race')}/take`, { over })));
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
        expect(answers.find(({ status }) => status === 409)?.json.error.code).toBe('not-waiting');
      });

      test('of nobody, where it was seen waiting and a colleague was first', async () => {
        await office.customer('first', '转人工');
        const page = (await admin.get('/inbox/conversations/first')).text;
        expect(page).toMatch(/name="over" value="">\s*<button id="take"/);
        expect((await wu.post(`${at('first')}/take`)).status).toBe(200);
        expect((await admin.post(`${at('first')}/take`, { over: '' })).json.error.code).toBe('not-waiting');
        expect(await conversation('first')).toMatchObject({ floor: 'agent', agent: '吴桐' });
        expect((await admin.post(`${at('first')}/take`, { over: ['吴桐'] })).status).toBe(400);
      });

      test('what they saw taken and what has become of it since are two things', async () => {
        const { agent } = await taken('stale');
        await admin.post(`${at('stale')}/take`);
        const late = office.turns.run({
          from: 'agent',
          conversationId: 'stale',
          correlationId: 'test',
          agent: { id: 'x', name: 'x' },
          action: { do: 'take', over: agent },
        });
        await expect(late).rejects.toMatchObject({ refusal: 'not-waiting' });
      });
    });

    describe('goes back to the queue', () => {
      test('when the agent signs out: in its old place, and the customer hears what is true', async () => {
        const { agent, browser } = await taken('back');
        office.later(1);
        await office.customer('behind', '转人工');
        office.later(1);
        expect((await browser.post('/inbox/api/session/end')).status).toBe(200);
        expect(await lastTexts('back', 2)).toEqual([
          ['staff', `${agent.name} 已退出登录，对话回到排队`],
          ['all', expect.stringMatching(/^接待您的同事现在不在了，您的对话已回到排队.*您排在第 1 位。/)],
        ]);
        const { waiting } = (await boss.get('/inbox/api/queue')).json;
        expect(waiting.map(({ id }: { id: string }) => id)).toEqual(['back', 'behind']);
        expect((await wu.post(`${at('back')}/take`)).status).toBe(200);
        await wu.post(`${at('behind')}/take`);
      });

      test('not while they are still signed in in another browser', async () => {
        const { agent, browser } = await taken('two-browsers');
        const other = await office.signedIn(agent.email);
        await browser.post('/inbox/api/session/end');
        await look();
        expect(await conversation('two-browsers')).toMatchObject({ floor: 'agent', agent: agent.name });
        await other.post('/inbox/api/session/end');
        expect(await conversation('two-browsers')).toMatchObject({ floor: 'queue' });
      });

      test.each([
        [
          'their password is changed',
          (agent: { id: string }) => changePassword(office.opened.database, agent.id, 'x'.repeat(9)),
        ],
        [
          'they are disabled',
          (agent: Awaited<ReturnType<Office['hire']>>) => disableAgent(office.opened.database, agent, new Date()),
        ],
      ])('when %s, which signs them out at once', async (what, happens) => {
        const id = `ended-${what.length}`;
        const { agent, browser } = await taken(id);
        await happens(agent);
        expect((await browser.get('/inbox/api/session')).status).toBe(401);
        expect((await browser.post(`${at(id)}/reply`, { text: '您好' })).status).toBe(401);
        expect(await look()).toBe(1);
        expect(await conversation(id)).toMatchObject({ floor: 'queue' });
        const again = await new (browser.constructor as typeof Browser)(office.url).post('/inbox/api/session', {
          email: agent.email,
          password: PASSWORD,
        });
        expect(again.status).toBe(401);
      });

      test('when their session just runs out; once, however many replicas look', async () => {
        await taken('ran-out');
        const count = await office.opened.database.conversations.attendance();
        office.later(12 * 60 + 1);
        const returned = await Promise.all([look(), look(), look()]);
        const held = [...count.byAgent.values()].reduce((sum, one) => sum + one, 0);
        expect(returned.reduce((sum, one) => sum + one, 0)).toBe(held);
        for (const browser of [admin, boss, wu]) expect((await browser.get('/inbox/api/session')).status).toBe(401);
        boss = await office.signedIn('boss@example.com');
        const { entries } = await transcript('ran-out');
        expect(entries.filter(({ key }: { key?: string }) => key === 'human.returned')).toHaveLength(1);
      });

      test('also where the notice to the customer can’t be made', async () => {
        const { agent } = await taken('no-words');
        await office.opened.database.agents.endAll(agent.id);
        const bot = { run: () => Promise.reject(new Error('no words')) };
        const turns = new Turns({
          ...office.absent,
          signals: office.signals,
          knowledge: loadKnowledge(undefined),
          recognizer: { understand: () => ({}) as never },
          zone: 'Asia/Shanghai',
          logger: createLogger('silent'),
          bot,
          database: office.opened.database,
        });
        expect(await returnWhatIsLeft({ ...office.absent, turns })).toBe(1);
        expect(await conversation('no-words')).toMatchObject({ floor: 'queue' });
      });

      test('not an agent’s who is back when it is looked at again', async () => {
        const { agent } = await taken('is-back');
        const { database, turns } = office.absent;
        await database.agents.endAll(agent.id);
        const returned = await returnWhatIsLeft({
          ...office.absent,
          turns: {
            run: async (incoming) => {
              await office.signedIn(agent.email);
              return turns.run(incoming);
            },
          },
        });
        expect(returned).toBe(0);
        expect(await conversation('is-back')).toMatchObject({ floor: 'agent', agent: agent.name });
      });
    });
  });
