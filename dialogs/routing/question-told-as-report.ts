import { clauseNumber } from '../../understanding/clause-number.ts';
import { anyoneHurt } from '../../understanding/hurt.ts';
import { incidentType } from '../../understanding/incident.ts';
import { askedIn } from '../../understanding/meanwhile/asked-in.ts';
import { asksWhetherPaid, isHappeningNow } from '../../understanding/paid.ts';
import { asksInForce } from '../conversations/ask/ask.ts';
import { asksForExclusions } from '../conversations/ask/common.ts';
import { policyIn } from '../conversations/ask/product-at-hand.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Said, Talk, Wish } from '../kit/talk.ts';
import { tellsPlainly } from './asked-at-first.ts';

/** Whoever says no more than this after an answer means what they told before it. */
const SHORT = 12;

/**
 * The question that a message is which was taken for something else, where a wording answers it: told as a story it
 * sounds like a report. A death, something that happens right now, somebody hurt where no insurance is named: these come
 * before any clause.
 */
export async function questionOfWording(talk: Talk): Promise<Wish | undefined> {
  const { intent, score, words } = talk.said;
  const wish: Wish = { intent: 'ask', said: { ...talk.said, intent: 'ask' } };
  const happened = intent === 'report-incident' && !talk.state.stack.some(({ dialog }) => dialog === intent);
  if (score >= CERTAINTY.byRule || intent === 'ask' || !words) return undefined;
  if (clauseNumber(words) !== undefined || asksForExclusions(words)) return wish;
  if (!happened && asksInForce(words) && (await policyIn(talk, words))) return wish;
  if (intent !== 'out-of-scope') {
    if (!asksWhetherPaid(words)) return undefined;
    if (happened ? isUrgent(talk) || (askedIn(words).length > 0 && tellsPlainly(talk)) : score >= CERTAINTY.nothingElse)
      return undefined;
  }
  const { knowledge } = talk.services;
  const { product: known } = talk.state;
  const reply = knowledge.reply(words, talk.locale, known ? { known } : {});
  const isAnswered = reply.kind === 'general' || (reply.kind === 'product' && reply.answer.verdict !== 'unknown');
  if (!isAnswered) return undefined;
  talk.speakAs('ask');
  if (happened) {
    talk.state.happened = { words, entry: talk.said.entryId };
    await talk.taking(wish.said).say('ask.happened');
  }
  return wish;
}

/** The message, of who reports after an answer with what they told before it: they needn't tell it again. */
export function withWhatHappened(talk: Talk): Said {
  const { happened } = talk.state;
  const { intent, words } = talk.said;
  if (!happened || intent !== 'report-incident') return talk.said;
  delete talk.state.happened;
  if (words.length > SHORT) return talk.said;
  // Of what was kept by the version before, the entry isn't known.
  const { words: before, entry } =
    typeof happened === 'string' ? { words: happened, entry: talk.said.entryId } : happened;
  return { ...talk.saidAs(`${before}\n${words}`), entryId: entry, intent };
}

function isUrgent(talk: Talk): boolean {
  const { said, services } = talk;
  const hurt = talk.read(anyoneHurt);
  const what = talk.read(incidentType);
  return (
    isHappeningNow(said.words) ||
    (hurt !== undefined && 'value' in hurt && hurt.value && services.knowledge.productsIn(said.words).length === 0) ||
    (what !== undefined && 'value' in what && what.value === 'death')
  );
}
