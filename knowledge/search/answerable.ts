import { existsSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import type { Language } from '../product.ts';
import { Classifier } from './classifier.ts';
import { plainForm } from './simplified.ts';

const file = new URL('../unanswerable.yaml', import.meta.url);
const shape = z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) });

const OURS = 'ours';
const OTHERS = 'others';

/**
 * Tells questions that wordings answer from those that only sound like it (taxes, social insurance, other companies):
 * their words overlap too much for a search to know. Learnt from the example questions and `unanswerable.yaml`.
 */
export class Answerable {
  readonly #classifier: Classifier | undefined;

  constructor(language: Language, ours: readonly string[]) {
    const others = existsSync(file)
      ? shape.parse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }))[language]
      : [];
    const labelled = (label: string) => (text: string) => ({ text: plainForm(text), label });
    if (others.length > 0)
      this.#classifier = new Classifier([...ours.map(labelled(OURS)), ...others.map(labelled(OTHERS))]);
  }

  /** Above 0 a wording may answer it; the further, the surer. */
  lean(question: string): number {
    const ranked = this.#classifier?.rank(plainForm(question));
    if (!ranked) return 1;
    const score = (label: string) => ranked.find((found) => found.label === label)?.score ?? 0;
    return score(OURS) - score(OTHERS);
  }
}
