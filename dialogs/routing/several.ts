import { words as wordsOf } from '../../templates/render.ts';
import { BUSINESS, type Intent } from '../../understanding/intents/intents.ts';
import { requestsIn } from '../../understanding/requests.ts';
import type { Talk } from '../kit/talk.ts';

/** From here on a part of a message is a request of its own; less sure ones belong to the part before. */
const SURE = 0.5;
/** Nobody asks for more at once; the rest stays with the last one. */
const MOST_REQUESTS = 5;

/** Takes several requests in one message one after the other, and says so. Returns the first one's intent. */
export async function severalRequests(talk: Talk): Promise<Intent | undefined> {
  const requests: { intent: Intent; words: string }[] = [];
  let before = '';
  for (const words of requestsIn(talk.said.words)) {
    const { intent, score } = talk.services.understand(words);
    const last = requests.at(-1);
    const isOwn =
      BUSINESS.includes(intent) && score >= SURE && last?.intent !== intent && requests.length < MOST_REQUESTS;
    if (isOwn) requests.push({ intent, words: `${before}${words}` });
    else if (last) last.words += `\n${words}`;
    else before += `${words}\n`;
  }
  const [first, ...pending] = requests;
  if (!first || pending.length === 0) return undefined;
  await talk.say('several.taken', {
    count: requests.length,
    requests: requests.map(({ intent }) => ({ label: label(intent, talk) })),
  });
  talk.state.pending = pending;
  talk.takeAs(first.words);
  return first.intent;
}

/** What the customer wanted too, once what was in hand is done. */
export async function nextRequest(talk: Talk): Promise<Intent | undefined> {
  const [next, ...pending] = talk.state.pending ?? [];
  if (pending.length > 0) talk.state.pending = pending;
  else delete talk.state.pending;
  if (!next) return undefined;
  await talk.say('several.next', { label: label(next.intent, talk) });
  talk.takeAs(next.words);
  return next.intent;
}

const label = (intent: Intent, talk: Talk): string => wordsOf(`intent.${intent}`, talk.locale);
