import { expect, test } from 'vitest';
import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import { newConversation } from '../../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../../services/conversations/in-turn.ts';
import { wordsOf } from './customer.ts';
import { faultsOf, type Known } from './faults.ts';

/** What a customer and the database know of one conversation of two messages. */
interface Story {
  inTurn: ConversationInTurn;
  log: LogEntry[];
  known: { acknowledged: string[]; heard: NonNullable<LogEntry['activity']>[]; complaints: string[] } & Known;
}

function story(): Story {
  const now = new Date('2026-11-18T15:30:00+08:00');
  const who = { id: 'c', channel: 'webchat', transport: 'direct-line', userId: 'u', locale: 'zh-CN' } as const;
  const inTurn = new ConversationInTurn(newConversation({ ...who, reference: undefined }, now), now);
  const acknowledged: string[] = [];
  inTurn.append({ role: 'system', audience: 'staff', activity: { type: 'conversationUpdate' } });
  inTurn.append({ role: 'bot', activity: { type: 'message' } });
  for (const number of [1, 2]) {
    const { id } = inTurn.append({ role: 'customer', activity: { type: 'message', text: wordsOf(number) } });
    acknowledged.push(id);
    inTurn.append({ role: 'bot', activity: { type: 'message', replyToId: id } });
  }
  const log = [...inTurn.appended];
  const heard = log.flatMap(({ audience, activity }) => (audience === 'all' && activity ? [activity] : []));
  return { inTurn, log, known: { acknowledged, heard, complaints: [] } };
}

const judge = ({ inTurn, log, known }: Story): string[] => faultsOf(inTurn.conversation, log, known);

test('a conversation in which all is well has no faults', () => {
  expect(judge(story())).toEqual([]);
});

test.each<[what: string, spoil: (story: Story) => void, fault: string]>([
  ['an acknowledged message was lost', ({ known }) => known.acknowledged.push('c|0000099'), 'messages in the log'],
  ['a message is there twice', ({ inTurn, log }) => log.push(again(inTurn)), 'messages in the log'],
  ['messages changed places', ({ known }) => known.acknowledged.reverse(), 'messages in the log'],
  ['a message was answered twice', ({ inTurn, log }) => log.push(answerAgain(inTurn)), 'order of the log'],
  ['a message was not answered', ({ log }) => log.splice(3, 1), 'order of the log'],
  ['the greeting came twice', ({ log }) => log.splice(1, 0, ...log.slice(1, 2)), 'order of the log'],
  ['the stream missed an entry', ({ known }) => known.heard.splice(2, 1), 'the stream'],
  ['the stream brought an entry twice', ({ known }) => known.heard.push(...known.heard.slice(-1)), 'the stream'],
  ['the stream brought entries in another order', ({ known }) => known.heard.reverse(), 'the stream'],
  [
    'a content was changed',
    ({ log }) => Object.assign(log[2]?.activity ?? {}, { value: 1 }),
    'the chain is broken at 3',
  ],
  ['the log was cut off', ({ log }) => log.splice(-2), 'the chain does not end where the conversation says'],
  [
    'a repeat got another answer',
    ({ known }) => known.complaints.push('第 1 句话 was first a, then b'),
    '第 1 句话 was',
  ],
])('seen when %s', (_, spoil, fault) => {
  const spoilt = story();
  spoil(spoilt);
  expect(judge(spoilt).join('\n')).toContain(fault);
});

const again = (inTurn: ConversationInTurn): LogEntry =>
  inTurn.append({ role: 'customer', activity: { type: 'message', text: wordsOf(2) } });

const answerAgain = (inTurn: ConversationInTurn): LogEntry =>
  inTurn.append({ role: 'bot', activity: { type: 'message', replyToId: 'c|0000005' } });
