import type { Case } from '../../services/cases/case.ts';
import { callBack } from '../../services/cases/kinds/call-back.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { type Floor, placeOf, type QueuePlace } from '../../services/conversations/floor.ts';
import { words } from '../../templates/render.ts';
import { MOST_IN_NOTE, MOST_IN_REPLY } from '../actions.ts';
import { showCase } from '../show/cases.ts';
import { gathered } from '../show/gathered.ts';
import { showIdentity } from '../show/identity.ts';
import { nameOf } from '../show/names.ts';
import { showTime } from '../show/times.ts';
import { labelsOf } from './labels.ts';
import { conversationPath, shortName, type View, type Viewer } from './viewer.ts';

/** Cases beside a conversation, the newest first. */
const MOST_CASES = 20;

/** What can be done in a conversation as it stands. */
export function actionsView(
  conversation: Conversation,
  viewer: Viewer,
  { agentName, cases }: { agentName: string | undefined; cases: readonly Case[] },
): View {
  const { floor } = conversation;
  return {
    labels: labelsOf(viewer.locale),
    csrf: viewer.session.csrf,
    path: conversationPath(conversation.id),
    ...standingView(floor, viewer, agentName),
    calls: cases
      .filter(({ kind, closedAt, data }) => kind === callBack.name && !closedAt && data.phone)
      .map(({ reference }) => ({
        path: `/inbox/cases/${reference}/called`,
        text: words('inbox.call-made', viewer.locale, { reference }),
      })),
    mostInReply: MOST_IN_REPLY,
    mostInNote: MOST_IN_NOTE,
  };
}

/** Who has the conversation, and whether the viewer may take it over. */
function standingView(floor: Floor, { session: { agent }, locale }: Viewer, agentName: string | undefined): View {
  switch (floor.holder) {
    case 'bot':
      return { bot: true };
    case 'queue':
      return { waiting: true };
    case 'agent':
      if (floor.agentId === agent.id) return { mine: true };
      return {
        withAgent: words('inbox.with-agent', locale, { name: agentName ?? '' }),
        takeOver: agent.role === 'admin' ? { from: floor.agentId } : undefined,
      };
  }
}

/** What is known beside the words: the bot's form, the cases and their deadlines. */
export const factsView = (conversation: Conversation, cases: readonly Case[], viewer: Viewer): View => ({
  labels: labelsOf(viewer.locale),
  ...handoffView(placeOf(conversation.floor), viewer),
  identity: showIdentity(conversation, viewer),
  forms: gathered(conversation, viewer.locale),
  cases: cases
    .slice(-MOST_CASES)
    .toReversed()
    .map((one) => showCase(one, viewer)),
  moreCases:
    cases.length > MOST_CASES
      ? words('inbox.cases-more', viewer.locale, { count: cases.length - MOST_CASES })
      : undefined,
});

/** Why a person was asked for, where one was. */
const handoffView = (place: QueuePlace | undefined, { locale }: Viewer): View =>
  place ? { reason: nameOf('reason', place.reason, locale), urgent: place.urgency > 0 } : {};

/** A conversation's head: where it comes from and what tells it from others. */
export const headView = (conversation: Conversation, viewer: Viewer): View => ({
  id: conversation.id,
  name: shortName(conversation, viewer.locale),
  channel: nameOf('channel', conversation.channel, viewer.locale),
  language: nameOf('language', conversation.locale, viewer.locale),
  started: showTime(conversation.createdAt, viewer),
});
