import { loadPhrases } from '../../knowledge/phrases.ts';
import { Classifier } from '../../knowledge/search/classifier.ts';
import { simplified } from '../../knowledge/search/simplified.ts';
import type { Locale } from '../../services/conversations.ts';
import { BUSINESS, type Intent, isIntent } from './intents.ts';
import { intentByRule } from './rules.ts';
import { languageOf, normalize, withoutPlates } from './text.ts';

/** What was understood of a message before anything is known of its conversation. */
export interface Understood {
  /** The words in one Unicode form and in simplified characters; what the customer wrote stays in the log. */
  words: string;
  /** The language that it is written in; undefined where a number or a name says nothing. */
  language: Locale | undefined;
  intent: Intent;
  /** From 0 to 1: how sure. A rule is sure. */
  score: number;
  /** What else it may well mean, where that is nearly as likely. */
  other: Intent | undefined;
}

/** Nobody says what they want in more; the rest of a message stays in the log. */
const MOST_READ = 4_000;

/** Nearer than this, by their scores, two intents can't be told apart: the customer is asked. */
const CLOSE = 0.03;

/** Below this the message is nobody's business here. */
const LEAST_SCORE = 0.3;

/** Recognises intents: rules first, then a classifier a language. Making one trains it, which takes a moment. */
export class Understanding {
  readonly #classifiers: Record<Locale, Classifier>;

  /** `trainOn` leaves phrasings out, to measure how those are understood. */
  constructor(trainOn: (phrase: { intent: string }, index: number) => boolean = () => true) {
    this.#classifiers = { 'zh-CN': trained('zh-CN', trainOn), en: trained('en', trainOn) };
  }

  understand(text: string): Understood {
    const words = simplified(normalize(text.slice(0, MOST_READ)).slice(0, MOST_READ));
    const language = languageOf(words);
    const byRule = intentByRule(words);
    if (byRule) return { words, language, intent: byRule, score: 1, other: undefined };
    if (!/[\p{L}]/u.test(words)) return { words, language, intent: 'out-of-scope', score: 0, other: undefined };
    const [best, second] = this.#classifiers[language ?? (/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en')].rank(
      withoutPlates(words),
    );
    const likelihood = (found: { score: number } | undefined) => (found ? 1 / (1 + Math.exp(-2.5 * found.score)) : 0);
    const score = likelihood(best);
    const intent = best && isIntent(best.label) && score >= LEAST_SCORE ? best.label : 'out-of-scope';
    const other = [best?.label, second?.label].every((label) => BUSINESS.includes(label as Intent));
    const isClose = other && intent !== 'out-of-scope' && score - likelihood(second) < CLOSE;
    return {
      words,
      language,
      intent,
      score: Math.round(score * 1000) / 1000,
      other: isClose ? (second?.label as Intent) : undefined,
    };
  }
}

const trained = (language: Locale, trainOn: (phrase: { intent: string }, index: number) => boolean): Classifier =>
  new Classifier(
    loadPhrases(language)
      .filter(trainOn)
      .map(({ text, intent }) => ({ text: normalize(text), label: intent })),
  );
