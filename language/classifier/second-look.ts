import { train, type Vector } from './support-vectors.ts';

/**
 * What is learnt from how a classifier scores examples that it hasn't learnt from: which labels it takes for which, and
 * what tells them apart beside the words. It chooses among labels that lie close together.
 */
export interface SecondLook {
  /** What may be known of a text beside its words. */
  marks: readonly string[];
  /** By feature (the label's scores, then the marks), then by label. */
  weights: Float32Array;
  bias: readonly number[];
}

/** An example's label, and what is known of it beside its words. */
export interface Marked {
  label: string;
  marks?: readonly string[];
}

const COST = 0.05;
const EPOCHS = 12;
/** Where most scores lie. What is counted from there is learnt in fewer epochs. */
const OUTSIDE = -1;
/** What a mark counts beside a score. */
const MARK = 0.5;
/** Marks that fewer examples have say nothing. */
const LEAST = 20;

/** Learns from the scores of all examples (by example, then by label), an epoch a step. */
export function* learnToLookAgain(
  examples: readonly Marked[],
  labels: readonly string[],
  scores: Float32Array,
): Generator<void, SecondLook> {
  const marks = commonMarks(examples);
  const numbers = numbered(marks);
  const vectors = examples.map(({ marks = [] }, i) =>
    vectorOf(scores.subarray(i * labels.length, (i + 1) * labels.length), marks, numbers),
  );
  const size = labels.length + marks.length;
  const weights = new Float32Array(size * labels.length);
  const bias: number[] = [];
  for (const [k, label] of labels.entries()) {
    const sides = examples.map((example) => (example.label === label ? 1 : -1));
    const trained = yield* train(vectors, sides, size, COST, EPOCHS);
    for (let i = 0; i < size; i++) weights[i * labels.length + k] = trained.weights[i] as number;
    bias.push(trained.bias);
  }
  return { marks, weights, bias };
}

/** The scores of a text, seen again with its marks: one for each label, in the same order. */
export function lookAgain(learnt: SecondLook, scores: Float64Array, marks: readonly string[]): Float64Array {
  const { at, value } = vectorOf(scores, marks, numbersOf(learnt));
  const again = Float64Array.from(learnt.bias);
  for (let i = 0; i < at.length; i++) {
    const from = (at[i] as number) * again.length;
    for (let k = 0; k < again.length; k++)
      again[k] = (again[k] as number) + (learnt.weights[from + k] as number) * (value[i] as number);
  }
  return again;
}

const numbers = new WeakMap<SecondLook, ReadonlyMap<string, number>>();

/** Each mark's number, kept as long as what was learnt. */
function numbersOf(learnt: SecondLook): ReadonlyMap<string, number> {
  const known = numbers.get(learnt) ?? numbered(learnt.marks);
  numbers.set(learnt, known);
  return known;
}

function commonMarks(examples: readonly Marked[]): string[] {
  const counts = new Map<string, number>();
  for (const { marks = [] } of examples)
    for (const mark of new Set(marks)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= LEAST).map(([mark]) => mark);
}

const numbered = (marks: readonly string[]): Map<string, number> => new Map(marks.map((mark, at) => [mark, at]));

function vectorOf(
  scores: Float32Array | Float64Array,
  marks: readonly string[],
  numbers: ReadonlyMap<string, number>,
): Vector {
  const known = [...new Set(marks)].flatMap((mark) => numbers.get(mark) ?? []);
  const at = new Uint32Array(scores.length + known.length);
  const value = new Float64Array(at.length).fill(MARK);
  for (let i = 0; i < at.length; i++) {
    at[i] = i < scores.length ? i : scores.length + (known[i - scores.length] as number);
    if (i < scores.length) value[i] = (scores[i] as number) - OUTSIDE;
  }
  return { at, value };
}
