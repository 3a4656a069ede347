import { answerFrom, type Citation, cite } from '../../../knowledge/answer.ts';
import { excerpted } from '../../../knowledge/excerpt.ts';
import type { GeneralEntry } from '../../../knowledge/general.ts';
import type { Clause, Product } from '../../../knowledge/product.ts';
import { clauseNumber, printedNumber } from '../../../understanding/clause-number.ts';
import { type FollowUp, followUpIn, type OtherCase, otherCaseIn } from '../../../understanding/follow-up.ts';
import type { Talk } from '../../kit/talk.ts';
import type { InHand } from '../../kit/talk-state.ts';
import { disclose, inShort, quoted } from './disclose.ts';
import { addHelpline } from './helpline.ts';
import { buttonsFor, keepInHand, sayAnswer, sayUnknown } from './say-answer.ts';

/** What was shown stays in hand for so many messages; while something else is being asked, for the next one. */
const STAYS = { alone: 6, beside: 1 };
/** What says by itself what it is about is heard for longer. */
const STAYS_NAMED = 30;
/** These name the clause or its words: they can mean nothing else. */
const NAMED: readonly FollowUp[] = ['exact-words', 'which-clause'];

/** The clause in hand, as it stands in its product. */
interface Held {
  product: Product;
  clause: Clause;
  citation: Citation;
  hand: InHand;
}

/** Answers what is asked in few words about what was shown: in short, its words, what it means, an example, where, why. */
export async function answerAboutInHand(talk: Talk): Promise<boolean> {
  const hand = talk.state.inHand;
  const asked = hand && followUpIn(talk.said.words);
  if (!hand || !asked || !isStillInHand(talk, hand, NAMED.includes(asked))) return false;
  const entry = talk.services.knowledge.general.find(({ id }) => id === hand.general);
  const held = heldIn(talk, hand);
  if (!entry && !held) return false;
  talk.speakAs('ask');
  if (held) await ABOUT_CLAUSE[asked](talk, held);
  else if (entry) await sayOfEntry(talk, entry, asked);
  return true;
}

/** Answers another case of the question before: 那全责呢, "what if I'm at fault"; whose it is changes nothing of a wording. */
export async function answerOtherCase(talk: Talk): Promise<boolean> {
  const { inHand: hand, product: code } = talk.state;
  const { knowledge } = talk.services;
  const other = hand && otherCaseIn(talk.said.words);
  if (!hand || !other || !isStillInHand(talk, hand, false)) return false;
  const product = heldIn(talk, hand)?.product ?? (code === undefined ? undefined : knowledge.product(code));
  if (!product) return false;
  const [elsewhere, another] = knowledge.productsNamed(other.words);
  talk.speakAs('ask');
  if (other.isSomebodys) await saySameForAll(talk, product);
  else await sayOther(talk, elsewhere && !another ? elsewhere : product, { of: product, before: hand.question }, other);
  await addHelpline(talk, talk.said.words);
  return true;
}

async function sayOther(
  talk: Talk,
  product: Product,
  { of, before }: { of: Product; before: string },
  { words }: OtherCase,
): Promise<void> {
  const { knowledge } = talk.services;
  const together = `${before}${talk.locale === 'en' ? ' ' : '，'}${words}`;
  for (const question of product.code === of.code ? [words, together] : [before, together]) {
    const answer = knowledge.ask(product, question, talk.locale);
    if (answer.verdict !== 'unknown') return sayAnswer(talk, product, answer, { question });
  }
  const answer = knowledge.ask(product, words, talk.locale);
  if (answer.verdict === 'unknown') return sayUnknown(talk, product, answer, `${before} ${words}`);
  await sayAnswer(talk, product, answer, { question: words });
}

