import { NoSuchConversation } from '../../bots/incoming.ts';
import type { Turns } from '../../bots/turns.ts';
import { readJson } from '../../http/body.ts';
import { Problem } from '../../http/problem.ts';
import { correlationOf, type Request, type Routes } from '../../http/server.ts';
import type { Clock } from '../../services/clock.ts';
import { type Locale, localeOf, newConversation } from '../../services/conversations.ts';
import { type Arrived, activityForCheck, type Reference, readArrived } from './activity.ts';
import type { ConnectorAdapter } from './adapter.ts';
import { TRANSPORT } from './sender.ts';

export { type ConnectorCredentials, cloudAdapter } from './adapter.ts';

export interface ConnectorParts {
  adapter: ConnectorAdapter;
  turns: Pick<Turns, 'open' | 'run'>;
  clock: Clock;
  locale: Locale;
  /** Without credentials anybody could post here: then only this machine may, and only for connectors on it. */
  localOnly: boolean;
}

/** Bytes of a body: four times what Azure Bot Service passes on. What is longer isn't read, and so can't be kept. */
const MOST_BODY = 1024 * 1024;

/**
 * `POST /api/messages`: activities of the Bot Connector go into the same turns as everything else; the sender answers.
 * A turn that fails is answered with an error, upon which the channel sends the activity again.
 */
export function connectorRoutes(routes: Routes, { adapter, turns, clock, locale, localOnly }: ConnectorParts): void {
  routes.post('/api/messages', async (request, response) => {
    const body = await readJson(request, MOST_BODY);
    if (localOnly) refuseUnlessLocal(request, body);
    const arrived = readArrived(body);
    const status = await adapter.receive(request.headers.authorization ?? '', activityForCheck(body), () =>
      take(arrived, correlationOf(request)),
    );
    response.writeHead(status);
    response.end();
  });

  async function take(arrived: Arrived, correlationId: string): Promise<void> {
    if (arrived.kind === 'passing') return;
    const { conversationId } = arrived;
    if (arrived.kind === 'joined') {
      const { reference } = arrived;
      await open(conversationId, reference, arrived.locale);
      await turns.run({
        conversationId,
        from: 'system',
        activity: { type: 'conversationUpdate', membersAdded: [{ id: reference.user.id }] },
        messageId: 'conversation-started',
        reference: { ...reference },
        correlationId,
      });
      return;
    }
    const { content: activity, messageId } = arrived;
    const said = { conversationId, from: 'customer', activity, messageId, correlationId } as const;
    if (!('reference' in arrived)) {
      await turns.run(said).catch((error: unknown) => {
        if (!(error instanceof NoSuchConversation)) throw error;
      });
      return;
    }
    const { about, reference, locale } = arrived;
    const run = () => turns.run({ ...said, about, reference: { ...reference } });
    try {
      await run();
    } catch (error) {
      if (!(error instanceof NoSuchConversation)) throw error;
      if (arrived.kind === 'taken-back') return; // of a conversation that nobody knows
      await open(conversationId, reference, locale);
      await run();
    }
  }

  const open = (id: string, reference: Reference, tag: string | undefined): Promise<boolean> =>
    turns.open(
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
      ),
    );
}

/** Headers by which a proxy says that the request isn't its own. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

function refuseUnlessLocal({ socket, headers }: Request, { serviceUrl }: Record<string, unknown>): void {
  const asked = hostOf(`http://${headers.host ?? ''}`);
  const local =
    isThisMachine(socket.remoteAddress) &&
    isThisMachine(asked) && // a page of another site can reach this machine under that site's name
    isThisMachine(hostOf(serviceUrl)) &&
    FORWARDED.every((header) => headers[header] === undefined);
  if (local) return;
  throw new Problem(
    403,
    'Forbidden',
    'without MicrosoftAppId only a connector on this machine may post here: set MicrosoftAppId and MicrosoftAppPassword',
  );
}

const hostOf = (url: unknown): string | undefined =>
  typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname : undefined;

const isThisMachine = (host: string | undefined): boolean =>
  /^(localhost|127(\.\d+){3}|\[?::1\]?|::ffff:127(\.\d+){3})$/.test(host ?? '');
