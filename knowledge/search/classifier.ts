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

/**
 * A linear support vector machine, one class against the rest, on TF-IDF features of characters (Chinese) or words and
 * characters (English). L2-regularised squared hinge loss, trained by dual coordinate descent (Hsieh et al., ICML 2008).
 */
export class Classifier {
  readonly #index = new Map<string, number>();
  readonly #idf: Float64Array;
  readonly #labels: string[];
  readonly #weights: Float64Array[] = [];
  readonly #bias: number[] = [];
  /** The labels that nothing was learnt for yet, each as what learns it. */
  readonly #untrained: (() => void)[];

  constructor(examples: readonly Example[], { cost = 1, epochs = 12 }: { cost?: number; epochs?: number } = {}) {
    const seen: number[] = [];
    // One bag of words after the other: all at once they would take a hundred times what is kept of them.
    const counted = examples.map(({ text }) => {
      const bag = features(text);
      for (const feature of bag.keys()) {
        const at = this.#index.get(feature) ?? this.#index.size;
        this.#index.set(feature, at);
        seen[at] = (seen[at] ?? 0) + 1;
      }
      return this.#counted(bag);
    });
    this.#idf = Float64Array.from(seen, (count) => Math.log((1 + examples.length) / (1 + count)) + 1);
    this.#labels = [...new Set(examples.map(({ label }) => label))].sort();
    const vectors = counted.map((bag) => this.#weighted(bag));
    this.#untrained = this.#labels.map((label, at) => () => {
      const sides = examples.map((example) => (example.label === label ? 1 : -1));
      const { weights, bias } = train(vectors, sides, this.#index.size, cost, epochs);
      this.#weights[at] = weights;
      this.#bias[at] = bias;
    });
  }

  /** Learns a label a step. Whoever ranks before it is done waits for the rest. */
  *training(): Generator<void> {
    for (let next = this.#untrained.shift(); next; next = this.#untrained.shift()) yield next();
  }

  /** All labels, the best first. */
  rank(text: string): Ranked[] {
    for (const _ of this.training());
    const { at, value } = this.#weighted(this.#counted(features(text)));
    return this.#labels
      .map((label, k) => {
        const weights = this.#weights[k] as Float64Array;
        let score = this.#bias[k] ?? 0;
        for (let i = 0; i < at.length; i++) score += (weights[at[i] as number] as number) * (value[i] as number);
        return { label, score };
      })
      .sort((a, b) => b.score - a.score);
  }

  /** The known features of a text and how often each stands in it. */
  #counted(bag: ReadonlyMap<string, number>): Vector {
    const known: number[] = [];
    const counts: number[] = [];
    for (const [feature, count] of bag) {
      const at = this.#index.get(feature);
      if (at === undefined) continue;
      known.push(at);
      counts.push(count);
    }
    return { at: Uint32Array.from(known), value: Float64Array.from(counts) };
  }

  /** Counts as sublinear TF-IDF, of length 1. */
  #weighted({ at, value }: Vector): Vector {
    const weights = value.map((count, i) => (1 + Math.log(count)) * (this.#idf[at[i] as number] as number));
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return { at, value: weights.map((weight) => weight / length) };
  }
}

/** Features by their numbers, and a value for each. */
interface Vector {
  at: Uint32Array;
  value: Float64Array;
}

/** Weight of the constant feature that stands for the bias. */
const BIAS = 0.5;

function train(vectors: readonly Vector[], sides: readonly number[], size: number, cost: number, epochs: number) {
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
