import type { Locale } from '../../language/locale.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { sha256 } from '../../services/ids.ts';
import type { Session } from '../../services/staff/agent-store.ts';
import { words } from '../../templates/render.ts';
import type { Viewing } from '../show/times.ts';

/** Who looks at a page, and at which conversation. */
export interface Viewer extends Viewing {
  session: Session;
  current?: string;
}

/** What `templates/pages/inbox-*.hbs` is given. */
export type View = Record<string, unknown>;

/** The address of a conversation's page. */
export const conversationPath = (id: string): string => `/inbox/conversations/${encodeURIComponent(id)}`;

/** A short digest of a part of a page: tells one state of it from another. */
export const digestOf = (view: View): string => sha256(JSON.stringify(view)).slice(0, 12);

/** What a conversation is called: by the end of its id, short, and the same everywhere. */
export const shortName = ({ id }: Pick<Conversation, 'id'>, locale: Locale): string =>
  words('inbox.conversation-name', locale, { end: id.replace(/[^\p{L}\p{N}]/gu, '').slice(-6) });
