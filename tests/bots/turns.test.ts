import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NoSuchConversation } from '../../bots/incoming/incoming.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { addAgent } from '../../services/staff/agent-accounts.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { keysOf } from '../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../kit/talk.ts';

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a turn', () => {
    let desk: TalkDesk;
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place));
    });
    afterAll(() => desk.close());

    const post = (conversationId: string, text: string, messageId?: string) =>
      desk.turns.run({
        conversationId,
        from: 'customer',
        activity: { type: 'message', text },
        messageId,
        correlationId: 'test',
      });

    test('is written whole: what came in, what was answered, in one chain', async () => {
      const talk = await desk.open();
      await talk.say('谢谢');
      const log = await talk.log();
      expect(log.map(({ role, audience, activity }) => [role, audience, activity?.type])).toEqual([
        ['system', 'staff', 'conversationUpdate'],
        ['bot', 'all', 'message'],
        ['customer', 'all', 'message'],
        ['bot', 'all', 'message'],
      ]);
      expect(checkChain(talk.id, log)).toMatchObject({ entries: 4, erased: 0 });
      expect(log[3]?.activity?.replyToId).toBe(log[2]?.id);
    });

    test('with the same message id is one turn, also when both come at once', async () => {
      const talk = await desk.open();
      const results = await Promise.all([
        post(talk.id, '谢谢', 'm1'),
        post(talk.id, '谢谢', 'm1'),
        post(talk.id, '谢谢', 'm1'),
      ]);
      expect(new Set(results.map(({ id }) => id)).size).toBe(1);
      expect(results.map(({ repeated }) => repeated).sort()).toEqual([false, true, true]);
      expect((await talk.log()).filter(({ role }) => role === 'customer')).toHaveLength(1);
    });

    test('waits for the one before it: twenty at once are twenty in order, each with its answer', async () => {
      const talk = await desk.open();
      await Promise.all(Array.from({ length: 20 }, (_, n) => post(talk.id, `谢谢${'！'.repeat(n + 1)}`, `m${n}`)));
      const log = await talk.log();
      expect(checkChain(talk.id, log)).toMatchObject({ entries: 42 });
      expect(log.slice(2).map(({ role }) => role)).toEqual(
        Array.from({ length: 20 }, () => ['customer', 'bot']).flat(),
      );
    });

    test('that fails leaves nothing', async () => {
      const talk = await desk.open();
      const before = await talk.log();
      // Half a surrogate pair is no text: the database refuses it after the entry was made and before the commit.
      await expect(post(talk.id, 'x\ud800')).rejects.toThrow();
      expect(await talk.log()).toEqual(before);
      expect(keysOf(await talk.say('谢谢'))).toEqual(['thanks.welcome']);
    });

    test('of no conversation is refused', async () => {
      await expect(post('nobody', '你好')).rejects.toThrow(NoSuchConversation);
    });

    test('is answered by the bot only while it has the floor', async () => {
      const agent = await addAgent(
        desk.opened.database.agents,
        { email: 'mei@x.example', name: '梅', role: 'agent', password: 'long enough' },
        desk.clock.tell(),
      );
      const other = await addAgent(
        desk.opened.database.agents,
        { email: 'an@x.example', name: '安', role: 'agent', password: 'long enough' },
        desk.clock.tell(),
      );
      const talk = await desk.open();
      await expect(talk.act(agent, { do: 'take' })).rejects.toMatchObject({ refusal: 'not-waiting' });
      expect(keysOf(await talk.say('转人工'))).toEqual(['human.queued']);
      expect(keysOf(await talk.say('在吗'))).toEqual(['human.still-waiting']);
      await expect(talk.act(agent, { do: 'reply', text: '您好' })).rejects.toMatchObject({ refusal: 'not-yours' });
      expect(keysOf(await talk.act(agent, { do: 'take' }))).toEqual(['human.joined']);
      await expect(talk.act(other, { do: 'take' })).rejects.toMatchObject({ refusal: 'not-waiting' });
      await expect(talk.act(other, { do: 'reply', text: '您好' })).rejects.toMatchObject({ refusal: 'not-yours' });
      expect(textsOf(await talk.act(agent, { do: 'reply', text: '您好，我看到了' }))).toEqual(['您好，我看到了']);
      expect(await talk.say('酒驾赔吗')).toEqual([]);
      expect(keysOf(await talk.act(agent, { do: 'transfer', to: other, note: '请核对保单' }))).toEqual([
        'human.transferred',
      ]);
      await expect(talk.act(agent, { do: 'reply', text: '再见' })).rejects.toMatchObject({ refusal: 'not-yours' });
      expect(keysOf(await talk.act(other, { do: 'hand-back' }))).toEqual(['human.handed-back', 'greeting.hello']);
      expect(keysOf(await talk.say('谢谢'))).toEqual(['thanks.welcome']);
      // The note is for the staff alone.
      const seen = await desk.opened.database.log.read(talk.id, 0, { reader: 'customer', limit: 100 });
      expect(JSON.stringify(seen)).not.toContain('请核对保单');
      expect(JSON.stringify(await talk.log())).toContain('请核对保单');
      expect(checkChain(talk.id, await talk.log())).toMatchObject({ erased: 0 });
    });

    test('after an agent closed the matter starts afresh', async () => {
      const agent = await addAgent(
        desk.opened.database.agents,
        { email: 'li@x.example', name: '李', role: 'agent', password: 'long enough' },
        desk.clock.tell(),
      );
      const talk = await desk.open();
      await talk.say('我要报案');
      await talk.say('转人工');
      await talk.act(agent, { do: 'take' });
      expect(keysOf(await talk.act(agent, { do: 'close', reason: '已登记' }))).toEqual(['human.closed']);
      expect(keysOf(await talk.say('我要报案'))).toEqual(['report-incident.ask-what']);
    });

    test('puts those who wait in order: the urgent ones, then the first come', async () => {
      const first = await desk.open();
      const second = await desk.open();
      desk.clock.pass(1);
      await first.say('转人工');
      desk.clock.pass(1);
      expect(textsOf(await second.say('转人工'))[0]).toMatch(/您排在第 \d+ 位，前面还有 \d+ 位/);
      const waiting = (await desk.opened.database.conversations.queue({ limit: 100 })).map(({ id }) => id);
      expect(waiting.indexOf(first.id)).toBeLessThan(waiting.indexOf(second.id));
    });
  });
});

const textsOf = (entries: readonly LogEntry[]): string[] => entries.map(({ activity }) => activity?.text ?? '');
