import { LRUCache } from 'lru-cache';
import { Classifier, type Ranked, type Unread } from '../language/classifier/classifier.ts';
import { kept, readWith } from '../language/classifier/kept.ts';
import type { Locale } from '../language/locale.ts';
import { withoutPlates } from '../language/plates.ts';
import { simplified } from '../language/simplified.ts';
import { spelledOut } from '../language/spelled.ts';
import { languageOf, normalize, withoutMarkup } from '../language/text.ts';
import { clausesIn } from './clauses/clauses.ts';
import { marksOf } from './clauses/marks.ts';
import { wishesIn, withoutDenied } from './clauses/wishes.ts';
import { dangerOf, needsHelpNow, tellsOfHarm } from './hurt.ts';
import { isOurs } from './intents/border.ts';
import type { Intent } from './intents/intent.ts';
import { loadPhrases, PHRASED_IN, type Phrasing, phrasedIntents } from './intents/phrasings.ts';
import { asksForPerson, intentByRule } from './intents/rules.ts';
import { otherInsurersAlike } from './other-insurers.ts';
import { isPeril } from './perils.ts';
import { type Distress, denies, distressIn, withoutReassurance } from './phrases/distress/distress.ts';
import type { Unanswerable } from './phrases/distress/learnt.ts';
import { withoutWhatOthersDid } from './phrases/distress/of-others.ts';
import { type Suspected, Suspicion, together } from './phrases/distress/suspicion.ts';
import type { Peril } from './phrases/perils/perils.ts';
import { QUEUE } from './queue-words.ts';
import type { Proposed } from './second/proposal.ts';

/** What was understood of a message before anything is known of its conversation. */
export interface Comprehension {
  /** The words in one Unicode form and in simplified characters, pinyin too as far as it is known; what the customer wrote stays in the log. */
  words: string;
  /** The language that it is written in; undefined where a number or a name says nothing. */
  language: Locale | undefined;
  intent: string;
  /** From 0 to 1: how sure. A rule is sure. */
  score: number;
  /** What else it may well mean, where that is nearly as likely. */
  other: string | undefined;
  /** What is heard of somebody's life in danger by their own hand: it comes before whatever else is wanted. */
  distress?: Distress;
  /** What else it tells of that can't wait, in words that no list foresaw. */
  peril?: Peril;
  /** Where a wish to die is only suspected: what was understood without the suspicion. */
  plainly?: Comprehension;
  /** What of it somebody else proposed, where the built-in reading was unsure (`second/`). */
  proposed?: Proposed;
}

/** Nobody says what they want in more; the rest of a message stays in the log. */
const MOST_UNDERSTOOD = 4_000;
/** Characters of what isn't understood in which a life in danger is heard. */
const MOST_HEARD = 20_000;

/** So many texts that were understood last are kept, each of at most so many characters. */
const RECENT = 32;
const MOST_REMEMBERED = 500;

/** Nearer than this, by their scores, two intents can't be told apart: the customer is asked. */
const TOO_CLOSE = 0.06;

/** One model reads all languages, and what is written in two of them. How it learns was chosen with `desk eval intents`. */
const LEARNING = { cost: 0.3, least: 2, languages: 'together' } as const;

const NONE = 'out-of-scope';
const PERSON = 'human';

/** A person is called where one is wanted nearly as likely as what is likeliest: none who asks may be missed. */
const NEAR_PERSON = 0.2;

/** The first of several wishes is the one, unless it says too little by itself, or is only courtesy. */
const SAYS_ENOUGH = -0.5;
const COURTESIES: readonly string[] = ['greeting', 'thanks'];

/** Who speaks of wanting to die needs a person. What else is wanted of who lost somebody, their words say. */
const WANTED: Partial<Record<Distress['kind'], string>> = {
  'wish-to-die': PERSON,
  'somebody-else': PERSON,
  bereaved: 'report-incident',
};

/** Which phrasings to learn from: others are left out to measure how those are understood. */
export type TrainOn = (phrase: Phrasing, index: number) => boolean;

