import type { Activity, TurnContext } from 'botbuilder';
import { type DialogServices, dialogServicesOf } from '../../dialogs/kit/dialog-services.ts';
import { type Said, Talk } from '../../dialogs/kit/talk.ts';
import type { TalkState } from '../../dialogs/kit/talk-state.ts';
import { apologise } from '../../dialogs/routing/apology.ts';
import { isBeingMet } from '../../dialogs/routing/distress.ts';
import type { Locale } from '../../language/locale.ts';
import { isOnlyNamed } from '../../language/text.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { atTheDoor } from '../../services/conversation-log/held.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { type IdentitySettings, NO_IDENTITY } from '../../services/identity/in-turn.ts';
import { type Timer, within } from '../../services/time/timer.ts';
import { Unavailable } from '../../services/unavailable.ts';
import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import type { Comprehension, IntentRecognizer } from '../../understanding/intent-recognizer.ts';
import type { SecondReading } from '../../understanding/second/second-reading.ts';
import { asRead } from '../incoming/as-read.ts';
import { type Message, textOf, unreadOf } from '../incoming/message.ts';
import { BotFailed, isDatabases, isToRunAgain } from '../turn/failures.ts';
import { TALK } from './desk-bot.ts';
import { BOT, LogAdapter } from './log-adapter.ts';
import { type BotStores, WatchedStores } from './watched-stores.ts';

/**
 * Milliseconds that the bot may take to answer; then it is given up. A loop that never lets go can't be met in the
 * process.
 */
export const SPEAK_MS = 5_000;

/** Answers a turn's activity. */
export interface Bot {
  run(context: TurnContext): Promise<void>;
}

export interface SpeechParts {
  knowledge: DialogServices['knowledge'];
  recognizer: Pick<IntentRecognizer, 'understand'>;
  secondReading?: SecondReading | undefined;
  zone: string;
  privacyUrl?: string | undefined;
  identity?: IdentitySettings | undefined;
  logger: Logger;
  bot: Bot;
  timer: Timer;
}

/** The bot's part of a turn: understanding what came in, and answering it within a time. */
export class Speech {
  readonly #parts: SpeechParts;

  constructor(parts: SpeechParts) {
    this.#parts = parts;
  }

  /**
   * What a text wants; in what is `unread` of its message a life in danger is heard. Where that can't be understood for a
   * fault of ours, it wants nothing that is known.
   */
  understand(text: string, unread?: string): Comprehension {
    try {
      return this.#parts.recognizer.understand(text, unread);
    } catch (error) {
      this.#note('understanding', error);
      return { words: text, language: undefined, intent: 'out-of-scope', score: 0, other: undefined };
    }
  }

