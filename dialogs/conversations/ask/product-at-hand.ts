import type { Product } from '../../../knowledge/product.ts';
import type { Policy } from '../../../services/policies/policies.ts';
import { plate } from '../../../understanding/values/plate.ts';
import { policyNumber } from '../../../understanding/values/policy-number.ts';
import { ownOf } from '../../identity/own-policy.ts';
import type { Talk } from '../../kit/talk.ts';
import { type Line, lineOf, type Told } from '../report-incident/report.ts';

/** What a form has been told by which a policy is found: its number, or a plate. */
const POLICY_SLOTS = ['policy', 'policyNumber'];
/** The lines of insurance that a report may be of, by what it tells. */
const LINES: Partial<Record<Line, readonly string[]>> = {
  motor: ['motor'],
  home: ['home'],
  theft: ['home'],
  health: ['medical', 'accident'],
  death: ['life'],
};
/** Of an illness only this one. */
const OF_ILLNESS = ['medical'];

/** The product that a question is asked about, as far as the talk itself says. */
export interface AtHand {
  /** Of the policy that they named, or that the matter in hand is about. */
  product?: Product;
  /** Those of the line that the matter in hand is of. */
  line: readonly Product[];
}

/** The product of the policy in the question, else of the matter in hand, else of the policy given before. */
export async function productAtHand(talk: Talk, question: string): Promise<AtHand> {
  const asked = await policyIn(talk, question);
  if (asked) return { ...productOf(talk, asked), line: [] };
  const { knowledge } = talk.services;
  const spokenOf = knowledge.productsIn(question);
  const fits = (product: Product | undefined) =>
    product !== undefined && (spokenOf.length === 0 || spokenOf.some(({ code }) => code === product.code));
  const { stack, submitted } = talk.state;
  const frames = stack.length > 0 || !submitted ? stack.toReversed() : [submitted];
  const forms = frames.map(({ state }) => (state.filled ?? {}) as Record<string, unknown>);
  for (const given of [...forms, talk.state.known ?? {}]) {
    const policy = await policyGiven(talk, given);
    const { product } = policy ? productOf(talk, policy) : {};
    if (product && fits(product)) return { product, line: [] };
  }
  const lines = forms.map(linesOf).find(({ length }) => length > 0) ?? [];
  return { line: knowledge.products.filter((product) => lines.includes(product.line) && fits(product)) };
}

const linesOf = (told: Record<string, unknown>): readonly string[] =>
  told.what === 'illness' ? OF_ILLNESS : (LINES[lineOf(told as Told)] ?? []);

/** The product of a policy, in the version that it was sold under. */
function productOf(talk: Talk, policy: Policy): { product?: Product } {
  const product = talk.services.knowledge.product(policy.product, policy.version);
  return product ? { product } : {};
}

async function policyGiven(talk: Talk, given: Record<string, unknown>): Promise<Policy | undefined> {
  for (const slot of POLICY_SLOTS) {
    const value = given[slot];
    if (typeof value !== 'string') continue;
    const { policies } = talk.services;
    const [named, car] = [await policies.find(value), await policies.findByPlate(value)];
    const policy = ownOf(talk, named) ?? ownOf(talk, car);
    if (policy) return policy;
  }
  return undefined;
}

/** A policy of the customer's whose number or plate stands in a message. Nobody learns whether there is another's. */
export async function policyIn(talk: Talk, words: string): Promise<Policy | undefined> {
  const number = talk.read(policyNumber, words);
  const vehicle = talk.read(plate, words);
  const named = number && 'value' in number ? await talk.services.policies.find(number.value) : undefined;
  const car = vehicle && 'value' in vehicle ? await talk.services.policies.findByPlate(vehicle.value) : undefined;
  return ownOf(talk, named) ?? ownOf(talk, car);
}

/** The product that a clause is called by its number of: the one that is named, at hand, or was talked of last. */
export async function inHandOrAtHand(talk: Talk, words: string): Promise<Product | undefined> {
  const { knowledge } = talk.services;
  const [named, another] = knowledge.productsNamed(words);
  if (named) return another ? undefined : named;
  const spokenOf = knowledge.productsIn(words);
  return (
    productInHand(talk) ??
    (await productAtHand(talk, words)).product ??
    (spokenOf.length === 1 ? spokenOf[0] : undefined)
  );
}

/** The product that was talked of last, in the version that it was. */
function productInHand({ state, services }: Talk): Product | undefined {
  const { inHand, product } = state;
  if (inHand?.product) return services.knowledge.product(inHand.product, inHand.version);
  return product === undefined ? undefined : services.knowledge.product(product);
}
