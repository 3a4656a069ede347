import { type Answer, type Citation, cite, type NoAnswer, shownAtOnce } from '../../../knowledge/answer.ts';
import type { GeneralEntry } from '../../../knowledge/general.ts';
import type { Product } from '../../../knowledge/product.ts';
import { ASKS_FOR_THE_REST, ASKS_ONCE_MORE } from '../../../understanding/asking.ts';
import type { Talk } from '../../kit/talk.ts';

/** Of the clauses that bear on an answer and were folded away, so many are shown on a tap. */
const A_TAP = 4;

/** What a form has been told by which a customer says who they are. */
const NAMES = ['policyNumber', 'policy', 'phone'];

/** What takes away comes before what is given: in the clause's own words, then plainly. */
export async function sayAnswer(talk: Talk, product: Product, answer: Answer): Promise<void> {
  const { verdict, citations, bearing, defined } = answer;
  const shown = bearing.slice(0, shownAtOnce(answer));
  const rest = bearing.slice(shown.length);
  fold(talk, product, rest);
  if (shown.length > 0) await disclose(talk, product, shown, { verdict, rest: rest.length, defined });
  const [first, ...others] = citations;
  if (!shown.some(({ clause }) => clause === first.clause)) {
    await talk.say(`ask.${verdict}`, {
      ...about(talk, product),
      ...quoted(first),
      depends: verdict === 'conditional' && shown.length > 0 ? shown.map(({ heading }) => heading) : [],
      defined: shown.length > 0 ? [] : defined,
    });
  }
  const also = others.filter(({ clause }) => !shown.some((other) => other.clause === clause));
  if (also.length > 0)
    await talk.say('ask.also', {
      clauses: also.map(({ number, heading, plain = '' }) => ({ number, heading, plain })),
    });
  if (shown.length > 0) await askUnderstood(talk, shown.length, rest.length);
}

/** Shows the next of the clauses that were folded away, where the customer asks for them. */
export async function unfold(talk: Talk): Promise<boolean> {
  if (!ASKS_FOR_THE_REST.test(talk.said.words.trim())) return false;
  const { product: code = '', version = '', clauses: ids = [] } = talk.state.folded ?? {};
  const product = talk.services.knowledge.product(code, version);
  const clauses = ids.flatMap((id) => product?.clauses.find((clause) => clause.id === id) ?? []);
  talk.speakAs('ask');
  if (!product || clauses.length === 0) {
    await talk.say('ask.nothing-folded');
    return true;
  }
  const citations = clauses.map((clause) => cite(product, clause, talk.locale));
  const shown = citations.slice(0, A_TAP);
  const rest = citations.slice(A_TAP);
  fold(talk, product, rest);
  await disclose(talk, product, shown, { verdict: 'conditional', rest: rest.length, defined: [] });
  await askUnderstood(talk, shown.length, rest.length);
  return true;
}

/** Says that no clause answers, offers the nearest ones as such, and keeps the question for the knowledge's editors. */
export async function sayUnknown(talk: Talk, product: Product, { nearest }: NoAnswer, question: string): Promise<void> {
  await talk.services.misses.record({ question, product: product.code, locale: talk.locale, nearest });
  await talk.say('ask.unknown', {
    product: product.text[talk.locale].name,
    nearest: nearest.map(({ number, heading }) => ({ number, heading })),
  });
}

/** The general entry on suicide. */
export const SUICIDE = 'suicide';

/** Answers a question about insurance in general, with its sources; untitled where the title would hurt. */
export async function sayGeneral(talk: Talk, { text }: GeneralEntry, { isUntitled = false } = {}): Promise<void> {
  const { heading, answer, sources } = text[talk.locale];
  await talk.say('ask.general', { heading: isUntitled ? '' : heading, answer, sources });
}

/** Shows clauses that take away, and keeps which words were shown in which entry. */
async function disclose(
  talk: Talk,
  product: Product,
  shown: readonly Citation[],
  { verdict, rest, defined }: { verdict: Answer['verdict']; rest: number; defined: Answer['defined'] },
): Promise<void> {
  await talk.say(
    'ask.bearing',
    { ...about(talk, product), verdict, [verdict]: true, clauses: shown.map(quoted), rest, defined },
    { sent: (entryId) => keepShown(talk, product, shown, entryId) },
  );
}

/** Keeps which clauses were shown, in which words and in which entry. */
function keepShown(talk: Talk, product: Product, shown: readonly Citation[], entryId: string): void {
  talk.services.disclosures.shown({
    entryId,
    clauses: shown.map(({ plain = '', consequence = '', example = '', ...clause }) => ({
      ...clause,
      explanations: [plain, consequence, example],
    })),
    // Who has given a number or a name says who they are; nothing of it was checked.
    certainty: isNamed(talk) ? 'named' : 'anonymous',
  });
  const { code, version } = product;
  const { shown: last } = talk.state;
  const before = last?.fresh && last.product === code ? last : undefined;
  talk.state.shown = {
    ...{ product: code, version, fresh: true },
    clauses: [...(before?.clauses ?? []), ...shown.map(({ clause }) => clause)],
    entries: [...(last?.fresh ? last.entries : []), entryId],
  };
}

/** Shows once more what was shown last, where the customer asks for it. */
export async function showAgain(talk: Talk): Promise<boolean> {
  if (!ASKS_ONCE_MORE.test(talk.said.words.trim())) return false;
  const { product: code = '', version = '', clauses: ids = [] } = talk.state.shown ?? {};
  const product = talk.services.knowledge.product(code, version);
  const clauses = ids.flatMap((id) => product?.clauses.find((clause) => clause.id === id) ?? []);
  if (!product || clauses.length === 0) return false;
  talk.speakAs('ask');
  const shown = clauses.map((clause) => cite(product, clause, talk.locale));
  await disclose(talk, product, shown, { verdict: 'conditional', rest: 0, defined: [] });
  await askUnderstood(talk, shown.length, 0);
  return true;
}

/** Whether they have said who they are, by a policy or a phone number. */
const isNamed = ({ state: { known = {}, stack } }: Talk): boolean =>
  [known, ...stack.map(({ state }) => (state.filled ?? {}) as Record<string, unknown>)].some((given) =>
    NAMES.some((slot) => given[slot] != null),
  );

async function askUnderstood(talk: Talk, count: number, rest: number): Promise<void> {
  await talk.say(rest > 0 ? 'ask.confirm-folded' : 'ask.confirm', { count, rest });
}

function fold(talk: Talk, { code, version }: Product, rest: readonly Citation[]): void {
  if (rest.length === 0) delete talk.state.folded;
  else talk.state.folded = { product: code, version, clauses: rest.map(({ clause }) => clause) };
}

const about = (talk: Talk, { text, version, hotline }: Product) => ({
  product: text[talk.locale].name,
  version,
  hotline,
});

const quoted = ({ number, heading, words, plain = '', example = '', consequence = '', kind }: Citation) => ({
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
