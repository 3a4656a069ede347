import { expect, test } from 'vitest';
import { LastCommitted } from '../../bots/turn/last-committed.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';

/* What a process remembers of the conversations that it committed last. */

const AT = new Date('2026-11-18T15:30:00.123+08:00');
const conversation = (id: string, more: Partial<Conversation> = {}): Conversation => ({
  ...newConversation(
    { id, channel: 'x', transport: 'x', userId: 'u', locale: 'zh-CN', reference: { a: { b: 1 } } },
    AT,
  ),
  ...more,
});

test('is given once, as a read would give it, and nobody changes what another holds', () => {
  const committed = new LastCommitted();
  const stands = conversation('c', { state: { said: { words: '一' }, nothing: undefined }, headSeq: 3 });
  committed.put(stands);
  Object.assign(stands.state.said as object, { words: '二' });
  expect(committed.take('c')).toEqual(conversation('c', { state: { said: { words: '一' } }, headSeq: 3 }));
  expect(committed.take('c')).toBeUndefined();
});

test('an older state never takes the place of a newer one', () => {
  const committed = new LastCommitted();
  committed.put(conversation('c', { headSeq: 5 }));
  committed.put(conversation('c', { headSeq: 4 }));
  expect(committed.take('c')?.headSeq).toBe(5);
});

test('is forgotten when the log is known to have grown, and of who waits in the queue nothing is remembered', () => {
  const committed = new LastCommitted();
  committed.put(conversation('c', { headSeq: 5 }));
  committed.notice('c', 5);
  committed.notice('c', 6);
  expect(committed.take('c')).toBeUndefined();
  committed.put(
    conversation('c', { floor: { holder: 'queue', place: { since: AT, reason: 'asked', urgency: 0, crowd: 0 } } }),
  );
  expect(committed.take('c')).toBeUndefined();
});

test('the oldest goes where there are too many, and whoever has been silent for a quarter of an hour', () => {
  let now = 0;
  const committed = new LastCommitted(() => now);
  for (let n = 0; n < 4_001; n++) committed.put(conversation(`c${n}`));
  expect([committed.take('c0'), committed.take('c1')?.id]).toEqual([undefined, 'c1']);
  now += 16 * 60_000;
  committed.put(conversation('new'));
  expect([committed.take('c2'), committed.take('new')?.id]).toEqual([undefined, 'new']);
});
