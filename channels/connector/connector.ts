import {
  type Activity,
  type Request as BotRequest,
  type Response as BotResponse,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  TurnContext,
} from 'botbuilder';
import { NoSuchConversation } from '../../bots/incoming.ts';
import type { Turns } from '../../bots/turns.ts';
import { readJson } from '../../http/body.ts';
import { Problem } from '../../http/problem.ts';
import { correlationOf, type Request, type Response, type Routes } from '../../http/server.ts';
import type { Clock } from '../../services/clock.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { type Locale, localeOf, newConversation } from '../../services/conversations.ts';
import { TRANSPORT } from './sender.ts';

/** The app registration of the bot (`MicrosoftApp*`). */
export interface ConnectorCredentials {
  appId: string;
  appPassword: string;
  appType: string;
  appTenantId: string;
}

/** A CloudAdapter for the credentials; `undefined` for none, as the Bot Framework Emulator and a local connector want it. */
export const cloudAdapter = (credentials: ConnectorCredentials | undefined): CloudAdapter =>
  new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      credentials
        ? {
            MicrosoftAppId: credentials.appId,
            MicrosoftAppPassword: credentials.appPassword,
            MicrosoftAppType: credentials.appType,
            MicrosoftAppTenantId: credentials.appTenantId,
          }
        : {},
    ),
  );

export interface ConnectorParts {
  adapter: CloudAdapter;
  turns: Pick<Turns, 'open' | 'run'>;
  clock: Clock;
  locale: Locale;
  /** Without credentials anybody could post here: then only this machine may, and only for connectors on it. */
  localOnly: boolean;
}

/** The log's conversation for a conversation of a Bot Framework channel. */
export const conversationIdOf = (channelId: string, id: string): string => `${channelId}:${id}`;

/** `POST /api/messages`: activities of the Bot Connector go into the same turns as everything else; the sender answers. */
export function connectorRoutes(routes: Routes, { adapter, turns, clock, locale, localOnly }: ConnectorParts): void {
  routes.post('/api/messages', async (request, response) => {
    const body = await readJson(request);
    if (localOnly) refuseUnlessLocal(request, body);
    if (typeof body.type !== 'string') throw new Problem(400, 'BadArgument', "the activity's type is missing");
    let failure: unknown;
    await adapter.process(withBody(request, body), plain(response), async (context) => {
      try {
        await take(context, correlationOf(request));
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    // CloudAdapter answers a failed turn with 200 when the channel shows no error: then the message would be lost.
    if (failure && !response.headersSent) throw failure;
  });

  async function take(context: TurnContext, correlationId: string): Promise<void> {
    const { activity } = context;
    const { channelId, conversation, from, type } = activity;
    if (!conversation?.id || !from?.id || (type !== 'message' && type !== 'conversationUpdate' && type !== 'event'))
      return;
    const id = conversationIdOf(channelId, conversation.id);
    const joined =
      type === 'conversationUpdate' &&
      activity.membersAdded?.some(({ id: member }) => member !== activity.recipient?.id);
    if (type === 'conversationUpdate' && !joined) return;
    const reference = TurnContext.getConversationReference(activity) as Partial<ConversationReference>;
    delete reference.activityId;
    const open = () =>
      turns.open(
        newConversation(
          {
            id,
            channel: channelId,
            transport: TRANSPORT,
            userId: from.id,
            locale: localeOf(activity.locale, locale),
            reference: reference as Record<string, unknown>,
          },
          clock(),
        ),
      );
    if (joined) {
      await open();
      await turns.run({
        conversationId: id,
        from: 'system',
        activity: { type: 'conversationUpdate', membersAdded: [{ id: from.id }] },
        messageId: 'conversation-started',
        correlationId,
      });
      return;
    }
    const run = () =>
      turns.run({
        conversationId: id,
        from: 'customer',
        activity: content(activity),
        messageId: activity.id,
        correlationId,
      });
    try {
      await run();
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error;
      await open();
      await run();
    }
  }
}

/** What of an activity is kept. U+0000 and half surrogates are no text and no database keeps them. */
function content({ type, text, locale, name, value, attachments, from }: Activity): LoggedActivity {
  const kept = { type, text, locale, name, value, attachments, from: { id: from.id, name: from.name, role: 'user' } };
  return JSON.parse(
    JSON.stringify(kept, (_key, item: unknown) =>
      typeof item === 'string' ? item.toWellFormed().replaceAll('\0', '') : item,
    ),
  ) as LoggedActivity;
}

function refuseUnlessLocal(request: Request, { serviceUrl }: Record<string, unknown>): void {
  const local = (host: string | undefined) =>
    /^(localhost|127(\.\d+){3}|\[?::1\]?|::ffff:127(\.\d+){3})$/.test(host ?? '');
  const host = typeof serviceUrl === 'string' && URL.canParse(serviceUrl) ? new URL(serviceUrl).hostname : undefined;
  if (!local(request.socket.remoteAddress) || request.headers['x-forwarded-for'] !== undefined || !local(host)) {
    throw new Problem(
      403,
      'Forbidden',
      'without MicrosoftAppId only a connector on this machine may post here: set MicrosoftAppId and MicrosoftAppPassword',
    );
  }
}

/** The request as CloudAdapter wants it: parsed. */
const withBody = (request: Request, body: Record<string, unknown>): BotRequest => ({
  body,
  headers: request.headers as Record<string, string[] | string | undefined>,
  ...(request.method ? { method: request.method } : {}),
});

/** The response as CloudAdapter wants it. */
function plain(response: Response): BotResponse {
  return {
    socket: response.socket,
    end: (...args: unknown[]) => response.end(...(args as [])),
    header: (name: string, value: unknown) => response.setHeader(name, String(value)),
    send: (...args: unknown[]) => response.end(typeof args[0] === 'string' ? args[0] : JSON.stringify(args[0] ?? {})),
    status: (code: number) => {
      response.statusCode = code;
    },
  };
}
