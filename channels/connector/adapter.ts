import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type ConversationReference,
  TurnContext,
} from 'botbuilder';
import { Problem } from '../../http/problem.ts';
import { systemTimer, type Timer } from '../../services/time/timer.ts';
import { quietly } from './without-sdk-logs.ts';

/** The app registration of the bot (`MicrosoftApp*`). */
export interface ConnectorCredentials {
  appId: string;
  appPassword: string;
  appType: string;
  appTenantId: string;
}

/** How the SDK makes its credentials for what it sends; by default it asks Microsoft's identity platform for tokens. */
export type CredentialsFactory = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];

/** Another cloud than Azure's public one, or a stand-in for it. */
export interface Cloud {
  settings?: ConfigurationBotFrameworkAuthenticationOptions;
  credentialsFactory?: CredentialsFactory;
}

/** An adapter for the credentials; `undefined` for none, as the Bot Framework Emulator and a local connector want it. */
export const cloudAdapter = (
  credentials: ConnectorCredentials | undefined,
  cloud: Cloud = {},
  timer = systemTimer,
): ConnectorAdapter =>
  new ConnectorAdapter(
    new ConfigurationBotFrameworkAuthentication(
      credentials
        ? {
            ...cloud.settings,
            MicrosoftAppId: credentials.appId,
            MicrosoftAppPassword: credentials.appPassword,
            MicrosoftAppType: credentials.appType,
            MicrosoftAppTenantId: credentials.appTenantId,
          }
        : {},
      cloud.credentialsFactory,
    ),
    timer,
  );

/** The keys of the Bot Connector are fetched for a check, by an SDK that would wait for them for ever. */
const AUTHENTICATE_MS = 10_000;

/**
 * CloudAdapter without its own HTTP: it would print errors with what people wrote, tell their messages to the caller,
 * and send everything that fails four times by itself.
 */
export class ConnectorAdapter extends CloudAdapter {
  readonly #timer: Timer;

  constructor(authentication: ConfigurationBotFrameworkAuthentication, timer: Timer) {
    super(authentication);
    this.#timer = timer;
  }

  /**
   * Checks who sends an activity, and runs `turn` for it. Returns the status to answer with. Throws a {@link Problem}
   * for a caller who isn't the Bot Connector, and whatever the turn throws.
   */
  async receive(authorization: string, activity: Activity, turn: () => Promise<void>): Promise<number> {
    const caller = await this.#authenticate(authorization, activity);
    return (await this.processActivity(caller, activity, turn))?.status ?? 200;
  }

  async #authenticate(authorization: string, activity: Activity) {
    try {
      return await quietly(() =>
        this.#within(AUTHENTICATE_MS, this.botFrameworkAuthentication.authenticateRequest(activity, authorization)),
      );
    } catch (error) {
      if (isOurTrouble(error)) throw error;
      throw new Problem(
        401,
        'Unauthorized',
        'send a token of the Bot Connector for this MicrosoftAppId and serviceUrl',
      );
    }
  }

  async #within<T>(ms: number, work: Promise<T>): Promise<T> {
    const limit = new AbortController();
    const callOff = this.#timer(ms, () => limit.abort(new DOMException('no answer in time', 'TimeoutError')));
    try {
      return await orAborted(limit.signal, work);
    } finally {
      callOff();
    }
  }

  /** Posts an activity to a conversation, once. Resolves when the connector has accepted it. */
  post(appId: string, reference: Partial<ConversationReference>, activity: Partial<Activity>, signal: AbortSignal) {
    return orAborted(
      signal,
      this.continueConversationAsync(appId, reference, async (context) => {
        const client = context.turnState.get<ConversationsClient>(this.ConnectorClientKey);
        client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
        const addressed = TurnContext.applyConversationReference({ ...activity }, reference);
        await client.conversations.sendToConversation(addressed.conversation?.id ?? '', addressed, {
          abortSignal: signal,
        });
      }),
    );
  }
}

/**
 * What is used of the SDK's client. Its pipeline is private there, and has no setting: it would send again by itself,
 * after as long as `Retry-After` says, while the lease on the conversation runs out.
 */
interface ConversationsClient {
  client: { pipeline: { removePolicy(policy: { name: string }): unknown } };
  conversations: {
    sendToConversation(
      id: string,
      activity: Partial<Activity>,
      options: { abortSignal: AbortSignal },
    ): Promise<unknown>;
  };
}

/** Whether a check failed because the keys could not be had, which says nothing about the caller. */
function isOurTrouble(error: unknown): boolean {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  return name === 'FetchError' || name === 'TimeoutError' || statusCode === 500;
}

/** The work's end, or the signal's reason where that comes first; what comes of the work then is nobody's concern. */
function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
