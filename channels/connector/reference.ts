import type { ChannelAccount, ConversationAccount, ConversationReference } from 'botbuilder';
import { LONGEST_CHANNEL } from '../../services/ids.ts';
import { badActivity, idIn, isObject, nameIn } from './fields.ts';

const CHANNEL = new RegExp(`^[\\w.-]{1,${LONGEST_CHANNEL}}$`);

/** Where a conversation is answered. */
export type ChannelReference = Pick<ConversationReference, 'bot' | 'channelId' | 'conversation' | 'serviceUrl'> & {
  user: ChannelAccount;
};

/** A channel's name. Throws a `Problem` for what is none. */
export function channelIn(channelId: unknown): string {
  if (typeof channelId !== 'string' || !CHANNEL.test(channelId))
    throw badActivity("the activity's channelId must be a channel's name");
  return channelId;
}

/** Where a conversation is answered, by what was posted. Throws a `Problem` where that doesn't say it. */
export function referenceFor(body: Record<string, unknown>, user: ChannelAccount): ChannelReference {
  const { channelId, serviceUrl, conversation, recipient } = body;
  const channel = channelIn(channelId);
  if (!isServiceUrl(serviceUrl)) throw badActivity("the activity's serviceUrl must be an http or https address");
  if (!isObject(conversation)) throw badActivity("the activity's conversation is missing");
  return {
    channelId: channel,
    serviceUrl,
    conversation: conversationAccount(conversation),
    user,
    bot: recipient === undefined ? { id: '', name: '' } : accountIn(recipient, 'recipient'),
  };
}

/** Somebody's account, in a field. Throws a `Problem` for what is none. */
export function accountIn(given: unknown, field: string): ChannelAccount {
  if (!isObject(given)) throw badActivity(`the activity's ${field} is missing`);
  const aadObjectId = nameIn(given.aadObjectId);
  return {
    id: idIn(given.id, `${field}.id`),
    name: nameIn(given.name) ?? '',
    ...(aadObjectId === undefined ? {} : { aadObjectId }),
  };
}

function conversationAccount(given: Record<string, unknown>): ConversationAccount {
  const { isGroup } = given;
  const kept = Object.entries({
    name: nameIn(given.name),
    conversationType: nameIn(given.conversationType),
    tenantId: nameIn(given.tenantId),
    isGroup: typeof isGroup === 'boolean' ? isGroup : undefined,
  }).filter(([, value]) => value !== undefined);
  return { id: idIn(given.id, 'conversation.id'), ...Object.fromEntries(kept) } as ConversationAccount;
}

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
