import { normalize } from '../../language/text.ts';
import type { Comprehension, IntentRecognizer } from '../intent-recognizer.ts';
import { SLOTS, type SlotReaders, valuesIn } from '../values/index.ts';
import type { ReadingContext } from '../values/kit/reading.ts';
import type { PointedFact, Proposed, ProposedAct, Proposer } from './proposal.ts';
import { type Unsure, whyUnsure } from './unsure.ts';

/**
 * How sure a proposed intent is: enough to be acted on by itself, and not enough to take a message from a form that can use
 * it (`dialogs/kit/certainty.ts`).
 */
export const PROPOSED = 0.6;

/** Acts that are looked at; nobody does more in one message. */
const MOST_ACTS = 12;

const BY_ACT: Partial<Record<ProposedAct['act'], string>> = {
  ask: 'ask',
  person: 'human',
  cancel: 'cancel',
  greet: 'greeting',
  thanks: 'thanks',
};
const NONE = 'out-of-scope';
const COURTESIES: readonly string[] = ['greeting', 'thanks'];

/** What a second reading is made of. */
export interface SecondReadingParts {
  proposer: Proposer;
  recognizer: Pick<IntentRecognizer, 'understand' | 'intents'>;
  /** When a message is read, and the insurer's time zone. */
  context: () => ReadingContext;
}

/**
 * A second reading of messages that the built-in one is unsure of. What is proposed is checked here: against what there is
 * to want, against the words of the message, and by the readers that make the values.
 */
export class SecondReading {
  readonly #parts: SecondReadingParts;
  readonly #isBusiness: ReadonlyMap<string, boolean>;

  constructor(parts: SecondReadingParts) {
    this.#parts = parts;
    this.#isBusiness = new Map(parts.recognizer.intents.map(({ intent, business }) => [intent, business]));
  }

  /** Why the built-in reading is unsure of a message; undefined where it is sure, and nobody else is asked. */
  whyWanted(understood: Comprehension): Unsure | undefined {
    const { recognizer, context } = this.#parts;
    return whyUnsure(understood, (words) => recognizer.understand(words), context());
  }

  /** What is proposed for a message. Never rejects. */
  propose({ words }: Comprehension, calledOff: AbortSignal): Promise<readonly ProposedAct[] | undefined> {
    return this.#parts.proposer.propose(words, calledOff);
  }

  /**
   * A message as it is understood with what was proposed. What holds of a proposal is taken where the built-in reading is
   * unsure, and nothing else; the same comprehension where that is nothing.
   */
  taken(understood: Comprehension, proposal: readonly ProposedAct[], why = this.whyWanted(understood)): Comprehension {
    if (!why) return understood;
    const holding = holdingIn(understood.words, proposal);
    const facts = this.#facts(holding, understood.words);
    const intent = this.#intent(holding, understood, why);
    if (intent === undefined && facts.length === 0) return understood;
    const proposed: Proposed = { intent, facts };
    if (intent === undefined) return { ...understood, proposed };
    const score = intent === understood.intent ? Math.max(PROPOSED, understood.score) : PROPOSED;
    return { ...understood, intent, score, other: undefined, proposed };
  }

  /** The first thing that is wanted, before courtesies, where that says more than was understood. */
  #intent(acts: readonly ProposedAct[], understood: Comprehension, why: Unsure): string | undefined {
    const { intent: heard, score, other } = understood;
    // Of such a message it is its rest that nobody understood.
    if (why === 'untaken' && heard !== NONE) return undefined;
    const wanted = acts
      .map(({ act, intent }) => (act === 'want' ? intent : BY_ACT[act]))
      .filter((intent): intent is string => intent !== undefined && this.#isBusiness.has(intent));
    const intent = wanted.find((one) => !COURTESIES.includes(one)) ?? wanted[0];
    if (intent === undefined || intent === NONE) return undefined;
    // Who may want something done isn't only greeted, or sent away.
    if (this.#isBusiness.get(heard) && !this.#isBusiness.get(intent)) return undefined;
    return intent === heard && other === undefined && score >= PROPOSED ? undefined : intent;
  }

  /** The facts that the built-in readers didn't find, each with words of which its own reader makes a value. */
  #facts(acts: readonly ProposedAct[], words: string): PointedFact[] {
    const context = this.#parts.context();
    const found = valuesIn(words, context);
    return acts.flatMap(({ act, fact, words: cited }) => {
      if (act !== 'inform' || fact === undefined || fact in found) return [];
      const reading = (SLOTS[fact] as SlotReaders<unknown>).read(cited, context);
      return reading && 'value' in reading ? [{ fact, words: cited }] : [];
    });
  }
}

/** The acts whose words stand in a message, with these words as they stand there. */
export function holdingIn(message: string, proposal: readonly ProposedAct[]): ProposedAct[] {
  const plain = message.toLowerCase();
  if (plain.length !== message.length) return []; // letters that have no place of their own: İ
  return proposal.slice(0, MOST_ACTS).flatMap((act) => {
    const words = normalize(act.words);
    const at = words === '' ? -1 : plain.indexOf(words.toLowerCase());
    return at < 0 ? [] : [{ ...act, words: message.slice(at, at + words.length) }];
  });
}
