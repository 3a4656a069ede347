import type { Product } from '../../../knowledge/product.ts';
import { type Policy, runsOn } from '../../../services/policies/policies.ts';
import { isoDate } from '../../../services/time/calendar.ts';
import { words as wordsOf } from '../../../templates/render.ts';
import { ASKS_IN_FORCE, PRODUCT_NOT_KNOWN } from '../../../understanding/asking.ts';
import { distressIn, isAboutSelfHarm } from '../../../understanding/phrases/distress/distress.ts';
import { plate } from '../../../understanding/values/plate.ts';
import { policyNumber } from '../../../understanding/values/policy-number.ts';
import { declare } from '../../kit/declaration.ts';
import type { Status } from '../../kit/dialog.ts';
import type { Frame, Talk } from '../../kit/talk.ts';
import { compare, sayPurpose } from './before-buying.ts';
import { addHelpline } from './helpline.ts';
import { SUICIDE, sayAnswer, sayGeneral, sayUnknown } from './say-answer.ts';

/** The questions whose product is still open, and the products that it may be. */
type Asking = { questions: string[]; products: string[] };

/** So many products are offered as buttons; the rest can be named. */
const MOST_OFFERED = 5;

/** Answers questions about products from their clauses, the exclusions first, and about insurance in general. */
export const ask = declare({
  intent: 'ask',
  dialog: (name) => ({
    name,

    async begin(talk, frame) {
      const { words } = talk.said;
      if (await compare(talk, words)) return 'complete';
      const questions = talk.services.knowledge.questionsIn(words);
      if (questions.length > 1) await talk.say('ask.several', { count: questions.length });
      if (await sayInForce(talk, words)) return 'complete';
      const product = await productOfPolicy(talk, words);
      const status = await answerAll(talk, frame, questions, product);
      await addHelpline(talk, words);
      return status;
    },

    async continue(talk, frame) {
      const { questions, products } = frame.state as Asking;
      const said = talk.said.words;
      if (PRODUCT_NOT_KNOWN.test(said)) return sayGenerally(talk, questions);
      const byNumber = products[Number(said) - 1];
      const [byName, another] = talk.services.knowledge.productsIn(said);
      const product = byNumber ? talk.services.knowledge.product(byNumber) : another ? undefined : byName;
      return product ? answerAll(talk, frame, questions, product) : 'declined';
    },

    reprompt: (talk, frame) => askWhich(talk, frame.state as Asking),
  }),
});

/** Answers one question after the other; waits where a question's product is open. */
async function answerAll(talk: Talk, frame: Frame, questions: readonly string[], given?: Product): Promise<Status> {
  for (const [index, question] of questions.entries()) {
    const named = talk.services.knowledge.productsNamed(question);
    const product = named.length > 0 ? undefined : given;
    if (await sayPurpose(talk, question, product)) continue;
    const { product: known } = talk.state;
    const reply = talk.services.knowledge.reply(question, talk.locale, {
      ...(product ? { product } : {}),
      ...(known ? { known } : {}),
    });
    if (reply.kind === 'open') {
      // Who asks about suicide isn't asked first which product: what the law says holds for each that pays on death.
      const general = isAboutSelfHarm(question) && talk.services.knowledge.general.find(({ id }) => id === SUICIDE);
      if (general) {
        await sayGeneral(talk, general, { isUntitled: hasLost(talk) });
        continue;
      }
      const asking = { questions: questions.slice(index), products: reply.products.map(({ code }) => code) };
      frame.state = asking;
      return askWhich(talk, asking);
    }
    if (reply.kind === 'general') {
      await sayGeneral(talk, reply.entry, { isUntitled: reply.entry.id === SUICIDE && hasLost(talk) });
      continue;
    }
    talk.state.product = reply.product.code;
    if (reply.answer.verdict === 'unknown') await sayUnknown(talk, reply.product, reply.answer, question);
    else await sayAnswer(talk, reply.product, reply.answer);
  }
  return 'complete';
}

/** Whether they have just told of somebody's suicide. */
const hasLost = ({ said }: Talk): boolean => distressIn(said.words)?.kind === 'bereaved';

/** What holds whichever product it is; where nothing does, that is said. */
async function sayGenerally(talk: Talk, questions: readonly string[]): Promise<Status> {
  const found = questions.flatMap((question) => talk.services.knowledge.askGeneral(question, talk.locale)?.entry ?? []);
  for (const entry of found) await sayGeneral(talk, entry);
  if (found.length === 0) await talk.say('ask.no-general-rule');
  return 'complete';
}

async function askWhich(talk: Talk, { products }: Asking): Promise<Status> {
  const names = products
    .slice(0, MOST_OFFERED)
    .map((code) => talk.services.knowledge.product(code)?.text[talk.locale].name ?? code);
  await talk.say(
    'ask.which-product',
    {
      products: names.map((name, index) => ({ name, number: index + 1 })),
      more: products.length > MOST_OFFERED,
    },
    { actions: [...names, wordsOf('ask.which-unknown', talk.locale)] },
  );
  return 'waiting';
}

/** Whether a message asks of a named policy whether it is in force, and of nothing else. */
export const asksInForce = (words: string): boolean => ASKS_IN_FORCE.test(words) && words.length <= 60;

/** Says whether a named policy is in force today, and that the day of the loss counts. Returns whether that was asked. */
async function sayInForce(talk: Talk, words: string): Promise<boolean> {
  const policy = asksInForce(words) ? await policyIn(talk, words) : undefined;
  if (!policy || talk.services.knowledge.questionsIn(words).length > 1) return false;
  const today = isoDate(talk.services.now, talk.services.zone);
  await talk.say('ask.in-force', { inForce: runsOn(policy, today) });
  return true;
}

/** The product of a policy whose number or plate stands in the question, in the version that it was sold under. */
async function productOfPolicy(talk: Talk, words: string): Promise<Product | undefined> {
  const policy = await policyIn(talk, words);
  return policy && talk.services.knowledge.product(policy.product, policy.version);
}

/** A policy whose number or plate stands in a message. */
export async function policyIn(talk: Talk, words: string): Promise<Policy | undefined> {
  const number = talk.read(policyNumber, words);
  const vehicle = talk.read(plate, words);
  return (
    (number && 'value' in number ? await talk.services.policies.find(number.value) : undefined) ??
    (vehicle && 'value' in vehicle ? await talk.services.policies.findByPlate(vehicle.value) : undefined)
  );
}
