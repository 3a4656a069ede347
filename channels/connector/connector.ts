import { saysTheSame } from '../../bots/incoming/changes.ts';
import { NoSuchConversation, type Outcome } from '../../bots/incoming/incoming.ts';
import type { CustomersOwn } from '../../bots/incoming/message.ts';
import type { Turns } from '../../bots/turns.ts';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { hostOf, isFromHere, isThisMachine } from '../../http/client.ts';
import { Problem } from '../../http/problem.ts';
import { correlationOf } from '../../http/request-facts.ts';
import type { Request, Routes } from '../../http/server.ts';
import { type Locale, localeOf } from '../../language/locale.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { type Conversation, newConversation } from '../../services/conversations/conversations.ts';
import type { Clock } from '../../services/time/clock.ts';
import { type Arrived, activityForCheck, EXPECT_REPLIES, readArrived } from './activity.ts';
import type { ConnectorAdapter } from './adapter.ts';
import { changeIdOf } from './message-ids.ts';
import type { ChannelReference } from './reference.ts';
import { repliesTo } from './replies.ts';
import { TRANSPORT } from './sending/lease.ts';

export { type ConnectorCredentials, cloudAdapter } from './adapter.ts';

export interface ConnectorParts {
  adapter: ConnectorAdapter;
  turns: Pick<Turns, 'run'>;
  log: Pick<ConversationLog, 'entry' | 'read'>;
  clock: Clock;
  locale: Locale;
  /** Who may post. */
  open: ConnectorOpen;
  trustedProxies?: number;
}

/** Bytes of a body: four times what Azure Bot Service passes on. What is longer isn't read, and so can't be kept. */
const MOST_BODY = 1024 * 1024;

/**
 * Who may post: whoever shows a token of the Bot Connector for our registration (`token`); without a registration, of
 * which nobody can be told apart, a connector on this machine (`loopback`) or nobody (`no`).
 */
export type ConnectorOpen = 'token' | 'loopback' | 'no';

/**
 * `POST /api/messages`: activities of the Bot Connector go into the same turns as everything else; the sender answers.
 * A turn that fails is answered with an error, upon which the channel sends the activity again.
 */
export function connectorRoutes(
  routes: Routes,
  { adapter, turns, log, clock, locale, open: openTo, trustedProxies = 0 }: ConnectorParts,
): void {
  routes.post('/api/messages', async (request, response) => {
    if (openTo === 'no') throw closed();
    const body = await readJson(request, MOST_BODY);
    if (openTo === 'loopback') refuseUnlessLocal(request, body, trustedProxies);
    const arrived = readArrived(body);
    let answer: unknown;
    const status = await adapter.receive(request.headers.authorization ?? '', activityForCheck(body), async () => {
      const outcome = await take(arrived, correlationOf(request));
      if (body.deliveryMode === EXPECT_REPLIES) answer = { activities: await repliesIn(arrived, outcome) };
    });
    // The adapter's own answer to what is invoked: that there is no such thing.
    if (arrived.kind === 'invoked') answer = new Problem(status, 'NotImplemented', 'there is nothing to invoke').body();
    if (answer !== undefined) return answerJson(response, status, answer);
    response.writeHead(status);
    response.end();
  });

  const repliesIn = async (arrived: Arrived, outcome: Outcome | undefined) =>
    outcome && 'reference' in arrived
      ? repliesTo(outcome.id, arrived.conversationId, { log, reference: arrived.reference })
      : [];

  async function take(arrived: Arrived, correlationId: string): Promise<Outcome | undefined> {
    if (arrived.kind === 'passing') return undefined;
    const { conversationId } = arrived;
    if (arrived.kind === 'joined') {
      const { reference } = arrived;
      await turns.run({
        conversationId,
        opens: begun(conversationId, reference, arrived.locale),
        from: 'system',
        activity: { type: 'conversationUpdate', membersAdded: [{ id: reference.user.id }] },
        messageId: 'conversation-started',
        reference: { ...reference },
        correlationId,
      });
      return undefined;
    }
    const { content: activity, messageId } = arrived;
    const said = { conversationId, from: 'customer', activity, messageId, correlationId } as const;
    if (!('reference' in arrived)) {
      await turns.run(said).catch((error: unknown) => {
        if (!(error instanceof NoSuchConversation)) throw error;
      });
      return undefined;
    }
    const { about, reference, locale } = arrived;
    const incoming = { ...said, about, reference: { ...reference } };
    try {
      return await unlessOtherWords(incoming, await turns.run(incoming));
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error;
      if (arrived.kind === 'taken-back') return undefined; // of a conversation that nobody knows
      return turns.run({ ...incoming, opens: begun(conversationId, reference, locale) });
    }
  }

  /** A message that came in before under the same id is a repeat; with other words it is a change of it. */
  async function unlessOtherWords(incoming: CustomersOwn, outcome: Outcome): Promise<Outcome> {
    const { messageId, activity } = incoming;
    if (!outcome.repeated || messageId === undefined || activity.type !== 'message') return outcome;
    const stood = await log.entry(incoming.conversationId, outcome.id);
    if (!stood?.activity || saysTheSame(stood, incoming)) return outcome;
    return turns.run({
      ...incoming,
      activity: { ...activity, type: 'messageUpdate' },
      messageId: changeIdOf(messageId, 'messageUpdate', [activity.text, activity.value]),
      about: messageId,
    });
  }

  const begun = (id: string, reference: ChannelReference, tag: string | undefined): Conversation =>
    newConversation(
      {
        id,
        channel: reference.channelId,
        transport: TRANSPORT,
        userId: reference.user.id,
        locale: localeOf(tag, locale),
        reference: { ...reference },
      },
      clock(),
    );
}

function refuseUnlessLocal(request: Request, { serviceUrl }: Record<string, unknown>, trustedProxies: number): void {
  if (isFromHere(request, trustedProxies) && isThisMachine(hostOf(serviceUrl))) return;
  throw new Problem(
    403,
    'Forbidden',
    'without MicrosoftAppId only a connector on this machine may post here, straight and not by a proxy: set MicrosoftAppId and MicrosoftAppPassword',
  );
}

const closed = () =>
  new Problem(
    403,
    'Forbidden',
    'nobody may post here: set MicrosoftAppId and MicrosoftAppPassword; or, to try a connector on this machine, CONNECTOR_OPEN=loopback, without NODE_ENV=production and with TRUSTED_PROXIES=0',
  );
