import { placesIn } from '../../language/as-written.ts';
import { placedWishesIn } from '../../understanding/clauses/wishes.ts';
import { isBusiness } from '../conversations/index.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk, Wish } from '../kit/talk.ts';

/** Nobody asks for more at once; the rest stays with the last one. */
const MOST_REQUESTS = 5;

/** Takes several requests in one message one after the other, and says so. Returns the first one. */
export async function severalRequests(talk: Talk): Promise<Wish | undefined> {
  const requests: { intent: string; words: string; at: number; end: number }[] = [];
  let before = '';
  let from = 0;
  for (const { words, end } of placedWishesIn(talk.said.words)) {
    const { intent, score } = talk.services.understand(words);
    const last = requests.at(-1);
    const isOwn =
      isBusiness(intent) && score >= CERTAINTY.ofItsOwn && last?.intent !== intent && requests.length < MOST_REQUESTS;
    if (isOwn) requests.push({ intent, words: `${before}${words}`, at: from, end });
    else if (last) Object.assign(last, { words: `${last.words}\n${words}`, end });
    else {
      before += `${words}\n`;
      continue; // what leads to the first request is of it
    }
    from = end;
  }
  const written = placesIn(talk.said.text, talk.said.words);
  const [first, ...pending] = requests.map(({ intent, words, at, end }) => ({
    ...{ intent, words },
    text: written?.(at, end).trim() ?? words,
    entry: talk.said.entryId,
  }));
  if (!first || pending.length === 0) return undefined;
  await talk.say('several.taken', {
    count: requests.length,
    requests: requests.map(({ intent }) => ({ label: nameFor(intent, talk.locale) })),
  });
  talk.state.pending = pending;
  return { intent: first.intent, said: talk.saidAs(first.words, first.text) };
}

/** What the customer wanted too, once what was in hand is done. */
export async function nextRequest(talk: Talk): Promise<Wish | undefined> {
  const [next, ...pending] = talk.state.pending ?? [];
  if (pending.length > 0) talk.state.pending = pending;
  else delete talk.state.pending;
  if (!next) return undefined;
  await talk.say('several.next', { label: nameFor(next.intent, talk.locale) });
  const { entry = talk.said.entryId } = next;
  return { intent: next.intent, said: { ...talk.saidAs(next.words, next.text), entryId: entry } };
}
