import { incidentType } from '../../understanding/incident.ts';
import { asksWhetherPaid, isHappeningNow } from '../../understanding/paid.ts';
import { anyoneHurt } from '../../understanding/values/hurt.ts';
import { asksInForce, policyIn } from '../conversations/ask/ask.ts';
import type { Talk } from '../kit/talk.ts';

/** From here on a message is taken for what it was understood as, whatever a wording says to it. */
const SURE = 0.75;
/** Whoever says no more than this after an answer means what they told before it. */
const SHORT = 12;

/**
 * Whether a message that was taken for something else is a question that a wording answers: told as a story it sounds
 * like a report. A death, something that happens right now, somebody hurt where no insurance is named: these come
 * before any clause.
 */
export async function isAskedOfWording(talk: Talk): Promise<boolean> {
  const { intent, score, words } = talk.said;
  const happened = intent === 'report-incident' && !talk.state.stack.some(({ dialog }) => dialog === intent);
  if (score >= 1 || intent === 'ask' || !words) return false;
  if (!happened && asksInForce(words) && (await policyIn(talk, words))) {
    talk.said = { ...talk.said, intent: 'ask' };
    return true;
  }
  if (intent !== 'out-of-scope') {
    if (!asksWhetherPaid(words)) return false;
    if (happened ? isUrgent(talk) : score >= SURE) return false;
  }
  const { knowledge } = talk.services;
  const { product: known } = talk.state;
  const reply = knowledge.reply(words, talk.locale, known ? { known } : {});
  const isAnswered = reply.kind === 'general' || (reply.kind === 'product' && reply.answer.verdict !== 'unknown');
  if (!isAnswered) return false;
  talk.said = { ...talk.said, intent: 'ask' };
  talk.speakAs('ask');
  if (happened) {
    talk.state.happened = words;
    await talk.say('ask.happened');
  }
  return true;
}

/** Who reports after an answer needn't tell again what happened. */
export function takeWhatHappened(talk: Talk): void {
  const { happened } = talk.state;
  const { intent, words } = talk.said;
  if (!happened || intent !== 'report-incident') return;
  delete talk.state.happened;
  if (words.length > SHORT) return;
  talk.takeAs(`${happened}\n${words}`);
  talk.said = { ...talk.said, intent };
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
