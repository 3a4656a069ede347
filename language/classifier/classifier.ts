import { Features, type LanguagesRead, MOST_FEATURES } from './features.ts';
import { type Example, type Learning, type Learnt, learn } from './learn.ts';
import { lookAgain } from './second-look.ts';

/** A label and how far on its side of the border a text lies; above 0 is inside. */
export interface Ranked {
  label: string;
  score: number;
  /** The same at the second look, by which labels are ranked; the score itself where nothing is looked at again. */
  again: number;
}

/** Examples that are read before anything is learnt from them, which costs more than to find what was learnt before. */
export interface Unread {
  examples: readonly Example[];
  read: (example: Example) => Example;
  /** What they are read with: another one where they may be read otherwise. */
  by: string;
}

/** Where what was learnt from the same examples is kept from one start to the next. */
export interface LearntStore {
  find(examples: readonly Example[], how: Learning): Learnt | undefined;
  keep(examples: readonly Example[], how: Learning, learnt: Learnt): void;
}

export interface ClassifierOptions {
  cost?: number;
  epochs?: number;
  least?: number;
  languages?: LanguagesRead;
  /** Learns anew each time where there is none. */
  store?: LearntStore | undefined;
}

/** All classifiers' features: several read the same text one after another. */
const FEATURES: Readonly<Record<LanguagesRead, Features>> = {
  apart: new Features('apart'),
  together: new Features('together'),
};

/* A text's features that a classifier knows, and how much each counts: overwritten by the next one that ranks. */
const AT = new Int32Array(MOST_FEATURES);
const VALUES = new Float64Array(MOST_FEATURES);

/**
 * A linear support vector machine, one class against the rest, on TF-IDF features of characters (Chinese) or words and
 * characters (English).
 */
export class Classifier {
  #ready: Ready | undefined;
  readonly #features: Features;
  /** Gone once it has learnt: it holds all examples. */
  #learning: Generator<void, Ready> | undefined;

  constructor(
    given: readonly Example[] | Unread,
    { cost = 1, epochs = 12, least = 1, languages = 'apart', store }: ClassifierOptions = {},
  ) {
    this.#features = FEATURES[languages];
    const { examples, read, by } = 'read' in given ? given : { examples: given, read: undefined, by: undefined };
    const how = { cost, epochs, least, languages, ...(by === undefined ? {} : { readBy: by }) };
    const found = store?.find(examples, how);
    if (found) this.#ready = ready(found, this.#features);
    else this.#learning = learning({ examples, read }, how, store, this.#features);
  }

  /** Learns, in steps of some ten milliseconds. Whoever ranks before it is done waits for the rest. */
  *training(): Generator<void> {
    while (this.#learning) {
      const { done, value } = this.#learning.next();
      if (!done) {
        yield;
        continue;
      }
      this.#ready = value;
      this.#learning = undefined;
    }
  }

  /** All labels, the best first. `marks` are what is known of the text beside its words. */
  rank(text: string, marks: readonly string[] = []): Ranked[] {
    if (!this.#ready) for (const _ of this.training());
    const { numbers, idf, labels, weights, bias, second } = this.#ready as Ready;
    const { size, nodes, counts } = this.#features.of(text);
    let [found, sum] = [0, 0];
    for (let i = 0; i < size; i++) {
      const node = nodes[i] as number;
      const number = node < numbers.length ? (numbers[node] as number) : 0;
      if (number === 0) continue;
      const weight = (1 + Math.log(counts[i] as number)) * (idf[number - 1] as number);
      sum += weight * weight;
      AT[found] = number - 1;
      VALUES[found++] = weight;
    }
    const length = Math.sqrt(sum) || 1;
    const scores = Float64Array.from(bias);
    for (let i = 0; i < found; i++) {
      const value = (VALUES[i] as number) / length;
      const from = (AT[i] as number) * scores.length;
      for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) + (weights[from + k] as number) * value;
    }
    const again = second ? lookAgain(second, scores, marks) : scores;
    return labels
      .map((label, k) => ({ label, score: scores[k] as number, again: again[k] as number }))
      .sort((a, b) => b.again - a.again);
  }
}

/** So many examples are read in one step. */
const READ_AT_ONCE = 100;

function* learning(
  { examples, read }: { examples: readonly Example[]; read: Unread['read'] | undefined },
  how: Learning,
  store: LearntStore | undefined,
  known: Features,
): Generator<void, Ready> {
  const asRead: Example[] = [];
  for (const example of examples) {
    asRead.push(read ? read(example) : example);
    if (read && asRead.length % READ_AT_ONCE === 0) yield;
  }
  const learnt = yield* learn(asRead, how);
  store?.keep(examples, how, learnt);
  return ready(learnt, known);
}

/** What is learnt, by the features of all classifiers. */
interface Ready extends Pick<Learnt, 'idf' | 'labels' | 'weights' | 'bias' | 'second'> {
  /** By node, its feature's number and one more; 0 where it is none. */
  numbers: Int32Array;
}

function ready({ tree, features, ...learnt }: Learnt, known: Features): Ready {
  const here = known.vocabulary.add(tree);
  let last = 0;
  for (const node of features) last = Math.max(last, here[node] as number);
  const numbers = new Int32Array(last + 1);
  for (const [at, node] of features.entries()) numbers[here[node] as number] = at + 1;
  return { ...learnt, numbers };
}
