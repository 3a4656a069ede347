import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

test('who is hurt stands before those who came first', async () => {
  const waiting = await desk.open();
  await waiting.say('转人工');
  const hurt = await desk.open();
  await hurt.say('刚在绕城高速追尾了，我老婆流血了');
  const queue = await desk.opened.database.conversations.queue({ limit: 10 });
  expect(queue.map(({ id, floor }) => ({ id, urgency: floor.place.urgency }))).toEqual([
    { id: hurt.id, urgency: 1 },
    { id: waiting.id, urgency: 0 },
  ]);
});
