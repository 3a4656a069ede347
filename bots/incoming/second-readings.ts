import type { TalkState } from '../../dialogs/kit/talk-state.ts';
import { isBeingMet } from '../../dialogs/routing/distress.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import type { Database } from '../../services/stores.ts';
import * as metrics from '../../telemetry/metrics.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import type { ProposedAct } from '../../understanding/second/proposal.ts';
import { holdingIn, type SecondReading } from '../../understanding/second/second-reading.ts';
import { isShortAnswer } from '../../understanding/second/unsure.ts';
import { type CustomersOwn, type Message, wordsOf } from './message.ts';

/** What second readings are made with. */
export interface SecondReadingsParts {
  secondReading: SecondReading;
  /** What a text wants, by the built-in reading. */
  understand(text: string): Comprehension;
  conversations: Pick<Database['conversations'], 'look'>;
}

/** A message that somebody else is asked about. */
interface Asked {
  words: string;
  end: AbortController;
  proposal: Promise<readonly ProposedAct[] | undefined>;
}

/**
 * The second readings of messages that come in. Each is asked for as its message comes in, before any turn of it: no
 * conversation is locked, and no other message waits. Where the customer says something more meanwhile, what was asked
 * about the message before is called off, so that the one after it isn't kept waiting.
 */
export class SecondReadings {
  readonly #parts: SecondReadingsParts;
  readonly #asked = new Map<CustomersOwn, Asked>();

  constructor(parts: SecondReadingsParts) {
    this.#parts = parts;
  }

  /** Asks about a message, where the built-in reading is unsure of it. Whoever began says {@link end}. Never throws. */
  begin(incoming: CustomersOwn): void {
    for (const [before, { end }] of this.#asked) {
      if (before.conversationId !== incoming.conversationId) continue;
      // Sent once more, it is the same message.
      if (before.messageId !== undefined && before.messageId === incoming.messageId) return;
      end.abort();
    }
    const words = wordsOf(incoming);
    if (words === '') return;
    const end = new AbortController();
    this.#asked.set(incoming, { words, end, proposal: this.#ask(incoming, words, end.signal) });
  }

  /** Forgets a message whose turn is over. */
  end(incoming: CustomersOwn): void {
    this.#asked.get(incoming)?.end.abort();
    this.#asked.delete(incoming);
  }

  /** Notes on messages what was proposed for them, once it is there or its time is over. */
  async heard(messages: readonly Message[]): Promise<void> {
    for (const message of messages) {
      const asked = this.#asked.get(message.incoming as CustomersOwn);
      // One that was changed before it was answered has other words.
      if (asked && asked.words === message.words && !message.moot) message.proposal = await asked.proposal;
    }
  }

  async #ask(incoming: CustomersOwn, words: string, calledOff: AbortSignal) {
    const { secondReading, understand, conversations } = this.#parts;
    try {
      const understood = understand(words);
      const why = secondReading.whyWanted(understood);
      if (!why) return undefined;
      const found = await conversations.look(incoming.conversationId);
      if (calledOff.aborted || (found && !isOpenTo(found.conversation, understood.words))) return undefined;
      const proposal = await secondReading.propose(understood, calledOff);
      if (!proposal) return undefined;
      const isUsed = secondReading.taken(understood, proposal, why) !== understood;
      const isMadeUp = proposal.length > 0 && holdingIn(understood.words, proposal).length === 0;
      metrics.modelCalls.inc({ outcome: isUsed ? 'used' : isMadeUp ? 'invalid' : 'unchanged' });
      return isUsed ? proposal : undefined;
    } catch {
      // A database that can't be asked is met by the turn, and a reader that throws by its reading.
      return undefined;
    }
  }
}

/**
 * Whether somebody else may be asked about a message in a conversation as it stands: the bot answers it, nobody's life is
 * spoken of, and it is neither a button nor so short that it answers what was asked.
 */
function isOpenTo({ floor, state }: Conversation, words: string): boolean {
  const { stack = [], offered = [], ...talk } = state as Partial<TalkState>;
  const isAnswer = offered.includes(words) || (stack.length > 0 && isShortAnswer(words));
  return floor.holder === 'bot' && !isBeingMet(talk) && !isAnswer;
}
