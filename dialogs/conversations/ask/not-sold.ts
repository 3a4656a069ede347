import { asksForSimilar, kindIn, presses, productCalledIn } from '../../../understanding/not-sold.ts';
import { CERTAINTY } from '../../kit/certainty.ts';
import type { Talk } from '../../kit/talk.ts';

/** So many messages after a product that isn't known, what is asked may still be about it. */
const STILL = 4;

/**
 * Who asks about a product, or a kind of insurance, that there is no wording of hears so: no figure, none of another
 * product's in its place, and how to find out. Returns whether they did.
 */
export async function sayNotSold(talk: Talk): Promise<boolean> {
  const { words, intent, score } = talk.said;
  // What is told amid a matter, or begins one, only names it: 被那个“示例快递”的车撞了.
  const isTold = intent !== 'ask' && intent !== 'out-of-scope' && score >= CERTAINTY.ofItsOwn;
  if (talk.state.stack.length > 0 || isTold) return forget(talk);
  const kind = kindIn(words);
  // 猫的医疗险 names no medical insurance of ours.
  if (talk.services.knowledge.productsNamed(words.replace(kind ?? '', '')).length > 0) return forget(talk);
  const name = productCalledIn(words);
  if (name !== undefined) return remember(talk, 'ask.not-sold', name);
  if (kind !== undefined && !isSold(talk, kind)) return remember(talk, 'ask.no-such-kind', kind);
  return sayStill(talk);
}

/** Whether a product is called after the kind, as far as its name tells. */
function isSold({ services, locale }: Talk, kind: string): boolean {
  const about = kind.replace(/(?:的)?(?:医疗)?(?:保险|险)$| (?:insurance|cover|polic(?:y|ies)|plan)$/giu, '');
  return services.knowledge.products.some(({ text }) => text[locale].name.toLowerCase().includes(about.toLowerCase()));
}

async function remember(talk: Talk, key: string, name: string): Promise<boolean> {
  talk.state.notSold = { name, messages: 0 };
  talk.speakAs('ask');
  await talk.say(key, { name, products: namesOf(talk) });
  return true;
}

function forget({ state }: Talk): false {
  delete state.notSold;
  return false;
}

/** What is asked of it still: something like it, or just a figure. */
async function sayStill(talk: Talk): Promise<boolean> {
  const { state, said } = talk;
  const { notSold } = state;
  if (!notSold) return false;
  notSold.messages += 1;
  if (notSold.messages > STILL) return forget(talk);
  const similar = asksForSimilar(said.words);
  if (!similar && !presses(said.words)) return false;
  talk.speakAs('ask');
  await talk.say(similar ? 'ask.not-the-same' : 'ask.not-sold-still', { name: notSold.name, products: namesOf(talk) });
  return true;
}

const namesOf = ({ services, locale }: Talk): string[] =>
  services.knowledge.products.map(({ text }) => text[locale].name);
