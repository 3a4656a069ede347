import type { LogEntry } from '../conversation-log/entry.ts';
import type { ConversationInTurn } from '../conversations/in-turn.ts';

/** Appends an entry of the desk's own. */
export const appendNote = (inTurn: ConversationInTurn, name: string, value: unknown): LogEntry =>
  inTurn.append({
    activity: { type: 'event', name, value, conversation: { id: inTurn.conversation.id } },
    role: 'system',
    audience: 'staff',
  });
