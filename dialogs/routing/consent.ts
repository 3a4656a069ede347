import { SENSITIVE, type Sensitive } from '../../services/consent/sensitive.ts';
import { CONSENTING } from '../../understanding/consent.ts';
import { yesNo } from '../../understanding/values/yes-no.ts';
import { decided, showKinds } from '../kit/consent.ts';
import type { Talk } from '../kit/talk.ts';

/** Who decides about their consent and says no more than this says nothing else. */
const SHORT = 16;

/**
 * Hears what a customer says of the consent to note sensitive personal information: that they take it back, whenever and in
 * any wording; that they give or refuse it, while it is asked for. Returns whether that was the answer.
 */
export async function answerConsent(talk: Talk): Promise<boolean> {
  if (await withdrawConsent(talk)) return true;
  const asked = talk.state.consents?.asked;
  const words = talk.said.words.trim();
  if (!asked) return false;
  if (CONSENTING.refuses.test(words)) return refuse(talk, asked.kinds, words);
  // Beside a summary it is the summary's yes that agrees, and to what is asked next the answer.
  if (asked.how !== 'question' || !CONSENTING.agrees.test(words)) return false;
  return agree(talk, asked.kinds, words);
}

/** They take back what they agreed to; who agreed to nothing has refused. */
export async function withdrawConsent(talk: Talk): Promise<boolean> {
  const words = talk.said.words.trim();
  if (!CONSENTING.withdraws.test(words)) return false;
  const { decided: before = {} } = talk.state.consents ?? {};
  const given = SENSITIVE.filter((kind) => before[kind] === 'given');
  const others = SENSITIVE.filter((kind) => !given.includes(kind) && before[kind] === undefined);
  decided(talk, 'withdrawn', given, 'said');
  decided(talk, 'refused', others, 'said');
  await talk.say(given.length > 0 ? 'consent.withdrawn' : 'consent.not-given', { kinds: showKinds(SENSITIVE, talk) });
  return true;
}

/** A bare yes or no, which nothing else could use, is the answer to the question that stood last. */
export async function answerConsentBarely(talk: Talk): Promise<boolean> {
  const asked = talk.state.consents?.asked;
  if (asked?.how !== 'question') return false;
  const answer = talk.read(yesNo);
  if (!answer || !('value' in answer)) return false;
  const words = talk.said.words.trim();
  return answer.value ? agree(talk, asked.kinds, words) : refuse(talk, asked.kinds, words);
}

/** Returns whether nothing else was said. */
async function agree(talk: Talk, kinds: readonly Sensitive[], words: string): Promise<boolean> {
  decided(talk, 'given', kinds, 'said');
  await talk.say('consent.given');
  return words.length <= SHORT && !/\d/.test(words);
}

async function refuse(talk: Talk, kinds: readonly Sensitive[], words: string): Promise<boolean> {
  decided(talk, 'refused', kinds, 'said');
  await talk.say('consent.refused', { kinds: showKinds(kinds, talk) });
  return words.length <= SHORT && !/\d/.test(words);
}
