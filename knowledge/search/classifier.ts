/** A labelled example. */
export interface Example {
  text: string;
  label: string;
}

/** A label and how far on its side of the border a text lies; above 0 is inside. */
export interface Ranked {
  label: string;
  score: number;
}

/** What a classifier is once it has learnt. */
export interface Learnt {
  /** The features and their numbers. */
  index: ReadonlyMap<string, number>;
  /** How telling each feature is. */
  idf: Float64Array;
  labels: readonly string[];
  /** By label, then by feature. */
  weights: readonly Float32Array[];
  bias: readonly number[];
}

/** Where what was learnt from the same examples is kept from one start to the next. */
export interface LearntStore {
  find(examples: readonly Example[]): Learnt | undefined;
  keep(examples: readonly Example[], learnt: Learnt): void;
}

export interface ClassifierOptions {
  cost?: number;
  epochs?: number;
  /** Features that fewer examples have are left out: most of what many sentences have is in one of them. */
  least?: number;
  /** Learns anew each time where there is none. */
  store?: LearntStore | undefined;
}

/** Examples that are read in one step of learning. */
const STEP = 100;

/**
 * A linear support vector machine, one class against the rest, on TF-IDF features of characters (Chinese) or words and
 * characters (English). L2-regularised squared hinge loss, trained by dual coordinate descent (Hsieh et al., ICML 2008).
 */
export class Classifier {
  #learnt: Learnt | undefined;
  readonly #learning: Generator<void, Learnt>;

  constructor(examples: readonly Example[], { cost = 1, epochs = 12, least = 1, store }: ClassifierOptions = {}) {
    this.#learnt = store?.find(examples);
    this.#learning = learn(examples, { cost, epochs, least, store });
  }

  /** Learns, in steps of some ten milliseconds. Whoever ranks before it is done waits for the rest. */
  *training(): Generator<void> {
    while (!this.#learnt) {
      const { done, value } = this.#learning.next();
      if (done) this.#learnt = value;
      else yield;
    }
  }

  /** All labels, the best first. */
  rank(text: string): Ranked[] {
    for (const _ of this.training());
    const { index, idf, labels, weights, bias } = this.#learnt as Learnt;
    const { at, value } = weighted(counted(features(text), index), idf);
    return labels
      .map((label, k) => {
        const own = weights[k] as Float32Array;
        let score = bias[k] ?? 0;
        for (let i = 0; i < at.length; i++) score += (own[at[i] as number] as number) * (value[i] as number);
        return { label, score };
      })
      .sort((a, b) => b.score - a.score);
  }
}

function* learn(
  examples: readonly Example[],
  { cost, epochs, least, store }: Required<Omit<ClassifierOptions, 'store'>> & Pick<ClassifierOptions, 'store'>,
): Generator<void, Learnt> {
  let index = new Map<string, number>();
  let seen: number[] = [];
  let bags: Vector[] = [];
  // One bag of words after the other: all at once they would take a hundred times what is kept of them.
  for (const { text } of examples) {
    const bag = features(text);
    for (const feature of bag.keys()) {
      const at = index.get(feature) ?? index.size;
      index.set(feature, at);
      seen[at] = (seen[at] ?? 0) + 1;
    }
    bags.push(counted(bag, index));
    if (bags.length % STEP === 0) yield;
  }
  if (least > 1) ({ index, seen, bags } = withoutRare({ index, seen, bags }, least));
  const idf = Float64Array.from(seen, (count) => Math.log((1 + examples.length) / (1 + count)) + 1);
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const vectors = bags.map((bag) => weighted(bag, idf));
  yield;
  const weights: Float32Array[] = [];
  const bias: number[] = [];
  for (const label of labels) {
    const sides = examples.map((example) => (example.label === label ? 1 : -1));
    const trained = yield* train(vectors, sides, index.size, cost, epochs);
    weights.push(Float32Array.from(trained.weights));
    bias.push(trained.bias);
  }
  const learnt = { index, idf, labels, weights, bias };
  store?.keep(examples, learnt);
  return learnt;
}

/** The known features of a text and how often each stands in it. */
function counted(bag: ReadonlyMap<string, number>, index: ReadonlyMap<string, number>): Vector {
  const known: number[] = [];
  const counts: number[] = [];
  for (const [feature, count] of bag) {
    const at = index.get(feature);
    if (at === undefined) continue;
    known.push(at);
    counts.push(count);
  }
  return { at: Uint32Array.from(known), value: Float64Array.from(counts) };
}