/** What a recognizer is made of. */
export interface RecognizerParts {
  /** What there is to want (`dialogs/conversations/`). */
  intents: readonly Intent[];
  unanswerable: Unanswerable;
  /** Without it, it learns from every phrasing, and keeps what it learnt for the next start. */
  trainOn?: TrainOn;
}

/** Recognises intents: rules first, then what was learnt from the phrasings, when it is first needed. */
export class IntentRecognizer {
  #intents: Classifier | undefined;
  /** A turn asks for the same words from several places. */
  readonly #recent = new LRUCache<string, Comprehension>({ max: RECENT });
  readonly #suspicion: Suspicion;
  readonly #business: ReadonlySet<string>;
  readonly #parts: RecognizerParts;

  /** Throws for phrasings of an intent that there isn't: what is understood has to be met. */
  constructor(parts: RecognizerParts) {
    const unmet = phrasedIntents().find((phrased) => !parts.intents.some(({ intent }) => intent === phrased));
    if (unmet)
      throw new Error(
        `understanding/intents/phrasings/${unmet}.yaml: no conversation meets it; declare one in dialogs/conversations/`,
      );
    this.#suspicion = new Suspicion(parts.unanswerable);
    this.#business = new Set(parts.intents.filter(({ business }) => business).map(({ intent }) => intent));
    this.#parts = parts;
  }

  /** What there is to want. */
  get intents(): readonly Intent[] {
    return this.#parts.intents;
  }

  /** `unread`: what else stands in the message. In that only a life in danger is heard. */
  understand(text: string, unread = ''): Comprehension {
    if (unread || text.length > MOST_REMEMBERED) return this.#understand(text, unread);
    const known = this.#recent.get(text);
    if (known) return known;
    const understood = Object.freeze(this.#understand(text, unread));
    this.#recent.set(text, understood);
    return understood;
  }

  #understand(text: string, unread: string): Comprehension {
    const here = this.#distressIn(text);
    const { heard, distress } = here.distress || !unread ? here : this.#distressIn(unread.slice(0, MOST_HEARD));
    const read = this.#read(text);
    const peril = this.#perilIn(text);
    const plainly = { ...inDistress(read, heard), ...(peril ? { peril } : {}) };
    return distress?.suspected ? { ...inDistress(read, distress), ...(peril ? { peril } : {}), plainly } : plainly;
  }

  /** What the lists hear, and what is heard together with what is suspected. */
  #distressIn(text: string): { heard: Distress | undefined; distress: Distress | undefined } {
    const heard = distressIn(text);
    return { heard, distress: together(heard, () => this.#suspect(text)) };
  }

  #perilIn(text: string): Peril | undefined {
    const found = this.#suspicion.peril(text);
    return found && isPeril(text, found.peril, found.score) ? found.peril : undefined;
  }

