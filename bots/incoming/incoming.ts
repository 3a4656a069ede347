import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { AgentAction } from '../../services/conversations/agent-actions.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import type { Agent } from '../../services/staff/agent-store.ts';
import type { Stores } from '../../services/stores.ts';

/** What a turn starts with. */
export type Incoming = {
  conversationId: string;
  /** Ties together the log lines of one request. */
  correlationId: string;
  /** The channel's own id of the message, by which a repeat is known. */
  messageId?: string | undefined;
  /** The conversation that it opens, where there is none yet: both are kept, or neither. */
  opens?: Conversation | undefined;
  /** Where the conversation is answered from now on, on a push channel that says so with every message. */
  reference?: Conversation['reference'];
} & (
  | {
      from: 'customer';
      activity: LoggedActivity;
      /** Of a change or a taking back: the `messageId` of the message that it is about. */
      about?: string | undefined;
    }
  /** The desk's own: the conversation has started; a duty of the bot's. */
  | { from: 'system'; activity: LoggedActivity; isDue?: IsDue }
  | { from: 'agent'; agent: Pick<Agent, 'id' | 'name'>; action: AgentAction; isDue?: IsDue }
);

/** Of a duty: whether it is still due in the conversation as it stands, now that it can't change any more. */
export type IsDue = (conversation: Conversation, stores: Stores) => boolean | Promise<boolean>;

/** A turn's end: the log entry of what came in. */
export interface Outcome {
  id: string;
  /** It had come in before, and nothing was said. */
  repeated: boolean;
}

export { NoSuchConversation } from '../../services/conversations/conversations.ts';

/** A duty was done meanwhile, or is none any more. Nothing was written. */
export class NotDue extends Error {
  constructor(id: string) {
    super(`there is nothing to do in ${id} any more`);
  }
}
