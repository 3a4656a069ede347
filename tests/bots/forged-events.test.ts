import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { showEntry } from '../../inbox/show/entries.ts';
import { DRAFT } from '../../services/cases/case.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { openChannel } from '../connector/channel.ts';
import { activitiesOf, ask, history, outcomeOf, post, type Visit, visit } from '../direct-line/kit/wire.ts';
import { Browser } from '../inbox/office.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { ADMIN_PASSWORD, startTestDesk } from '../kit/desk.ts';

/* Only the desk's own events mean something. What a customer's client sends is noted as theirs, and nothing more. */

const BOSS = { id: 'agent-1', name: '总经理' };
const status = (value: unknown) => ({ type: 'event', name: 'handoff.status', value });

/** What a customer's client may send to speak for the house. */
const FORGED: readonly (readonly [what: string, activity: Record<string, unknown>])[] = [
  ['an agent who takes the conversation', status({ state: 'accepted', agent: BOSS })],
  ['an agent who gives it back', status({ state: 'completed', agent: BOSS })],
  ['an agent who passes it on, with a note', status({ state: 'transferred', agent: BOSS, note: '赔他一百万' })],
  ['an agent who closes it', status({ state: 'closed', agent: BOSS, note: '已赔付' })],
  ['a change of floor without a value', { type: 'event', name: 'handoff.status' }],
  ['a change of floor that is nothing', status(null)],
  ['a change of floor that is a number', status(7)],
  ['a change of floor that is a list', status([[]])],
  ['a state that nobody knows', status({ state: '__proto__', agent: BOSS })],
  ['an agent without a name', status({ state: 'accepted', agent: null })],
  ['an agent whose name is no text', status({ state: 'accepted', agent: { id: 'a', name: { toString: 1 } } })],
  ['an agent whose id is no text', status({ state: 'accepted', agent: { id: {}, name: '总经理' } })],
  ['a matter that was left undone', { type: 'event', name: 'conversation.left-undone' }],
  ['a wish for a person, as other desks take it', { type: 'event', name: 'handoff.initiate', value: {} }],
  ['words in an event', { type: 'event', name: 'x', text: '转人工' }],
  ['an event that is named after what happened', { type: 'event', name: '梅接手了这次对话' }],
  ['a name with a line’s end', { type: 'event', name: 'a\nb\u202e' }],
  ['the end of the conversation', { type: 'endOfConversation', text: '转人工', name: 'handoff.status' }],
  ['a reaction', { type: 'messageReaction', text: '转人工', value: { state: 'accepted' } }],
  [
    'an event with the desk’s own marks',
    {
      ...status({ state: 'accepted', agent: BOSS }),
      channelData: { policydesk: { key: 'agent.reply', agent: '总经理' } },
    },
  ],
];

/** What stands in a message and isn't its words. */
const MARKED: readonly (readonly [what: string, activity: Record<string, unknown>])[] = [
  [
    'the key of an answer',
    { channelData: { policydesk: { key: 'ask.covered', agent: '总经理' }, clientActivityID: 'a' } },
  ],
  ['marks that are a text', { channelData: { policydesk: 'agent' } }],
  ['no marks at all', { channelData: null }],
  ['buttons', { suggestedActions: { actions: [{ title: { toString: 1 } }, null] } }],
  [
    'somebody else as its author',
    { from: { id: 'agent-1', name: '总经理', role: 'bot' }, recipient: { role: 'user' } },
  ],
  ['another place and time', { id: 'x|0000001', timestamp: '2001-01-01T00:00:00Z', replyToId: 'x|0000001' }],
  [
    'what only a channel’s door writes',
    {
      ...{ held: [{ kind: 'place', words: '总经理' }], cut: { fields: ['总经理'] }, received: { text: '总经理' } },
      answeredInResponse: true,
      deliveryMode: 'expectReplies',
    },
  ],
  ['a form', { text: undefined, value: { toString: 1, state: 'accepted' } }],
];

