import { asksOfCover } from '../../understanding/hurt.ts';
import { type Danger, wishFor, wordsFor } from '../kit/danger.ts';
import { joinQueue } from '../kit/queue.ts';
import type { Talk } from '../kit/talk.ts';

/**
 * Who is being defrauded is told to stop and whom to call. What they want done in the same breath, a surrender or a
 * change, isn't taken down: a person looks first.
 */
export async function meetFraud(talk: Talk): Promise<void> {
  talk.speakAs('human');
  talk.state.advised = [...new Set([...(talk.state.advised ?? []), wordsFor('fraud')])];
  await talk.say(wordsFor('fraud'));
  await joinQueue(talk, wishFor('fraud', undefined));
}

/** Who asks about cover in the same breath is told who answers that. */
export async function addWhoAnswers(talk: Talk): Promise<void> {
  if (asksOfCover(talk.said.words)) await talk.say('danger.asked-next');
}

/** Who waits for a person already, with their report handed in, and is in danger now hears whom to call; the report is told. */
export async function dangerAgain(talk: Talk, danger: Danger): Promise<void> {
  const { text, entryId } = talk.said;
  talk.speakAs('report-incident');
  talk.keptIt();
  await talk.services.cases.note({ words: text, entry: entryId, by: 'customer' }, { kinds: ['incident'] });
  await talk.say(wordsFor(danger));
  await joinQueue(talk, wishFor(danger, undefined));
}

/** Who threatens those who work here hears calm words and gets a person, who sees it before they come. */
export async function meetThreat(talk: Talk): Promise<void> {
  const { text, entryId } = talk.said;
  const isWaiting = talk.services.floor() === 'queue';
  talk.state.soothed = true;
  talk.speakAs('human');
  talk.keptIt();
  await talk.services.cases.note({ words: text, entry: entryId, by: 'customer' });
  await talk.say('tone.threat');
  const wish = { reason: 'threat', urgency: 0 } as const;
  if (isWaiting) await talk.services.handoff(wish);
  else await joinQueue(talk, wish);
}
