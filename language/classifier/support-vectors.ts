/** Features by their numbers, and a value for each. */
export interface Vector {
  at: Uint32Array;
  value: Float64Array;
}

/** Weight of the constant feature that stands for the bias. */
const BIAS = 0.5;

/** Chosen by what six authors wrote, scored by what was learnt from the others; 0.4 to 0.7 come to the same. */
const OF_ITS_OWN = 0.5;

/** What was trained; `alpha` is how much of it each example holds up. */
export interface Trained {
  weights: Float64Array;
  bias: number;
  alpha: Float64Array;
}

/**
 * A linear support vector machine, one class against the rest: L2-regularised squared hinge loss, trained by dual
 * coordinate descent (Hsieh et al., ICML 2008). An epoch a step.
 */
export function* train(
  vectors: readonly Vector[],
  sides: readonly number[],
  size: number,
  cost: number,
  epochs: number,
): Generator<void, Trained> {
  const weights = new Float64Array(size);
  const lengths = vectors.map(({ value }) => value.reduce((sum, one) => sum + one * one, BIAS * BIAS));
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
      const after = Math.max(before - (side * margin - 1 + d * before) / ((lengths[i] as number) + d), 0);
      if (after === before) continue;
      alpha[i] = after;
      const step = (after - before) * side;
      for (let j = 0; j < at.length; j++)
        weights[at[j] as number] = (weights[at[j] as number] as number) + step * (value[j] as number);
      bias += step * BIAS;
    }
    yield;
  }
  return { weights, bias: bias * BIAS, alpha };
}

/**
 * How a vector is scored as if it hadn't been learnt from: without what it adds to its own score, of which half would
 * stand all the same, for others are like it.
 */
export function scoreUnlearnt(
  { at, value }: Vector,
  side: number,
  index: number,
  { weights, bias, alpha }: Trained,
): number {
  let score = bias;
  for (let j = 0; j < at.length; j++) score += (weights[at[j] as number] as number) * (value[j] as number);
  return score - side * OF_ITS_OWN * (alpha[index] as number);
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
