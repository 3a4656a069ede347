import { describe, expect, test } from 'vitest';
import type { conversations } from '../../db/schema.ts';
import {
  attendedFrom,
  changedColumns,
  conversationColumns,
  conversationFrom,
} from '../../db/stores/conversation-row.ts';
import type { Floor } from '../../services/conversations/floor.ts';
import { reasonNamed } from '../../services/conversations/handoff-reason.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';

/* A conversation and its row: whose floor it is, and the place in the queue. */

type Row = typeof conversations.$inferSelect;

const AT = new Date('2026-11-18T15:30:00.123+08:00');
const ASKED_AT = new Date('2026-11-18T15:12:00+08:00');

const ROW: Row = {
  ...{ id: 'c', channel: 'x', transport: 'push', userId: 'u', locale: 'zh-CN', origin: 'o', begunBy: null },
  ...{ state: { said: '您好' }, reference: null, headSeq: 3, headHash: 'h', headAt: AT, createdAt: AT, closedAt: null },
  ...{ floor: 'bot', agentId: null, queuedAt: null, handoffReason: null, urgency: 0, crowd: 0 },
};

const written = (floor: Floor) => {
  const columns: Record<string, unknown> = conversationColumns({ ...conversationFrom(ROW), floor });
  return Object.fromEntries(Object.keys(ROW).map((name) => [name, columns[name] ?? null]));
};

describe('what this version writes is read as it was', () => {
  test.each<[Partial<Row>, Floor]>([
    [{}, { holder: 'bot' }],
    [
      { floor: 'queue', queuedAt: ASKED_AT, handoffReason: 'injury', urgency: 1, crowd: 1 },
      { holder: 'queue', place: { since: ASKED_AT, reason: 'injury', urgency: 1, crowd: 1 } },
    ],
    [
      { floor: 'agent', agentId: 'a', queuedAt: ASKED_AT, handoffReason: 'asked' },
      { holder: 'agent', agentId: 'a', place: { since: ASKED_AT, reason: 'asked', urgency: 0, crowd: 0 } },
    ],
    [
      { floor: 'queue', queuedAt: ASKED_AT, handoffReason: 'a reason of tomorrow' },
      {
        holder: 'queue',
        place: { since: ASKED_AT, reason: reasonNamed('a reason of tomorrow'), urgency: 0, crowd: 0 },
      },
    ],
  ])('%o', (columns, floor) => {
    const row = { ...ROW, ...columns };
    const { agentId, queuedAt, handoffReason, urgency, crowd, ...rest } = row;
    const absent = { reference: undefined, closedAt: undefined, begunBy: undefined };
    expect(conversationFrom(row)).toStrictEqual({ ...rest, ...absent, floor });
    expect(written(floor)).toEqual(row);
  });
});

describe('what other versions left is read as what it can be', () => {
  const place = { since: ASKED_AT, reason: 'asked', urgency: 0, crowd: 0 } as const;
  test.each<[string, Partial<Row>, Floor]>([
    [
      'who waits without a time has waited since the last entry',
      { floor: 'queue', handoffReason: 'asked' },
      { holder: 'queue', place: { ...place, since: AT } },
    ],
    [
      'who waits without a reason has asked',
      { floor: 'queue', queuedAt: ASKED_AT, urgency: 1 },
      { holder: 'queue', place: { ...place, urgency: 1 } },
    ],
    [
      'an agent has it, and the place in the queue was given up',
      { floor: 'agent', agentId: 'a', handoffReason: 'complaint' },
      { holder: 'agent', agentId: 'a', place: { ...place, since: AT, reason: 'complaint' } },
    ],
    [
      'an agent without an id is nobody',
      { floor: 'agent', queuedAt: ASKED_AT, handoffReason: 'asked' },
      { holder: 'agent', agentId: '', place },
    ],
    [
      'the queue has it, and an agent is left over',
      { floor: 'queue', agentId: 'a', queuedAt: ASKED_AT, handoffReason: 'asked' },
      { holder: 'queue', place },
    ],
    [
      'the bot has it, and all of the queue is left over',
      { floor: 'bot', agentId: 'a', queuedAt: ASKED_AT, handoffReason: 'asked', urgency: 1, crowd: 1 },
      { holder: 'bot' },
    ],
  ])('%s', (_, columns, floor) => {
    expect(conversationFrom({ ...ROW, ...columns }).floor).toEqual(floor);
    if (floor.holder !== 'bot')
      expect(attendedFrom({ ...ROW, ...columns, agentName: null })).toEqual({
        ...{ id: 'c', channel: 'x', locale: 'zh-CN', headSeq: 3, headAt: AT, origin: 'o', agentName: undefined },
        floor,
      });
  });
});

describe('of the floor a turn writes', () => {
  const waiting = (crowd: number): Floor => ({
    holder: 'queue',
    place: { since: ASKED_AT, reason: 'asked', urgency: 0, crowd },
  });
  const withAgent: Floor = {
    holder: 'agent',
    agentId: 'a',
    place: { since: ASKED_AT, reason: 'asked', urgency: 0, crowd: 1 },
  };
  const columns = { floor: 'queue', agentId: undefined, queuedAt: ASKED_AT, handoffReason: 'asked', urgency: 0 };

  test.each<[string, Floor, Floor | undefined, Record<string, unknown>]>([
    ['nothing that it leaves', waiting(1), undefined, {}],
    ['all of what it gives', { holder: 'bot' }, waiting(0), { ...columns, crowd: 0 }],
    ['no crowd that stays as it was: others may have moved it up', waiting(1), waiting(1), columns],
    ['a crowd that is another one', waiting(1), waiting(0), { ...columns, crowd: 0 }],
    ['the place that an agent gives back', withAgent, waiting(1), { ...columns, crowd: 1 }],
    [
      'what is over',
      withAgent,
      { holder: 'bot' },
      { floor: 'bot', agentId: undefined, queuedAt: undefined, handoffReason: undefined, urgency: 0, crowd: 0 },
    ],
  ])('%s', (_, before, after, written) => {
    const inTurn = new ConversationInTurn({ ...conversationFrom(ROW), floor: before }, AT);
    inTurn.append({ activity: { type: 'message', text: '您好' }, role: 'customer' });
    if (after) inTurn.conversation.floor = after;
    const { headSeq, headHash, headAt, ...changed } = changedColumns(inTurn);
    expect(changed).toStrictEqual(written);
  });
});
