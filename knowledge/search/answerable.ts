import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { Classifier, type LearntStore } from '../../language/classifier/classifier.ts';
import type { Locale } from '../../language/locale.ts';
import { plainForm } from '../../language/simplified.ts';

const file = new URL('../unanswerable.yaml', import.meta.url);
const shape = z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) });

/** Questions that only sound like those that wordings answer, by language. */
export const unanswerable = (): Record<Locale, string[]> =>
  shape.parse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));

const OURS = 'ours';
const OTHERS = 'others';

/**
 * How much the lean and the unfamiliar words count beside the search's score, and from which confidence on a clause
 * answers the question. By logistic regression on questions that were held back; `desk eval cover` prints how many get
 * by on either side.
 */
const CALIBRATED: Record<Locale, { lean: number; unfamiliar: number; least: number }> = {
  'zh-CN': { lean: 2.0, unfamiliar: 2.8, least: 0.35 },
  en: { lean: 1.5, unfamiliar: 2.0, least: 1.55 },
};

/** A clause that fits less well has hardly a word of the question, however much it sounds like one of ours. */
const LEAST_SCORE = 0.1;

/** What a search knows of a question. */
export interface SearchSignals {
  /** How well the best clause fits (see `Found`). */
  score: number;
  /** The share of the question's words that the product's texts never use. */
  unfamiliar: number;
}

/**
 * Tells questions that wordings answer from those that only sound like it (taxes, social insurance, other companies):
 * they share so many words that a search alone can't know. Learnt from example questions and `unanswerable.yaml`.
 */
export class Answerable {
  readonly #classifier: Classifier;
  readonly #calibrated: { lean: number; unfamiliar: number; least: number };

  constructor(language: Locale, ours: readonly string[], others: readonly string[], store?: LearntStore) {
    this.#calibrated = CALIBRATED[language];
    const labelled = (label: string) => (text: string) => ({ text: wordsAlone(text), label });
    this.#classifier = new Classifier([...ours.map(labelled(OURS)), ...others.map(labelled(OTHERS))], { store });
  }

  /** Learns a step at a time; whoever asks before it is done waits for the rest. */
  *training(): Generator<void> {
    yield* this.#classifier.training();
  }

  /** Whether the best clause answers the question. */
  isAnswered(question: string, found: SearchSignals): boolean {
    return found.score >= LEAST_SCORE && this.confidence(question, found) >= this.#calibrated.least;
  }

  /** The higher, the surer that the best clause answers the question. */
  confidence(question: string, { score, unfamiliar }: SearchSignals): number {
    const weight = this.#calibrated;
    return Math.log(score) + weight.lean * this.lean(question) - weight.unfamiliar * unfamiliar;
  }

  /** Above 0 a wording may answer it; the further, the surer. */
  lean(question: string): number {
    const ranked = this.#classifier.rank(wordsAlone(question));
    const scoreOf = (label: string) => ranked.find((found) => found.label === label)?.score ?? 0;
    return scoreOf(OURS) - scoreOf(OTHERS);
  }
}

/** Chinese without its punctuation: whether somebody writes any says nothing about what is asked. */
const wordsAlone = (text: string): string => {
  const plain = plainForm(text);
  return /\p{Script=Han}/u.test(plain) ? plain.replace(/[^\p{Script=Han}a-z0-9]+/gu, '') : plain;
};
