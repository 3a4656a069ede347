import { type Bag, Features, type LanguagesRead } from './features.ts';
import { learnToLookAgain, type SecondLook } from './second-look.ts';
import { scoreUnlearnt, train, type Vector } from './support-vectors.ts';
import type { Nodes } from './vocabulary.ts';

/** A labelled example. */
export interface Example {
  text: string;
  label: string;
  /** What is known of it beside its words; where examples have them, their labels are looked at a second time. */
  marks?: readonly string[];
}

/** What a classifier is once it has learnt. */
export interface Learnt {
  /** The vocabulary of its features, and where each of them is in it. */
  tree: Nodes;
  features: Int32Array;
  /** How telling each feature is. */
  idf: Float64Array;
  labels: readonly string[];
  /** By feature, then by label: what a feature adds to all of them lies side by side. */
  weights: Float32Array;
  bias: readonly number[];
  second?: SecondLook;
}

/** Examples that are read in one step of learning. */
const STEP = 100;

/** How it is learnt. */
export interface Learning {
  cost: number;
  epochs: number;
  /** Features that fewer examples have are left out: most of what many sentences have is in one of them. */
  least: number;
  languages: LanguagesRead;
  /** What the examples were read with. */
  readBy?: string;
}

/** Learns from examples, in steps of some ten milliseconds. */
export function* learn(
  examples: readonly Example[],
  { cost, epochs, least, languages }: Learning,
): Generator<void, Learnt> {
  const features = new Features(languages);
  let read: Read = { nodes: [], seen: [], bags: [] };
  const numbers = new Map<number, number>();
  for (const { text } of examples) {
    read.bags.push(numbered(features.learn(text), numbers, read));
    if (read.bags.length % STEP === 0) yield;
  }
  if (least > 1) read = withoutRare(read, least);
  const { nodes, seen, bags } = read;
  const idf = Float64Array.from(seen, (count) => Math.log((1 + examples.length) / (1 + count)) + 1);
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const vectors = bags.map((bag) => weighted(bag, idf));
  yield;
  const weights = new Float32Array(nodes.length * labels.length);
  const bias: number[] = [];
  const isLookedAtAgain = examples.some(({ marks }) => marks !== undefined);
  const unlearnt = new Float32Array(isLookedAtAgain ? examples.length * labels.length : 0);
  for (const [k, label] of labels.entries()) {
    const sides = examples.map((example) => (example.label === label ? 1 : -1));
    const trained = yield* train(vectors, sides, nodes.length, cost, epochs);
    for (let i = 0; i < nodes.length; i++) weights[i * labels.length + k] = trained.weights[i] as number;
    bias.push(trained.bias);
    if (isLookedAtAgain)
      for (const [i, vector] of vectors.entries())
        unlearnt[i * labels.length + k] = scoreUnlearnt(vector, sides[i] as number, i, trained);
  }
  const second = isLookedAtAgain ? yield* learnToLookAgain(examples, labels, unlearnt) : undefined;
  const { at, ...tree } = features.vocabulary.through(nodes);
  return { tree, features: at, idf, labels, weights, bias, ...(second ? { second } : {}) };
}

/** What the examples have: the features by their numbers, how many examples have each, and what each example has. */
interface Read {
  nodes: number[];
  seen: number[];
  bags: Vector[];
}

/** The features of one more example; those that are new get the next numbers. */
function numbered({ size, nodes, counts }: Bag, numbers: Map<number, number>, read: Read): Vector {
  const at = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const node = nodes[i] as number;
    let number = numbers.get(node);
    if (number === undefined) {
      number = read.nodes.push(node) - 1;
      numbers.set(node, number);
    }
    read.seen[number] = (read.seen[number] ?? 0) + 1;
    at[i] = number;
  }
  return { at, value: Float64Array.from(counts.subarray(0, size)) };
}

/** Without the features that fewer than `least` examples have. */
function withoutRare({ nodes, seen, bags }: Read, least: number): Read {
  const now = new Map<number, number>();
  for (const [at, count] of seen.entries()) if (count >= least) now.set(at, now.size);
  const without = ({ at, value }: Vector): Vector => {
    const known = [...at.keys()].filter((i) => now.has(at[i] as number));
    return {
      at: Uint32Array.from(known, (i) => now.get(at[i] as number) as number),
      value: Float64Array.from(known, (i) => value[i] as number),
    };
  };
  return {
    nodes: nodes.filter((_, at) => now.has(at)),
    seen: seen.filter((count) => count >= least),
    bags: bags.map(without),
  };
}

/** Counts as sublinear TF-IDF, of length 1. */
function weighted({ at, value }: Vector, idf: Float64Array): Vector {
  const weights = value.map((count, i) => (1 + Math.log(count)) * (idf[at[i] as number] as number));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { at, value: weights.map((weight) => weight / length) };
}
