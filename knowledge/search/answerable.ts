import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Language } from '../product.ts';
import { Classifier } from './classifier.ts';
import { plainForm } from './simplified.ts';

const file = new URL('../unanswerable.yaml', import.meta.url);
const shape = z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) });

/** Questions that only sound like those that wordings answer, by language. */
export const unanswerable = (): Record<Language, string[]> =>
  shape.parse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));

const OURS = 'ours';
const OTHERS = 'others';

/**
 * How much the lean counts beside the search's score, and from which confidence on a clause answers the question. By
 * logistic regression on questions that were held back; `desk eval cover` prints how many get by on either side.
 */
const CALIBRATED: Record<Language, { lean: number; least: number }> = {
  'zh-CN': { lean: 1.1, least: 0.6 },
  en: { lean: 0.85, least: 0.75 },
};

/**
 * Tells questions that wordings answer from those that only sound like it (taxes, social insurance, other companies):
 * they share so many words that a search alone can't know. Learnt from example questions and `unanswerable.yaml`.
 */
export class Answerable {
  readonly #classifier: Classifier;
  readonly #calibrated: { lean: number; least: number };

  constructor(language: Language, ours: readonly string[], others: readonly string[]) {
    this.#calibrated = CALIBRATED[language];
    const labelled = (label: string) => (text: string) => ({ text: wordsAlone(text), label });
    this.#classifier = new Classifier([...ours.map(labelled(OURS)), ...others.map(labelled(OTHERS))]);
  }

  /** Whether a clause that fits a question as well as `score` says (see `Found`) answers it. */
  isAnswered(question: string, score: number): boolean {
    return this.confidence(question, score) >= this.#calibrated.least;
  }

  /** The higher, the surer that the clause answers the question. */
  confidence(question: string, score: number): number {
    return Math.log(score) + this.#calibrated.lean * this.lean(question);
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
