import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { Classifier } from '../../language/classifier/classifier.ts';
import type { Example } from '../../language/classifier/learn.ts';
import type { Locale } from '../../language/locale.ts';
import { normalize } from '../../language/text.ts';
import { loadPhrases } from '../../understanding/intents/phrasings.ts';

const FOLDS = 5;

/** How well intents are recognised in phrasings that were not trained on. */
export interface IntentFigures {
  language: Locale;
  phrasings: number;
  /** Shares from 0 to 1. */
  accuracy: number;
  byIntent: Record<string, number>;
  /** What was meant, what was understood, how often: the commonest confusion first. */
  confusions: { meant: string; understood: string; count: number }[];
}

/** Cross-validates the whole of the understanding (rules, classifier, threshold) on the phrasings under `understanding/intents/phrasings`. */
export function crossValidate(language: Locale): IntentFigures {
  const phrases = loadPhrases(language);
  const tally = new Map<string, { right: number; all: number }>();
  const confused = new Map<string, number>();
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const recognizer = recognizerOfConversations((_, index) => index % FOLDS !== fold);
    phrases.forEach(({ text, intent }, index) => {
      if (index % FOLDS !== fold) return;
      const understood = recognizer.understand(text).intent;
      const counts = tally.get(intent) ?? { right: 0, all: 0 };
      tally.set(intent, counts);
      counts.all += 1;
      if (understood === intent) {
        counts.right += 1;
        right += 1;
      } else confused.set(`${intent} ${understood}`, (confused.get(`${intent} ${understood}`) ?? 0) + 1);
    });
  }
  return {
    language,
    phrasings: phrases.length,
    accuracy: right / phrases.length,
    byIntent: Object.fromEntries([...tally].map(([intent, { right, all }]) => [intent, right / all])),
    confusions: [...confused]
      .sort(([, a], [, b]) => b - a)
      .map(([pair, count]) => {
        const [meant = '', understood = ''] = pair.split(' ');
        return { meant, understood, count };
      }),
  };
}

/** The classifier on a public set of intents, as its authors split it; undefined where the data isn't there. */
export function evaluatePublic(data: string, name: 'banking77' | 'clinc150'): number | undefined {
  const folder = join(data, name);
  if (!existsSync(folder)) return undefined;
  const read = (file: string): Example[] =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; label: string })
      .map(({ text, label }) => ({ text: normalize(text), label }));
  const classifier = new Classifier(read('train.jsonl'));
  const test = read('test.jsonl');
  return test.filter(({ text, label }) => classifier.rank(text)[0]?.label === label).length / test.length;
}
