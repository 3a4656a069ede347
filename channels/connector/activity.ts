import type { Activity, ChannelAccount } from 'botbuilder';
import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { withinBudget } from '../budget.ts';
import { badActivity, idIn, isObject, nameIn } from './fields.ts';
import { treatmentOf } from './kinds.ts';
import { readMessage } from './message.ts';
import { CHANNELS_OWN_NOTE, changeIdOf, messageIdOf } from './message-ids.ts';
import { accountIn, type ChannelReference, channelIn, referenceFor } from './reference.ts';

/** The delivery mode of a caller that takes the answers in the response to its message. */
export const EXPECT_REPLIES = 'expectReplies';

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

/**
 * Reads what a connector posted. Throws a {@link Problem} for what doesn't say what it is, where it belongs or who says
 * it; what a customer wrote or sent is never refused for what it is.
 */
export function readArrived(posted: Record<string, unknown>): Arrived {
  const body = Object.fromEntries(Object.entries(posted).filter(([, value]) => value !== null));
  const { type } = body;
  if (typeof type !== 'string' || type === '') throw badActivity("the activity's type is missing");
  const kind = treatmentOf(type);
  if (kind === 'passing') return { kind };
  const locale = typeof body.locale === 'string' ? body.locale : undefined;
  if (kind === 'joined') {
    const member = whoJoined(body);
    if (member) return { kind, conversationId: placeOf(body), reference: referenceFor(body, member), locale };
    return body.membersRemoved === undefined ? { kind: 'passing' } : noted('noted', body);
  }
  if (kind === 'noted' || kind === 'invoked') return noted(kind, body);
  if (body.text !== undefined && typeof body.text !== 'string')
    throw badActivity("the activity's text must be a string");
  const reference = referenceFor(body, accountIn(body.from, 'from'));
  const content: LoggedActivity = {
    ...(kind === 'said' || kind === 'changed' ? readMessage(body) : readNoted(body)),
    ...localIn(body),
    ...(body.deliveryMode === EXPECT_REPLIES ? { answeredInResponse: true } : {}),
    type,
    from: { ...reference.user, role: 'user' },
  };
  const isAbout = kind === 'changed' || kind === 'taken-back';
  const own = body.id === undefined ? undefined : idIn(body.id, 'id');
  if (isAbout && own === undefined) throw badActivity("the activity's id must name the message that it changes");
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
  if (isObject(from) && typeof from.id === 'string') content.from = { ...accountIn(from, 'from'), role: 'user' };
  const messageId = given === undefined ? undefined : `${CHANNELS_OWN_NOTE}${idIn(given, 'id')}`;
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
    type: (nameIn(body.type) ?? '').slice(0, LONGEST_TYPE).toWellFormed(),
  };
}

/** When and in which language it was written, where the customer was. */
function localIn({ locale, localTimestamp, localTimezone }: Record<string, unknown>): Record<string, string> {
  const short = (given: unknown) => (typeof given === 'string' && given.length <= 64 ? nameIn(given) : undefined);
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
  if (!isObject(conversation)) throw badActivity("the activity's conversation is missing");
  return conversationIdOf(channelIn(channelId), idIn(conversation.id, 'conversation.id'));
}

/** The activity as the SDK needs it to check who sent it. */
export function activityForCheck({ type, channelId, serviceUrl }: Record<string, unknown>): Activity {
  const said = (given: unknown) => (typeof given === 'string' ? given : '');
  return { type, channelId: said(channelId), serviceUrl: said(serviceUrl) } as Activity;
}

/** The first member that was added and isn't the bot. */
function whoJoined({ membersAdded, recipient }: Record<string, unknown>): ChannelAccount | undefined {
  if (membersAdded === undefined) return undefined;
  if (!Array.isArray(membersAdded)) throw badActivity("the activity's membersAdded must be a list");
  const bot = isObject(recipient) ? recipient.id : undefined;
  return membersAdded.map((member) => accountIn(member, 'membersAdded')).find((member) => member.id !== bot);
}
