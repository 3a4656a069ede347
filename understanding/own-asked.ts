import { askedOfOwn, type OfOwn as OfOwnPolicy } from './own-policy.ts';
import { phrases } from './phrases/phrases.ts';

const KINDS = [
  'claim',
  'reason',
  'complaint',
  'premium',
  'grace',
  'cash-value',
  'loan',
  'dividend',
  'beneficiary',
  'salesperson',
  'period',
  'sum',
  'list',
] as const;

/** What of their own contracts, claims and complaints somebody asks. */
export type OwnAsked = (typeof KINDS)[number];

const KNOWN = phrases('own-known', ['whose', 'general', 'earlier-claim', ...KINDS]);

/** Who says more tells a story, in which anything may be named. */
const MOST = 220;
/** Where a sentence ends: what it asks stands in it whole. */
const ENDS = /[。！!？?；;\n]|\.(?=\s|$)/u;

/** Of what is asked with these the answer holds these, too. */
const HOLDS: Readonly<Partial<Record<OwnAsked, readonly OwnAsked[]>>> = {
  complaint: ['reason'],
  reason: ['claim'],
  grace: ['premium', 'period'],
  sum: ['period', 'list'],
  period: ['list'],
  'cash-value': ['sum'],
  loan: ['period'],
};

/**
 * All that a message asks of somebody's own contracts and cases, by the book. `isKnown`: they are verified, and needn't say
 * whose it is; of anybody else it is their own only where they say so, or in words that mean nothing else.
 */
export function allOfOwn(words: string, { isKnown }: { isKnown: boolean }): OwnAsked[] {
  if (words.length > MOST) return [];
  const asked = new Set<OwnAsked>();
  const plainly: OfOwnPolicy | undefined = askedOfOwn(words, { isKnown });
  if (plainly) asked.add(plainly);
  if (isKnown || KNOWN.whose.test(words)) for (const kind of KINDS) if (asksIn(words, kind)) asked.add(kind);
  for (const kind of [...asked]) for (const held of HOLDS[kind] ?? []) if (held !== plainly) asked.delete(held);
  return KINDS.filter((kind) => asked.has(kind));
}

/** The thing and the question stand in one sentence, which supposes nothing. */
function asksIn(words: string, kind: OwnAsked): boolean {
  if (!KNOWN[kind].test(words)) return false;
  const sentences = words.split(ENDS).filter(Boolean);
  const those = sentences.filter((sentence) => KNOWN[kind].test(sentence));
  return (those.length > 0 ? those : [words]).some((sentence) => !KNOWN.general.test(sentence));
}

/** Whether a claim is asked about that was made before. */
export const asksOfEarlierClaim = (words: string): boolean => KNOWN['earlier-claim'].test(words);

/** What of a message asks nothing of their own: its clauses that stay, as they are joined. */
export const besidesOwn = (clauses: readonly string[], isKnown: boolean): string[] =>
  clauses.filter((clause) => allOfOwn(clause, { isKnown }).length === 0);
