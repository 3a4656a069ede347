import { createHmac } from 'node:crypto';

/**
 * Ids as the log may hold them. A channel's id of a conversation or a customer is often their phone number
 * (`sms:+86…`, `whatsapp:…`) or their address: in the log stands a keyed hash of it, the same for every line, from which
 * nobody without the key gets back. `desk log-id <id>` prints it. Ids that the desk made say nothing, and stand.
 */

/** As `unguessable` makes them: no channel's, which has a colon after the channel's name. */
const OURS = /^[\w-]{23}$/;
/** 96 bits: enough to tell conversations apart. */
const CHARACTERS = 16;

/** An id of a conversation, or of anything of a channel's. */
export const logIdOf = (key: string, id: string): string =>
  OURS.test(id) ? id : `~${createHmac('sha256', key).update(id).digest('base64url').slice(0, CHARACTERS)}`;

/** An entry's id: the conversation's and its place. */
export const logEntryOf = (key: string, id: string): string => {
  const at = id.lastIndexOf('|');
  return at === -1 ? logIdOf(key, id) : `${logIdOf(key, id.slice(0, at))}${id.slice(at)}`;
};

/** What a logger writes for fields that hold ids. */
export const idSerializers = (key: string) => {
  const inLog = (write: (key: string, id: string) => string) => (id: unknown) =>
    typeof id === 'string' ? write(key, id) : id;
  return {
    conversationId: inLog(logIdOf),
    userId: inLog(logIdOf),
    messageId: inLog(logIdOf),
    entry: inLog(logEntryOf),
  };
};

/** Runs of digits as long as a phone's, an ID's or a card's, and e-mail addresses. */
const PERSONAL = [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, /\+?\d(?:[ -]?\d){6,}/g];

/** A message of an error without what may be somebody's. */
export const withoutPersonal = (message: string): string =>
  PERSONAL.reduce((text, personal) => text.replace(personal, '[cut]'), message);