  /**
   * Lets the bot answer messages that stand in the log, all at once. Throws {@link BotFailed} where it threw or didn't
   * come to an end, and the database's own trouble as it is: in both cases nothing of the turn may be kept.
   */
  async answer(stores: BotStores, inTurn: ConversationInTurn, messages: readonly Message[]): Promise<void> {
    const { zone, privacyUrl, knowledge, bot, timer, identity = NO_IDENTITY } = this.#parts;
    const { conversation } = inTurn;
    const entries = messages.flatMap(({ entry }) => entry ?? []);
    const entry = entries.at(-1) as LogEntry;
    const how = messages.find(({ answering }) => answering !== 'bot')?.answering ?? 'bot';
    const understood = this.#understoodOf(messages, conversation.state as Partial<TalkState>);
    const language = understood?.language;
    if (language && !isNamedAmid(conversation, textOf(messages), language)) conversation.locale = language;
    if (how === 'nothing') return;
    const said: Said = {
      ...(understood ?? { words: '', language: undefined, intent: 'out-of-scope', score: 0, other: undefined }),
      text: textOf(messages) || asRead(textIn(entry)).read,
      entryId: entry.id,
      at: entry.at,
      files: entries.reduce((files, one) => files + filesOf(one), 0),
      held: entries.flatMap(({ activity }) => atTheDoor(activity).held ?? []),
      unread: entries
        .map((one) => asRead(textIn(one)).unread)
        .filter(Boolean)
        .join('\n'),
      changed: messages.at(-1)?.changed,
      crossed: messages.every(({ crossed }) => crossed),
      rewritten: messages.some(({ rewritten }) => rewritten),
    };
    const state: TalkState = { stack: [], ...(conversation.state as Partial<TalkState>) };
    const watched = new WatchedStores(stores);
    const services = dialogServicesOf(watched.stores, inTurn, {
      knowledge,
      understand: (text) => this.understand(text),
      zone,
      privacyUrl,
      identity,
      state,
      now: entry.at,
      readerFailed: (error) => this.#note('reader', error, conversation.id),
    });
    const adapter = new LogAdapter(inTurn, entry.audience === 'all' ? entry.id : undefined);
    const speaking = adapter.run(activityFor(entry, inTurn), async (context) => {
      const talk = new Talk({ services, said, state, locale: conversation.locale, context });
      context.turnState.set(TALK, talk);
      await (how === 'apology' ? apologise(talk) : bot.run(context));
      await talk.reply();
    });
    try {
      await within(SPEAK_MS, timer, speaking, () =>
        watched.isWaiting
          ? new Unavailable(`the database did not answer the bot within ${SPEAK_MS} ms`)
          : new BotFailed(messages, new Error(`the bot did not come to an end within ${SPEAK_MS} ms`), { hung: true }),
      );
      if (watched.failure) throw watched.failure.error;
    } catch (error) {
      if (error instanceof BotFailed || isDatabases(error) || isToRunAgain(error)) throw error;
      throw new BotFailed(messages, error);
    } finally {
      watched.close();
      adapter.close();
    }
    conversation.state = { ...state };
  }

  /** What messages want together, with what was proposed for one of them, where nobody's life is spoken of. */
  #understoodOf(messages: readonly Message[], state: Partial<TalkState>): Comprehension | undefined {
    const [first, ...more] = messages;
    const understood =
      more.length === 0
        ? first?.understood
        : this.understand(textOf(messages), messages.map(({ incoming }) => unreadOf(incoming)).join(''));
    const proposal = messages.findLast((message) => message.proposal)?.proposal;
    if (!understood || !proposal || isBeingMet(state)) return understood;
    try {
      return this.#parts.secondReading?.taken(understood, proposal) ?? understood;
    } catch (error) {
      this.#note('understanding', error);
      return understood;
    }
  }

  /** Counts and logs what went wrong, without anybody's words. */
  #note(where: 'reader' | 'understanding', error: unknown, conversationId?: string): void {
    metrics.errors.inc({ where });
    this.#parts.logger.error({ conversationId, trace: error }, 'reading failed; the message is kept');
  }
}

/** Whoever writes English and is asked where it was, or who they are, writes 文三路 and their name in Chinese: it stays English. */
const isNamedAmid = ({ locale, state }: Conversation, text: string, language: Locale): boolean =>
  locale === 'en' &&
  language === 'zh-CN' &&
  ((state as Partial<TalkState>).stack ?? []).length > 0 &&
  isOnlyNamed(text);

/** What came in, as the SDK's handlers take it. */
const activityFor = (entry: LogEntry, { conversation }: ConversationInTurn): Partial<Activity> =>
  ({
    ...entry.activity,
    channelId: conversation.channel,
    conversation: { id: conversation.id },
    recipient: { id: BOT.id, name: BOT.name },
    from: { id: conversation.userId },
  }) as unknown as Partial<Activity>;

const textIn = ({ activity }: LogEntry): string => (typeof activity?.text === 'string' ? activity.text : '');

const filesOf = ({ activity }: LogEntry): number => ((activity?.attachments as unknown[] | undefined) ?? []).length;