/** The clause that a message asks for by its number; undefined where it names none. */
export async function sayNumbered(talk: Talk, product: Product, words: string): Promise<boolean> {
  const number = clauseNumber(words);
  if (number === undefined) return false;
  talk.speakAs('ask');
  talk.state.product = product.code;
  const clause = product.clauses.find(({ text }) => printedNumber(text['zh-CN'].number) === number);
  if (!clause) {
    await talk.say('ask.no-such-clause', {
      product: product.text[talk.locale].name,
      asked: number,
      last: product.clauses.at(-1)?.text[talk.locale].number ?? '',
    });
    return true;
  }
  const hit = { clause, score: 1, named: true, again: true };
  await sayAnswer(talk, product, answerFrom(product, [hit], talk.locale), { question: words, isWhole: true });
  return true;
}

function heldIn(talk: Talk, hand: InHand): Held | undefined {
  const product = hand.product === undefined ? undefined : talk.services.knowledge.product(hand.product, hand.version);
  const clause = product?.clauses.find(({ id }) => id === hand.clause);
  return product && clause && { product, clause, citation: cite(product, clause, talk.locale), hand };
}

function isStillInHand({ state, said }: Talk, { messages }: InHand, isNamed: boolean): boolean {
  if (state.unclear || state.areTheyAllRight || state.inDanger || said.distress) return false;
  if (isNamed) return messages <= STAYS_NAMED;
  const isBeside = state.stack.length > 0;
  return messages <= (isBeside ? STAYS.beside : STAYS.alone);
}

const ABOUT_CLAUSE: Record<FollowUp, (talk: Talk, held: Held) => Promise<void>> = {
  briefly: async (talk, { product, citation, hand }) => {
    const key = `ask.briefly-${hand.verdict === 'excluded' ? 'excluded' : citation.kind === 'cover' ? 'covered' : 'other'}`;
    await talk.say(key, { ...citation, product: product.text[talk.locale].name, plain: inShort(citation) });
  },
  'exact-words': (talk, { product, citation }) =>
    disclose(talk, product, { clauses: [citation], key: 'ask.wording', data: quoted(citation) }),
  means: (talk, held) => explain(talk, held),
  example: async (talk, { product, citation }) => {
    const { example = '', plain = '' } = citation;
    if (example) await talk.say('ask.example', { ...citation, example });
    else await talk.say('ask.no-example', { ...citation, plain, product: product.text[talk.locale].name });
  },
  'which-clause': (talk, { product, citation }) =>
    disclose(talk, product, {
      clauses: [],
      key: 'ask.which-clause',
      data: { number: citation.number, heading: citation.heading },
      buttons: ['wording'],
    }),
  why: async (talk, { product, citation }) => {
    const isLimit = ['exclusion', 'limit', 'deductible', 'waiting-period'].includes(citation.kind);
    await talk.say('ask.why', {
      ...citation,
      product: product.text[talk.locale].name,
      plain: inShort(citation),
      isLimit,
    });
  },
};

/** The clause in other words: its sentence, what follows from it, an example, and what its words mean. */
async function explain(talk: Talk, { product, clause, citation, hand }: Held): Promise<void> {
  const { defined } = answerFrom(product, [{ clause, score: 1, named: true, again: true }], talk.locale);
  const shown = excerpted(citation, hand.question, talk.locale);
  await disclose(talk, product, {
    clauses: [shown],
    key: 'ask.explained',
    data: { clauses: [quoted(shown)], defined },
    buttons: buttonsFor({ wording: Boolean(shown.isPart), person: true }),
  });
  keepInHand(talk, product, citation, { question: hand.question, verdict: hand.verdict ?? '' });
}

async function saySameForAll(talk: Talk, product: Product): Promise<void> {
  await talk.say('ask.same-for-all', { product: product.text[talk.locale].name });
}

/** Of a general entry: in short its first sentence, and its sources for what is asked after them. */
async function sayOfEntry(talk: Talk, { text }: GeneralEntry, asked: FollowUp): Promise<void> {
  const { heading, answer, sources } = text[talk.locale];
  if (asked === 'briefly' || asked === 'means')
    return void (await talk.say('ask.briefly-general', {
      plain: inShort({ plain: answer, heading } as Citation),
    }));
  await talk.say('ask.source', { heading, sources });
}
