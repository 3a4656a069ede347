import type { Citation } from '../../../knowledge/answer.ts';
import { BEARING_KINDS, type Product } from '../../../knowledge/product.ts';
import { words as wordsOf } from '../../../templates/render.ts';
import { numberAskedBy } from '../../../understanding/asked-number.ts';
import type { Talk } from '../../kit/talk.ts';

/** What a form has been told by which a customer says who they are. */
const NAMES = ['policyNumber', 'policy', 'phone'];

/** Buttons below a clause, in their order; their words stand in `ask.button-…`. */
export type Button = 'rest' | 'example' | 'wording' | 'clear' | 'doubt' | 'person' | 'common';

/** What is said with clauses: the sentence's key, what it says beside them, and its buttons. */
export interface Showing {
  key: string;
  data: Record<string, unknown>;
  buttons?: readonly Button[];
  /** In other words than before. */
  isExplained?: boolean;
}

/**
 * Says a sentence that shows clauses. What of them takes away is kept with the words that were shown, in which entry: the
 * only place that needs to know which entry a sentence became.
 */
export async function disclose(
  talk: Talk,
  product: Product,
  { clauses, key, data, buttons = [], isExplained = false }: Showing & { clauses: readonly Citation[] },
): Promise<void> {
  const actions = buttons.map((button) => wordsOf(`ask.button-${button}`, talk.locale));
  const shown = clauses.filter(takesAway);
  const sent = (entryId: string) => keepShown(talk, product, { shown, entryId, isExplained });
  await talk.say(key, { ...about(talk, product), ...data }, { actions, ...(shown.length > 0 ? { sent } : {}) });
}

/** Keeps which clauses were shown, in which words and in which entry. */
function keepShown(
  talk: Talk,
  { code, version }: Product,
  { shown, entryId, isExplained }: { shown: readonly Citation[]; entryId: string; isExplained: boolean },
): void {
  talk.services.disclosures.shown({
    entryId,
    clauses: shown.map(({ plain = '', consequence = '', example = '', ...clause }) => ({
      ...clause,
      explanations: [plain, consequence, example],
    })),
    // Who has given a number or a name says who they are; nothing of it was checked.
    certainty: isNamed(talk) ? 'named' : 'anonymous',
  });
  const { shown: last } = talk.state;
  const before = last?.fresh && last.product === code ? last : undefined;
  talk.state.shown = {
    ...{ product: code, version, fresh: true },
    clauses: [...(before?.clauses ?? []), ...shown.map(({ clause }) => clause)],
    entries: [...(last?.fresh ? last.entries : []), entryId],
    ...(isExplained ? { explained: true } : {}),
  };
}

/** Whether a clause takes something away: that it was shown is kept. */
const takesAway = ({ kind }: Citation): boolean => (BEARING_KINDS as readonly string[]).includes(kind);

/** Whether they have said who they are, by a policy or a phone number. */
const isNamed = ({ state: { known = {}, stack } }: Talk): boolean =>
  [known, ...stack.map(({ state }) => (state.filled ?? {}) as Record<string, unknown>)].some((given) =>
    NAMES.some((slot) => given[slot] != null),
  );

/** What a sentence says of a product. */
export const about = (talk: Talk, { text, version, hotline }: Product) => ({
  product: text[talk.locale].name,
  version,
  hotline,
});

/** A clause as a sentence shows it: its words as a quotation. */
export const quoted = ({ number, heading, words, plain = '', example = '', consequence = '', kind }: Citation) => ({
  number,
  heading,
  // A Markdown quotation: every line of the clause's words behind its own mark, unchanged.
  quotation: words
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `> ${line}`)
    .join('\n>\n'),
  plain,
  example,
  consequence,
  [kind]: true,
});

/**
 * The sentence of an explanation that a question is about, where clauses are listed: the one that says most of what it
 * asks, and a number where it asks for one. Else the first.
 */
export function inShort({ plain = '', consequence = '', heading }: Citation, question = ''): string {
  const sentences = sentencesOf(plain);
  const [first = plain || heading] = sentences;
  if (question === '') return first;
  const unit = numberAskedBy(question);
  const counted = unit
    ? [...sentences, ...sentencesOf(consequence)].filter((sentence) => unit.test(sentence))
    : sentences;
  const asked = saidIn(question);
  const scored = counted.map((sentence) => ({
    sentence,
    fit: saidIn(sentence).filter((one) => asked.includes(one)).length,
  }));
  const best = scored.reduce((one, other) => (other.fit > one.fit ? other : one), { sentence: first, fit: -1 });
  // Without a number that is asked for, the first sentence says what the clause is.
  return unit || best.fit > (scored[0]?.fit ?? 0) + 1 ? best.sentence : first;
}

const sentencesOf = (text: string): string[] => text.match(/[^\s].*?(?:。|[.!?](?=\s|$)|$)/gsu) ?? [];

/** The pairs of characters, or words, that a text is made of. */
function saidIn(text: string): string[] {
  const plain = text.toLowerCase();
  const pairs = [...plain.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = '']) => pair);
  return [...new Set([...pairs, ...(plain.match(/[a-z]{4,}/g) ?? [])])];
}