interface Bags {
  index: Map<string, number>;
  seen: number[];
  bags: Vector[];
}

/** Without the features that fewer than `least` examples have. */
function withoutRare({ index, seen, bags }: Bags, least: number): Bags {
  const kept = new Map<string, number>();
  const now = new Map<number, number>();
  for (const [feature, at] of index) {
    if ((seen[at] as number) < least) continue;
    now.set(at, kept.size);
    kept.set(feature, kept.size);
  }
  const without = ({ at, value }: Vector): Vector => {
    const known = [...at.keys()].filter((i) => now.has(at[i] as number));
    return {
      at: Uint32Array.from(known, (i) => now.get(at[i] as number) as number),
      value: Float64Array.from(known, (i) => value[i] as number),
    };
  };
  return { index: kept, seen: seen.filter((count) => count >= least), bags: bags.map(without) };
}

/** Counts as sublinear TF-IDF, of length 1. */
function weighted({ at, value }: Vector, idf: Float64Array): Vector {
  const weights = value.map((count, i) => (1 + Math.log(count)) * (idf[at[i] as number] as number));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { at, value: weights.map((weight) => weight / length) };
}

/** Features by their numbers, and a value for each. */
interface Vector {
  at: Uint32Array;
  value: Float64Array;
}

/** Weight of the constant feature that stands for the bias. */
const BIAS = 0.5;

/** An epoch a step. */
function* train(
  vectors: readonly Vector[],
  sides: readonly number[],
  size: number,
  cost: number,
  epochs: number,
): Generator<void, { weights: Float64Array; bias: number }> {
  const weights = new Float64Array(size);
  const alpha = new Float64Array(vectors.length);
  // What belongs to the class is rarer than the rest, so it weighs more.
  const inside = sides.filter((side) => side > 0).length;
  const diagonal = sides.map(
    (side) =>
      1 / (2 * (side > 0 ? Math.min(8, cost * Math.sqrt((sides.length - inside) / Math.max(1, inside))) : cost)),
  );
  const order = vectors.map((_, i) => i);
  const random = lehmer(42);
  let bias = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const i of order) {
      const { at, value } = vectors[i] as Vector;
      const side = sides[i] as number;
      let margin = bias * BIAS;
      for (let j = 0; j < at.length; j++) margin += (weights[at[j] as number] as number) * (value[j] as number);
      const d = diagonal[i] as number;
      const before = alpha[i] as number;
      const after = Math.max(before - (side * margin - 1 + d * before) / (1 + BIAS * BIAS + d), 0);
      if (after === before) continue;
      alpha[i] = after;
      const step = (after - before) * side;
      for (let j = 0; j < at.length; j++)
        weights[at[j] as number] = (weights[at[j] as number] as number) + step * (value[j] as number);
      bias += step * BIAS;
    }
    yield;
  }
  return { weights, bias: bias * BIAS };
}

/** Characters in ones to threes for Chinese; words, their pairs, and characters in threes and fours for English. */
function features(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  const add = (feature: string) => bag.set(feature, (bag.get(feature) ?? 0) + 1);
  const lower = text.toLowerCase().slice(0, 300);
  if (/\p{Script=Han}/u.test(lower)) {
    const characters = `^${lower
      .replace(/\d+/g, '0')
      .replace(/[^\p{Script=Han}a-z0]+/gu, ' ')
      .trim()}$`;
    for (let n = 1; n <= 3; n++) for (let i = 0; i + n <= characters.length; i++) add(characters.slice(i, i + n));
  } else {
    const words =
      lower
        .replace(/\d+/g, '0')
        .replace(/[’']/g, "'")
        .match(/[\p{L}0']+/gu) ?? [];
    words.forEach((word, i) => {
      add(`w ${word}`);
      if (i > 0) add(`p ${words[i - 1]} ${word}`);
    });
    const joined = ` ${words.join(' ')} `;
    for (let n = 3; n <= 4; n++) for (let i = 0; i + n <= joined.length; i++) add(`c ${joined.slice(i, i + n)}`);
  }
  return bag;
}

/** A small generator with a seed, so that training comes out the same every time. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