  /**
   * What is suspected. A doubt isn't raised of who needs help at once for another reason: a knife at the door, a fire.
   * Nor is anything suspected in the clauses that tell what others do, or of a death.
   */
  #suspect(text: string): Suspected | undefined {
    const suspected = this.#suspicion.suspect(text);
    if (!suspected) return undefined;
    if (suspected.how === 'faintly' && needsHelpNow(text)) return undefined;
    // Blood and a body tell of an accident, and who won't wait for a person leaves the queue: lists hear the rest.
    if (dangerOf(text) === 'collapse' || QUEUE.leaves.test(text)) return undefined;
    const rest = withoutWhatOthersDid(denies(text) ? withoutReassurance(text) : text);
    return rest === text ? suspected : this.#suspicion.suspect(rest);
  }

  #read(text: string): Comprehension {
    const written = simplified(normalize(text.slice(0, MOST_UNDERSTOOD)).slice(0, MOST_UNDERSTOOD));
    const words = spelledOut(written) ?? written;
    const language = languageOf(words);
    // Who tells that somebody is hurt gets a person too, and first whom to call.
    const byRule = intentByRule(words) ?? (asksForPerson(words) && !tellsOfHarm(words) ? PERSON : undefined);
    if (byRule) return { words, language, intent: byRule, score: 1, other: undefined };
    if (!/[\p{L}]/u.test(words)) return { words, language, intent: NONE, score: 0, other: undefined };
    const ranked = this.#rank(words);
    const none = scoreOf(NONE, ranked);
    const [best, second] = personFirst(
      ranked.filter(({ label }) => label !== NONE),
      none,
    );
    if (!best || !isOurs(best.label, most(ranked) - none, words))
      return { words, language, intent: NONE, score: rounded(likelihood(none)), other: undefined };
    const score = likelihood(best.score);
    const isClose =
      second !== undefined &&
      [best, second].every(({ label }) => this.#business.has(label)) &&
      likelihood(best.again) - likelihood(second.again) < TOO_CLOSE;
    return {
      words,
      language,
      intent: best.label,
      score: rounded(score),
      other: isClose ? second.label : undefined,
    };
  }

  /** All intents of the first wish that says enough by itself, the likeliest before the others. */
  #rank(words: string): Ranked[] {
    const rank = (said: string) => {
      const { text, marks } = asRead(said);
      return this.#learnt.rank(text, marks);
    };
    const wishes = wishesIn(words);
    for (const wish of wishes.length > 1 ? wishes : []) {
      const ranked = rank(wish);
      const best = ranked.find(({ label }) => label !== NONE);
      if (best && best.score > SAYS_ENOUGH && !COURTESIES.includes(best.label)) return ranked;
    }
    return rank(words);
  }

  /** Learns, a step at a time: whoever has time does it before a customer has to wait. */
  learning(): Generator<void> {
    return this.#learnt.training();
  }

  /** Learns what a wish to die sounds like beyond the word lists, a step at a time, like {@link learning}. */
  suspecting(): Generator<void> {
    return this.#suspicion.learning();
  }

  get #learnt(): Classifier {
    this.#intents ??= new Classifier(phrasings(this.#parts.trainOn), {
      ...LEARNING,
      store: this.#parts.trainOn ? undefined : kept,
    });
    return this.#intents;
  }
}

/** What is understood of a message in which that is heard. */
function inDistress(read: Comprehension, distress: Distress | undefined): Comprehension {
  if (!distress) return read;
  const language = distress.language === 'zh-CN' ? 'zh-CN' : (read.language ?? distress.language);
  return { ...read, language, ...wanted(distress.kind), distress };
}

function wanted(kind: Distress['kind']): Partial<Comprehension> {
  const intent = WANTED[kind];
  return intent ? { intent, score: 1, other: undefined } : {};
}

/** The phrasings as the classifier learns from them: read as a message is. */
const phrasings = (trainOn: TrainOn = () => true): Unread => ({
  examples: PHRASED_IN.flatMap((language) => loadPhrases(language).filter(trainOn)).map(({ text, intent }) => ({
    text,
    label: intent,
  })),
  read: ({ text, label }) => ({ ...asRead(simplified(normalize(text))), label }),
  by: readWith(new URL('./', import.meta.url), new URL('../language/', import.meta.url)),
});

/** What counts of a message's words, and how they are meant. */
function asRead(words: string): { text: string; marks: string[] } {
  const clauses = clausesIn(words);
  const counting = otherInsurersAlike(withoutMarkup(withoutPlates(withoutDenied(words, clauses))));
  return { text: counting, marks: marksOf(words, clauses) };
}

/** Intents, a person before the others where one is nearly as likely wanted. */
function personFirst(ranked: readonly Ranked[], none: number): readonly Ranked[] {
  const [best] = ranked;
  const person = ranked.find(({ label }) => label === PERSON);
  const isNear = best && person && person.score > none && best.again - person.again < NEAR_PERSON;
  return isNear ? [person, ...ranked.filter((one) => one !== person)] : ranked;
}

/** How much a message speaks for any intent. */
const most = (ranked: readonly Ranked[]): number =>
  Math.max(...ranked.filter(({ label }) => label !== NONE).map(({ score }) => score));

const scoreOf = (wanted: string, ranked: readonly { label: string; score: number }[]): number =>
  ranked.find(({ label }) => label === wanted)?.score ?? 0;

/** A classifier's score as a likelihood from 0 to 1. */
const likelihood = (score: number): number => 1 / (1 + Math.exp(-2.5 * score));

const rounded = (likely: number): number => Math.round(likely * 1000) / 1000;