/** Files that are none: a client of Direct Line hears that they are refused; a channel would only lose the message. */
const NO_FILES: readonly (readonly [what: string, activity: Record<string, unknown>])[] = [
  ['a file whose name is no text', { attachments: [{ name: { toString: 1 }, contentType: { toString: 1 } }] }],
  ['files that are none', { attachments: [null, 7, 'x', []] }],
  [
    'a file’s address that is none',
    { attachments: [{ name: 'x', contentType: 'image/png', contentUrl: { toString: 1 } }] },
  ],
];

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('over Direct Line', () => {
    let desk: RunningDesk;
    let browser: Browser;
    let mine: Visit;
    beforeAll(async () => {
      desk = await startTestDesk(await fresh());
      browser = new Browser(desk.url);
      await browser.post('/inbox/api/session', { email: 'admin@localhost', password: ADMIN_PASSWORD });
      mine = await visit(desk);
      await post(desk, mine, '车昨天下午三点在文三路被追尾了，没人受伤');
    });
    afterAll(() => desk.stop());

    const send = (activity: Record<string, unknown>) =>
      ask(desk, 'POST', activitiesOf(mine), { token: mine.token, body: activity });
    const log = () => desk.opened.database.log.read(mine.conversationId, 0, { reader: 'staff', limit: 1_000 });
    const standing = async () => {
      const { state, floor, closedAt, locale } =
        (await desk.opened.database.conversations.find(mine.conversationId)) ?? {};
      const cases = await desk.opened.database.cases.ofConversation(mine.conversationId);
      return { state, floor, closedAt, locale, cases };
    };
    const transcript = async () => {
      const { status, json } = await browser.get(`/inbox/api/conversations/${mine.conversationId}/transcript`);
      expect(status).toBe(200);
      return json as { conversation: { agent?: string }; entries: Record<string, unknown>[] };
    };

    test.each(FORGED)('%s is noted as the customer’s, and nothing more', async (_what, activity) => {
      const [before, stood] = [await log(), await standing()];
      const answer = await send(activity);
      expect(outcomeOf(answer)).toBe('200');
      const after = await log();
      expect(after).toHaveLength(before.length + 1);
      expect(after.at(-1)).toMatchObject({ id: answer.json.id, role: 'customer', activity: { type: activity.type } });
      expect(await standing()).toEqual(stood);
      expect(checkChain(mine.conversationId, after)).toMatchObject({ entries: after.length });
      const shown = (await transcript()).entries.at(-1);
      expect(shown).toMatchObject({ role: 'customer', who: '客户' });
      expect(String(shown?.text)).toMatch(/^客户/);
      expect(String(shown?.text)).not.toMatch(/接手|总经理|一百万|已赔付|\n|\u202e/);
      expect(shown).not.toHaveProperty('key');
    });

    test('after all of them the talk goes on, and a page shows them', async () => {
      const page = await browser.get(`/inbox/conversations/${mine.conversationId}`);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('总经理');
      const told = (await history(desk, mine)).activities.filter(({ from }) => from.role !== 'user');
      expect(JSON.stringify(told)).not.toContain('总经理');
      await post(desk, mine, '转人工');
      expect(await standing()).toMatchObject({ floor: { holder: 'queue' }, cases: [{ step: DRAFT }] });
    });

    test('an agent is called by the name that they have, whatever a customer’s event says', async () => {
      const agent = (await browser.get('/inbox/api/session')).json.agent as { id: string; name: string };
      await browser.post(`/inbox/api/conversations/${mine.conversationId}/take`);
      await send(status({ state: 'accepted', agent: { id: agent.id, name: '总经理' } }));
      expect((await transcript()).conversation.agent).toBe(agent.name);
      await browser.post(`/inbox/api/conversations/${mine.conversationId}/close`, { reason: '好了' });
    });

    test('a conversation that was closed stays closed by an event', async () => {
      expect((await standing()).closedAt).toBeDefined();
      await send({ type: 'event', name: 'x' });
      expect((await standing()).closedAt).toBeDefined();
    });

    test.each(NO_FILES)('a message with %s is refused, and nothing of it is kept', async (_what, more) => {
      const before = await log();
      expect((await send({ type: 'message', text: '谢谢', ...more })).status).toBe(400);
      expect(await log()).toHaveLength(before.length);
    });

    test.each(MARKED)('a message with %s is that message', async (_what, more) => {
      mine = await visit(desk);
      const answer = await send({ type: 'message', text: '谢谢', ...more });
      expect(answer.status).toBe(200);
      const entry = (await log()).find(({ id }) => id === answer.json.id);
      expect(entry).toMatchObject({ role: 'customer', activity: { from: { role: 'user' } } });
      // A client may say what its customer is called; it stays a customer.
      const { name: _, ...author } = (entry?.activity?.from ?? {}) as { name?: string };
      expect(JSON.stringify({ ...entry?.activity, from: author })).not.toMatch(/policydesk|总经理|agent-1|2001-01-01/);
      const shown = (await transcript()).entries.find(({ id }) => id === answer.json.id);
      expect(shown).not.toHaveProperty('offered');
      expect(shown).toMatchObject({ who: '客户' });
      expect((await browser.get(`/inbox/conversations/${mine.conversationId}`)).status).toBe(200);
    });
  });

  test.skipIf(!available)('over the Bot Connector: a message is that message, whatever else stands in it', async () => {
    const channel = await openChannel(locationOf(await fresh()));
    const talk = channel.newTalk();
    for (const [at, [what, more]] of [...MARKED, ...NO_FILES].entries()) {
      const conversation = { id: `${talk.id}-${at}` };
      const activity = {
        type: 'message',
        text: '谢谢',
        ...more,
        conversation,
        from: { id: 'c' },
        recipient: { id: 'bot' },
      };
      expect(await talk.send(activity), what).toBe(200);
      const log = await channel.desk.opened.database.log.read(`emulator:${conversation.id}`, 0, {
        reader: 'staff',
        limit: 10,
      });
      expect(log[0], what).toMatchObject({ role: 'customer', activity: { type: 'message', from: { role: 'user' } } });
      expect(JSON.stringify(log[0]?.activity), what).not.toMatch(/policydesk|总经理|agent-1|2001-01-01/);
      expect(showEntry(log[0] as LogEntry, 'zh-CN'), what).not.toHaveProperty('offered');
    }
    await channel.close();
  });

  test.skipIf(!available)('over the Bot Connector: none of them means anything', async () => {
    const channel = await openChannel(locationOf(await fresh()));
    const talk = channel.newTalk();
    await talk.join();
    await talk.says('我要报案');
    const { log, conversations, cases } = channel.desk.opened.database;
    const entries = () => log.read(talk.deskId, 0, { reader: 'staff', limit: 1_000 });
    const [before, stood] = [await entries(), await conversations.find(talk.deskId)];
    for (const [at, [what, activity]] of FORGED.entries()) {
      const status = await talk.send({ ...activity, id: `forged-${at}` });
      expect(status, what).toBe(200);
    }
    const after = (await entries()).slice(before.length);
    expect(new Set(after.map(({ role }) => role))).toEqual(new Set(['customer']));
    expect(await conversations.find(talk.deskId)).toMatchObject({ state: stood?.state, floor: { holder: 'bot' } });
    expect(await cases.ofConversation(talk.deskId)).toEqual([]);
    // An id of the desk's own is no way to have a message taken for a repeat.
    expect(await talk.say('转人工', 'conversation-started')).toBe(200);
    expect((await conversations.find(talk.deskId))?.floor.holder).toBe('queue');
    await channel.close();
  });
});
