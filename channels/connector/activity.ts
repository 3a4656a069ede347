import type { Activity, ChannelAccount, ConversationAccount, ConversationReference } from 'botbuilder';
import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { LONGEST_CHANNEL, LONGEST_ID, sha256 } from '../../services/ids.ts';
import { keepableText, withinBudget } from '../budget.ts';
import { withoutUnseen } from '../direct-line/file-name.ts';
import { treatmentOf } from './kinds.ts';
import { readMessage } from './message.ts';

/** The delivery mode of a caller that takes the answers in the response to its message. */
export const EXPECT_REPLIES = 'expectReplies';

const LONGEST_NAME = 500;
const CHANNEL = new RegExp(`^[\\w.-]{1,${LONGEST_CHANNEL}}$`);

const bad = (message: string) => new Problem(400, 'BadArgument', message);

/** What a channel posted, checked, and what becomes of it (`kinds.ts`). */
export type Arrived =
  /** From the customer, and answered to where it came from. */
  | {
      kind: 'said' | 'changed' | 'taken-back' | 'kept';
      conversationId: string;
      /** The log's id of the message, by which a repeat is known. */
      messageId: string | undefined;
      /** The log's id of the message that it changes or takes back. */
      about: string | undefined;
      content: LoggedActivity;
      reference: ChannelReference;
      locale: string | undefined;
    }
  | { kind: 'joined'; conversationId: string; reference: ChannelReference; locale: string | undefined }
  | { kind: 'noted' | 'invoked'; conversationId: string; messageId: string | undefined; content: LoggedActivity }
  | { kind: 'passing' };

/** Where a conversation is answered. */
export type ChannelReference = Pick<ConversationReference, 'bot' | 'channelId' | 'conversation' | 'serviceUrl'> & {
  user: ChannelAccount;
};

/**
 * Reads what a connector posted. Throws a {@link Problem} for what doesn't say what it is, where it belongs or who says
 * it; what a customer wrote or sent is never refused for what it is.
 */
export function readArrived(posted: Record<string, unknown>): Arrived {
  const body = Object.fromEntries(Object.entries(posted).filter(([, value]) => value !== null));
  const { type } = body;
  if (typeof type !== 'string' || type === '') throw bad("the activity's type is missing");
  const kind = treatmentOf(type);
  if (kind === 'passing') return { kind };
  const locale = typeof body.locale === 'string' ? body.locale : undefined;
  if (kind === 'joined') {
    const member = whoJoined(body);
    if (member) return { kind, conversationId: placeOf(body), reference: referenceFor(body, member), locale };
    return body.membersRemoved === undefined ? { kind: 'passing' } : noted('noted', body);
  }
  if (kind === 'noted' || kind === 'invoked') return noted(kind, body);
  if (body.text !== undefined && typeof body.text !== 'string') throw bad("the activity's text must be a string");
  const reference = referenceFor(body, account(body.from, 'from'));
  const content: LoggedActivity = {
    ...(kind === 'said' || kind === 'changed' ? readMessage(body) : readNoted(body)),
    ...localIn(body),
    ...(body.deliveryMode === EXPECT_REPLIES ? { answeredInResponse: true } : {}),
    type,
    from: { ...reference.user, role: 'user' },
  };
  const isAbout = kind === 'changed' || kind === 'taken-back';
  const own = body.id === undefined ? undefined : id(body.id, 'id');
  if (isAbout && own === undefined) throw bad("the activity's id must name the message that it changes");
  const messageId = own === undefined ? undefined : messageIdOf(own);
  return {
    ...{ kind, conversationId: placeOf(body), content, reference, locale },
    messageId: isAbout ? changeIdOf(own ?? '', type, [content.text, content.value, body.timestamp]) : messageId,
    about: isAbout ? messageId : undefined,
  };
}

function noted(kind: 'noted' | 'invoked', body: Record<string, unknown>): Arrived {
  const { id: given, from } = body;
  const content = readNoted(body);
  if (isObject(from) && typeof from.id === 'string') content.from = { ...account(from, 'from'), role: 'user' };
  const messageId = given === undefined ? undefined : `${CHANNELS_OWN_NOTE}${id(given, 'id')}`;
  return { kind, conversationId: placeOf(body), messageId, content };
}

/** Bytes of each of the things that an activity without a customer's words may say. */
const NOTED = 8 * 1024;
const NOTED_BUDGET = {
  ...{ text: NOTED, name: 200, action: 200, code: 200, value: NOTED, channelData: NOTED, label: 200 },
  ...{ reactionsAdded: NOTED, reactionsRemoved: NOTED, membersRemoved: NOTED, suggestedActions: NOTED },
};
const LONGEST_TYPE = 100;

function readNoted(body: Record<string, unknown>): LoggedActivity {
  const { kept, cut: fields } = withinBudget(body, NOTED_BUDGET);
  return {
    ...kept,
    ...(fields.length > 0 ? { cut: { fields } } : {}),
    type: (words(body.type) ?? '').slice(0, LONGEST_TYPE).toWellFormed(),
  };
}

/** When and in which language it was written, where the customer was. */
function localIn({ locale, localTimestamp, localTimezone }: Record<string, unknown>): Record<string, string> {
  const short = (given: unknown) => (typeof given === 'string' && given.length <= 64 ? words(given) : undefined);
  return Object.fromEntries(
    Object.entries({
      locale: short(locale),
      localTimestamp: short(localTimestamp),
      localTimezone: short(localTimezone),
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The log's conversation for a conversation of a Bot Framework channel. */
export const conversationIdOf = (channelId: string, id: string): string => `${channelId}:${id}`;

function placeOf({ channelId, conversation }: Record<string, unknown>): string {
  if (!isObject(conversation)) throw bad("the activity's conversation is missing");
  return conversationIdOf(channelIn(channelId), id(conversation.id, 'conversation.id'));
}

function channelIn(channelId: unknown): string {
  if (typeof channelId !== 'string' || !CHANNEL.test(channelId))
    throw bad("the activity's channelId must be a channel's name");
  return channelId;
}

const CHANNELS_OWN = 'channel:';
/** Of what is noted beside messages: an invoke may have a message's id. */
const CHANNELS_OWN_NOTE = 'channel-note:';

/** The log's message id for a channel's: none of a channel is like one that the desk makes. */
const messageIdOf = (id: string): string => `${CHANNELS_OWN}${id}`;

/** The log's message id for a change of a message: the same change posted again is the same. */
export const changeIdOf = (id: string, type: string, change: readonly unknown[]): string =>
  `channel-${type}:${sha256(JSON.stringify(change)).slice(0, 32)}:${id}`;

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

function referenceFor(body: Record<string, unknown>, user: ChannelAccount): ChannelReference {
  const { channelId, serviceUrl, conversation, recipient } = body;
  const channel = channelIn(channelId);
  if (!isServiceUrl(serviceUrl)) throw bad("the activity's serviceUrl must be an http or https address");
  if (!isObject(conversation)) throw bad("the activity's conversation is missing");
  return {
    channelId: channel,
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

/** A name as a database can keep it and a page can show it; undefined for what is none. */
const words = (given: unknown): string | undefined =>
  typeof given === 'string' ? withoutUnseen(keepableText(given.slice(0, LONGEST_NAME))) : undefined;

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
