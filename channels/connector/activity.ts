import type { Activity, ChannelAccount, ConversationAccount, ConversationReference } from 'botbuilder';
import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { readActivity } from '../direct-line/activity.ts';

/** Bytes that an id may have: a database's index holds a conversation's and a message's together. */
const LONGEST_ID = 1_000;
const LONGEST_NAME = 500;

const bad = (message: string) => new Problem(400, 'BadArgument', message);

/** An activity of a channel, checked, as far as the desk has a use for it. */
export type Arrived =
  /** The customer said or did something. */
  | {
      kind: 'said';
      messageId: string | undefined;
      content: LoggedActivity;
      reference: Reference;
      locale: string | undefined;
    }
  /** The customer is there. */
  | { kind: 'joined'; reference: Reference; locale: string | undefined }
  /** Nothing that the desk answers: somebody types, the bot itself was added, a message was deleted. */
  | { kind: 'nothing' };

/** Where a conversation is answered. */
export type Reference = Pick<ConversationReference, 'bot' | 'channelId' | 'conversation' | 'serviceUrl'> & {
  user: ChannelAccount;
};

/** Reads what a connector posted. Throws a {@link Problem} that says what is wrong with it. */
export function readArrived(posted: Record<string, unknown>): Arrived {
  const body = Object.fromEntries(Object.entries(posted).filter(([, value]) => value !== null));
  const { type } = body;
  if (typeof type !== 'string' || type === '') throw bad("the activity's type is missing");
  const locale = typeof body.locale === 'string' ? body.locale : undefined;
  switch (type) {
    case 'message':
    case 'event': {
      const { text, textFormat, name, value, attachments } = body;
      const reference = referenceFor(body, account(body.from, 'from'));
      const content = readActivity({ type, text, textFormat, locale, name, value, attachments });
      content.from = { ...reference.user, role: 'user' };
      // In a name of its own: no channel's id is like one of the desk's.
      const messageId = body.id === undefined ? undefined : messageIdOf(id(body.id, 'id'));
      return { kind: 'said', messageId, content, reference, locale };
    }
    case 'conversationUpdate': {
      const member = whoJoined(body);
      return member ? { kind: 'joined', reference: referenceFor(body, member), locale } : { kind: 'nothing' };
    }
    default:
      return { kind: 'nothing' };
  }
}

const CHANNELS_OWN = 'channel:';

/** The log's message id for a channel's: none of a channel is like one that the desk makes. */
const messageIdOf = (id: string): string => `${CHANNELS_OWN}${id}`;

/** The channel's own id of a message in the log; undefined for what has none. */
export const channelsIdOf = (messageId: string | undefined): string | undefined =>
  messageId?.startsWith(CHANNELS_OWN) ? messageId.slice(CHANNELS_OWN.length) : undefined;

/** The activity as the SDK needs it to check who sent it. */
export function activityForCheck({ type, channelId, serviceUrl }: Record<string, unknown>): Activity {
  const said = (given: unknown) => (typeof given === 'string' ? given : '');
  return { type, channelId: said(channelId), serviceUrl: said(serviceUrl) } as Activity;
}

/** The first member that was added and isn't the bot. */
function whoJoined({ membersAdded, recipient }: Record<string, unknown>): ChannelAccount | undefined {
  if (membersAdded === undefined) return undefined;
  if (!Array.isArray(membersAdded)) throw bad("the activity's membersAdded must be a list");
  const bot = isObject(recipient) ? recipient.id : undefined;
  return membersAdded.map((member) => account(member, 'membersAdded')).find((member) => member.id !== bot);
}

function referenceFor(body: Record<string, unknown>, user: ChannelAccount): Reference {
  const { channelId, serviceUrl, conversation, recipient } = body;
  if (typeof channelId !== 'string' || !/^[\w.-]{1,100}$/.test(channelId))
    throw bad("the activity's channelId must be a channel's name");
  if (!isServiceUrl(serviceUrl)) throw bad("the activity's serviceUrl must be an http or https address");
  if (!isObject(conversation)) throw bad("the activity's conversation is missing");
  return {
    channelId,
    serviceUrl,
    conversation: conversationAccount(conversation),
    user,
    bot: recipient === undefined ? { id: '', name: '' } : account(recipient, 'recipient'),
  };
}

function account(given: unknown, field: string): ChannelAccount {
  if (!isObject(given)) throw bad(`the activity's ${field} is missing`);
  const aadObjectId = words(given.aadObjectId);
  return {
    id: id(given.id, `${field}.id`),
    name: words(given.name) ?? '',
    ...(aadObjectId === undefined ? {} : { aadObjectId }),
  };
}

function conversationAccount(given: Record<string, unknown>): ConversationAccount {
  const { isGroup } = given;
  const kept = Object.entries({
    name: words(given.name),
    conversationType: words(given.conversationType),
    tenantId: words(given.tenantId),
    isGroup: typeof isGroup === 'boolean' ? isGroup : undefined,
  }).filter(([, value]) => value !== undefined);
  return { id: id(given.id, 'conversation.id'), ...Object.fromEntries(kept) } as ConversationAccount;
}

function id(given: unknown, field: string): string {
  if (typeof given !== 'string' || given === '' || given.includes('\0') || !given.isWellFormed())
    throw bad(`the activity's ${field} must be an id`);
  if (Buffer.byteLength(given) > LONGEST_ID) throw bad(`the activity's ${field} may have at most ${LONGEST_ID} bytes`);
  return given;
}

/** A name as a database can keep it; undefined for what is none. */
const words = (given: unknown): string | undefined =>
  typeof given === 'string' ? given.slice(0, LONGEST_NAME).toWellFormed().replaceAll('\0', '') : undefined;

function isServiceUrl(given: unknown): given is string {
  return (
    typeof given === 'string' &&
    given.length <= 2_000 &&
    given.isWellFormed() &&
    !given.includes('\0') &&
    URL.canParse(given) &&
    /^https?:$/.test(new URL(given).protocol)
  );
}

const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
