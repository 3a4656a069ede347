import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import {
  closeMatter,
  handBack,
  mustHaveFloor,
  returnToQueue,
  takeConversation,
  transfer,
} from '../../services/conversations/agent-actions.ts';
import { requestPerson, SELF_HARM } from '../../services/conversations/handoffs.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { appendNote } from '../../services/evidence/append-note.ts';
import { heardFrom, identityIn } from '../../services/identity/identity.ts';
import { ENDED, type NotedIdentity, VERIFIED } from '../../services/identity/noted.ts';
import type { Incoming } from '../incoming/incoming.ts';
import type { HandoffStatus } from '../speaking/desk-bot.ts';

/** The entry that an incoming became, and whether the bot is to speak to it. */
export interface Applied {
  entry: LogEntry;
  botSpeaks: boolean;
}

/**
 * Notes what a customer or their channel sent, or the desk itself. Only an agent silences the bot, on every
 * channel alike, and it speaks only to what means something: a customer's message, and the desk's own events. What else a customer's
 * client sends is noted as theirs: events by the names of the desk's own say nothing to the bot. Where a customer says
 * that they want to die (`inDanger`) and has an agent, the agent sees why it is urgent now. `about` is the entry that a
 * change is of.
 */
export function applyCustomerActivity(
  inTurn: ConversationInTurn,
  { from, activity, messageId }: Extract<Incoming, { from: 'customer' | 'system' }>,
  inDanger: boolean,
  about?: string,
): Applied {
  const { conversation } = inTurn;
  const entry = inTurn.append({
    activity: {
      ...(from === 'customer' ? withoutOurMarks(activity) : activity),
      ...(about === undefined ? {} : { replyToId: about }),
      conversation: { id: conversation.id },
    },
    role: from,
    audience: from === 'system' ? 'staff' : 'all',
    messageId,
  });
  const isMessage = activity.type === 'message';
  if (from === 'customer' && isMessage && conversation.closedAt) conversation.closedAt = undefined;
  if (from === 'customer') hearFrom(inTurn, entry.at);
  if (from === 'system' && entry.seq === 1) noteVerified(inTurn);
  if (inDanger && conversation.floor.holder === 'agent') requestPerson(conversation, SELF_HARM, entry.at);
  const isSaid = isMessage || about !== undefined;
  return { entry, botSpeaks: conversation.floor.holder !== 'agent' && (isSaid || from === 'system') };
}

/** A conversation that was begun for somebody who is signed in at the insurer's own site says so from its beginning. */
function noteVerified(inTurn: ConversationInTurn): void {
  const { verified } = identityIn(inTurn.conversation.state);
  if (!verified) return;
  const { customer, name, by, until } = verified;
  appendNote(inTurn, VERIFIED, { customer, name, by, until } satisfies NotedIdentity[typeof VERIFIED]);
}

/** Who was verified is so from now on, or no more, where they said nothing for too long. */
function hearFrom(inTurn: ConversationInTurn, at: Date): void {
  const { conversation } = inTurn;
  const before = identityIn(conversation.state);
  const { memory, ended } = heardFrom(before, at);
  if (memory === before) return;
  conversation.state = { ...conversation.state, identity: memory };
  if (ended) appendNote(inTurn, ENDED, { why: 'idle' } satisfies NotedIdentity[typeof ENDED]);
}

/** An activity without `channelData.policydesk`, which says what the desk itself meant: pages and integrations believe it. */
function withoutOurMarks(activity: LoggedActivity): LoggedActivity {
  const { channelData } = activity;
  if (typeof channelData !== 'object' || channelData === null || !('policydesk' in channelData)) return activity;
  const { policydesk: _, ...theirs } = channelData;
  return { ...activity, channelData: theirs };
}

/** Does what an agent asks for, and notes it. Throws `FloorRefused` where it isn't theirs to do; nothing was changed then. */
export function applyAgentAction(
  inTurn: ConversationInTurn,
  { agent, action, messageId }: Extract<Incoming, { from: 'agent' }>,
): Applied {
  const { conversation } = inTurn;
  const noted = (status: HandoffStatus): Applied => ({
    entry: noteHandoff(inTurn, status, messageId),
    botSpeaks: true,
  });
  switch (action.do) {
    case 'reply': {
      mustHaveFloor(conversation, agent.id);
      const activity: LoggedActivity = {
        type: 'message',
        text: action.text,
        textFormat: 'plain',
        from: { id: `agent-${agent.id}`, name: agent.name, role: 'bot' },
        conversation: { id: conversation.id },
        channelData: { policydesk: { key: 'agent.reply', agent: agent.name } },
      };
      return { entry: inTurn.append({ activity, role: 'agent', messageId }), botSpeaks: false };
    }
    case 'take': {
      const from = conversation.floor.holder === 'agent' ? action.over : undefined;
      takeConversation(conversation, agent.id, action.over);
      return noted(from ? { state: 'taken-over', agent, from } : { state: 'accepted', agent });
    }
    case 'return':
      returnToQueue(conversation, agent.id);
      return noted({ state: 'returned', agent });
    case 'transfer':
      transfer(conversation, agent.id, action.to.id);
      return noted({ state: 'transferred', agent: action.to, note: action.note });
    case 'hand-back':
      handBack(conversation, agent.id);
      return noted({ state: 'completed', agent });
    case 'close':
      closeMatter(conversation, agent.id, inTurn.now);
      return noted({ state: 'closed', agent, note: action.reason });
  }
}

/** Appends Bot Framework's handoff event, for the staff's eyes; what the customer is told about it is the bot's. */
function noteHandoff(
  inTurn: ConversationInTurn,
  { agent: { id, name }, ...status }: HandoffStatus,
  messageId: string | undefined,
): LogEntry {
  const value: HandoffStatus = { ...status, agent: { id, name } };
  return inTurn.append({
    activity: { type: 'event', name: 'handoff.status', value, conversation: { id: inTurn.conversation.id } },
    role: 'system',
    audience: 'staff',
    messageId,
  });
}
