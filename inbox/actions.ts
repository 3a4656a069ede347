import type { Locale } from '../language/locale.ts';
import { type AgentAction, FloorRefused } from '../services/conversations/agent-actions.ts';
import { type Conversation, NoSuchConversation } from '../services/conversations/conversations.ts';
import { agentOf } from '../services/conversations/floor.ts';
import { mostOfOneOrigin } from '../services/conversations/handoffs.ts';
import type { Session } from '../services/staff/agent-store.ts';
import { refuse } from './locale.ts';
import type { InboxParts } from './parts.ts';
import { findConversation } from './transcript.ts';

/** What an agent can do in a conversation, as its address says it. */
export const ACTIONS = ['take', 'reply', 'hand-back', 'transfer', 'close'] as const satisfies AgentAction['do'][];
export type ActionName = (typeof ACTIONS)[number];

/** Characters that a reply, and a note or reason, may have. */
export const MOST_IN_REPLY = 4_000;
export const MOST_IN_NOTE = 1_000;

/** Characters of the id that a client may give an action. */
const MOST_IN_ID = 100;

/**
 * Who does what where. `fields.id` is the client's own id of what it asks for: sent again, it is done once. `fields.over`
 * of a `take` is the id of the agent who had the conversation as its page showed it, or empty for nobody: who was too
 * late by a moment is refused then, and takes nothing from the colleague who was first. Without it, whoever has it.
 */
export interface ActionRequest {
  name: ActionName;
  session: Session;
  conversationId: string;
  fields: Record<string, unknown>;
  correlationId: string;
  locale: Locale;
}

/**
 * Does what an agent asked for and returns the id of its entry. Throws a Problem for what can't be read or found, and
 * `FloorRefused` where it isn't the agent's to do.
 */
export async function act(parts: Pick<InboxParts, 'turns' | 'database'>, request: ActionRequest): Promise<string> {
  const { session, conversationId, correlationId, locale } = request;
  const { database } = parts;
  const asked = await read(parts, request);
  const id = text(request.fields.id, { field: 'id', most: MOST_IN_ID, required: false, locale });
  const conversation = await findConversation(parts, conversationId, locale);
  const action = asked.do === 'take' ? await taking(parts, request, conversation) : asked;
  try {
    const { id: entry } = await parts.turns.run({
      from: 'agent',
      conversationId,
      correlationId,
      agent: session.agent,
      action,
      ...(id ? { messageId: `agent:${session.agent.id}:${id}` } : {}),
    });
    if (action.do === 'take') await database.conversations.moveUp(conversation.origin, mostOfOneOrigin);
    return entry;
  } catch (error) {
    if (!(error instanceof NoSuchConversation)) throw error;
    throw refuse(404, 'NotFound', 'no-such-conversation', { locale });
  }
}

/** An admin may take a conversation from the colleague who has it, as far as the admin saw that they have it. */
async function taking(
  { database }: Pick<InboxParts, 'database'>,
  { session: { agent }, fields, locale }: ActionRequest,
  { floor }: Conversation,
): Promise<AgentAction> {
  const agentId = agentOf(floor);
  const seen =
    fields.over === undefined
      ? agentId
      : text(fields.over, { field: 'over', most: MOST_IN_ID, required: false, locale });
  const isOvers = agentId === seen && agentId !== agent.id;
  if (agent.role !== 'admin' || agentId === undefined || !isOvers) return { do: 'take' };
  return { do: 'take', over: { id: agentId, name: (await database.agents.nameOf(agentId)) ?? '' } };
}

async function read({ database }: Pick<InboxParts, 'database'>, request: ActionRequest): Promise<AgentAction> {
  const { name, fields, session, locale } = request;
  switch (name) {
    case 'take':
    case 'hand-back':
      return { do: name };
    case 'reply':
      return { do: name, text: text(fields.text, { field: 'text', most: MOST_IN_REPLY, required: true, locale }) };
    case 'close':
      return {
        do: name,
        reason: text(fields.reason, { field: 'reason', most: MOST_IN_NOTE, required: true, locale }),
      };
    case 'transfer': {
      const email = text(fields.to, { field: 'to', most: 320, required: true, locale });
      const note = text(fields.note, { field: 'note', most: MOST_IN_NOTE, required: false, locale });
      const found = await database.agents.findByEmail(email.toLowerCase());
      if (!found || found.disabledAt) throw new FloorRefused('no-such-agent');
      if (found.id === session.agent.id) throw refuse(409, 'to-yourself', 'to-yourself', { locale });
      return { do: name, to: { id: found.id, email: found.email, name: found.name, role: found.role }, note };
    }
  }
}

/** A text that can be kept and read. Throws a 400 for what is none. */
function text(
  given: unknown,
  { field, most, required, locale }: { field: string; most: number; required: boolean; locale: Locale },
): string {
  const bad = (sentence: string) => refuse(400, 'BadArgument', sentence, { locale, data: { field, most } });
  if (given !== undefined && given !== null && typeof given !== 'string') throw bad('not-text');
  const value = (given ?? '').replaceAll('\r\n', '\n').trim();
  if (required && value === '') throw bad('empty');
  if (value.length > most) throw bad('too-long');
  if (value.includes('\0') || !value.isWellFormed()) throw bad('unreadable');
  return value;
}
