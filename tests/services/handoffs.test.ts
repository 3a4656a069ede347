import { describe, expect, test } from 'vitest';
import {
  closeMatter,
  FloorRefused,
  handBack,
  returnToQueue,
  takeConversation,
  transfer,
} from '../../services/conversations/agent-actions.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';
import { BOTS_FLOOR, type Floor, type QueuePlace } from '../../services/conversations/floor.ts';
import { mostOfOneOrigin, requestPerson } from '../../services/conversations/handoffs.ts';

/* Who may have the floor after whom, and what becomes of the place in the queue. */

const NOW = new Date('2026-11-18T15:30:00+08:00');
const BEFORE = new Date('2026-11-18T15:12:00+08:00');

const PLACE: QueuePlace = { since: BEFORE, reason: 'asked', urgency: 0, crowd: 0 };
const waits = (place: Partial<QueuePlace> = {}): Floor => ({ holder: 'queue', place: { ...PLACE, ...place } });
const withAgent = (agentId: string, place: Partial<QueuePlace> = {}): Floor => ({
  holder: 'agent',
  agentId,
  place: { ...PLACE, ...place },
});
const urgent = { reason: 'injury', urgency: 1 } as const;
const calm = { reason: 'complaint', urgency: 0 } as const;

const conversation = (floor: Floor): Conversation => ({
  ...newConversation(
    { id: 'c', channel: 'x', transport: 'push', userId: 'u', locale: 'zh-CN', reference: undefined },
    BEFORE,
  ),
  state: { stack: [{ dialog: 'report-incident' }] },
  floor,
});

describe('the floor goes', () => {
  test.each<[string, Floor, (given: Conversation) => void, Floor]>([
    ['to the queue', BOTS_FLOOR, (c) => requestPerson(c, calm, NOW), waits({ since: NOW, ...calm })],
    [
      'to the queue, behind the others of a crowd',
      BOTS_FLOOR,
      (c) => requestPerson(c, { ...calm, alike: mostOfOneOrigin(0) }, NOW),
      waits({ since: NOW, ...calm, crowd: 1 }),
    ],
    ['nowhere: who asks again keeps their place', waits(), (c) => requestPerson(c, calm, NOW), waits()],
    ['nowhere, but is urgent now', waits({ crowd: 1 }), (c) => requestPerson(c, urgent, NOW), waits(urgent)],
    [
      'nowhere, and a crowd of urgent ones is kept',
      waits({ ...urgent, crowd: 1 }),
      (c) => requestPerson(c, { ...urgent, reason: 'death' }, NOW),
      waits({ ...urgent, reason: 'death', crowd: 1 }),
    ],
    ['nowhere, and the agent sees', withAgent('a'), (c) => requestPerson(c, urgent, NOW), withAgent('a', urgent)],
    ['to who takes it', waits(urgent), (c) => takeConversation(c, 'a'), withAgent('a', urgent)],
    ['to an admin', withAgent('a'), (c) => takeConversation(c, 'b', { id: 'a' }), withAgent('b')],
    ['to a colleague', withAgent('a'), (c) => transfer(c, 'a', 'b'), withAgent('b')],
    ['back to its old place', withAgent('a', urgent), (c) => returnToQueue(c, 'a'), waits(urgent)],
    ['back to the bot', withAgent('a'), (c) => handBack(c, 'a'), BOTS_FLOOR],
    ['to the bot for good', withAgent('a'), (c) => closeMatter(c, 'a', NOW), BOTS_FLOOR],
  ])('%s', (_, before, act, after) => {
    const given = conversation(Object.freeze(before));
    act(given);
    expect(given.floor).toEqual(after);
  });
});

test.each<[string, Floor, (given: Conversation) => void, FloorRefused['refusal']]>([
  ['who doesn’t wait can’t be taken', BOTS_FLOOR, (c) => takeConversation(c, 'a'), 'not-waiting'],
  ['who has an agent can’t be taken', withAgent('a'), (c) => takeConversation(c, 'b'), 'not-waiting'],
  ['nor over from somebody else', withAgent('a'), (c) => takeConversation(c, 'b', { id: 'x' }), 'not-waiting'],
  ['nor over from nobody', BOTS_FLOOR, (c) => takeConversation(c, 'b', { id: 'x' }), 'not-waiting'],
  ['what isn’t mine I can’t transfer', withAgent('a'), (c) => transfer(c, 'b', 'b'), 'not-yours'],
  ['nor return', waits(), (c) => returnToQueue(c, 'a'), 'not-yours'],
  ['nor hand back', BOTS_FLOOR, (c) => handBack(c, 'a'), 'not-yours'],
  ['nor close', withAgent('a'), (c) => closeMatter(c, 'b', NOW), 'not-yours'],
])('%s', (_, floor, act, refusal) => {
  const given = conversation(floor);
  expect(() => act(given)).toThrow(expect.objectContaining({ constructor: FloorRefused, refusal }));
  expect(given).toEqual(conversation(floor));
});
