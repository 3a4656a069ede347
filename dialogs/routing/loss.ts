import { ASKS_OF_COVER } from '../../understanding/asking.ts';
import { incidentType } from '../../understanding/incident.ts';
import { asksWhetherPaid } from '../../understanding/paid.ts';
import { isAboutSelfHarm, onlyMentionsDeath } from '../../understanding/phrases/distress/distress.ts';
import { ASKS } from '../../understanding/question.ts';
import { SUICIDE, sayGeneral } from '../conversations/ask/say-answer.ts';
import type { Intent } from '../conversations/index.ts';
import type { Said, Talk, Wish } from '../kit/talk.ts';

/* What is said to who has lost somebody, before what they want. */

/** What a bereaved customer asks for by itself goes on after the condolence; whatever else they say, a person comes. */
const GOES_ON: readonly string[] = ['ask', 'human', 'cancel', 'file-complaint', 'complaint-status'] satisfies Intent[];

/**
 * Who has lost somebody is met with that before anything is asked of them, once in a conversation. With nothing in hand
 * it is taken as the report of a death, which asks nothing and calls a person; who asks about cover, complains or is in
 * the middle of a form hears it first, and is answered. Who saw a stranger's death goes on with their own claim. Returns
 * the message as it is taken from here on.
 */
export async function meetLoss(talk: Talk): Promise<Said> {
  const { distress, intent, words, score } = talk.said;
  const kind = distress?.kind;
  if (kind === 'witnessed' && !talk.state.witnessed) {
    talk.state.witnessed = true;
    talk.speakAs('human');
    await talk.say('distress.witnessed');
  }
  if ((kind !== 'loss' && kind !== 'bereaved') || talk.state.condoled) return talk.said;
  if (isOnlyNamed(talk)) return talk.said;
  const isReporting = talk.state.stack.some(({ dialog }) => dialog === 'report-incident');
  const isPlain = intent === 'ask' && score < 1 && !asksWhetherPaid(words) && !ASKS['after-a-death'].test(words);
  const goesOn = talk.state.stack.length > 0 || (GOES_ON.includes(intent) && !isPlain);
  if (isReporting || !goesOn) return { ...talk.said, intent: 'report-incident', score: 1, other: undefined };
  talk.state.condoled = true;
  talk.speakAs('human');
  await talk.say('tone.condolence');
  return talk.said;
}

/** A death that is only named beside something else that happened is none that befell them now. */
const isOnlyNamed = ({ said }: Talk): boolean =>
  onlyMentionsDeath(said.words) && (tellsOf(said.words) || said.words.length > STORY);

const tellsOf = (words: string): boolean => {
  const reading = incidentType(words, { reference: new Date(0), zone: 'UTC' });
  return reading !== undefined && 'value' in reading && reading.value !== 'death';
};

/** Who has just lost somebody tells it in less. */
const STORY = 400;

/** The helpline, below an answer that doesn't have it already. */
export async function addMissingHelpline(talk: Talk, { said }: Wish): Promise<void> {
  if (!isAboutSelfHarm(said.words)) await talk.say('distress.helpline');
}

/** Who asks whether it is paid in the breath in which they tell of a suicide hears the law, after the condolence. */
export async function addTheLaw(talk: Talk): Promise<void> {
  const { distress, words } = talk.said;
  if (
    distress?.kind !== 'bereaved' ||
    !ASKS_OF_COVER.test(words) ||
    !(asksWhetherPaid(words) || ASKS['after-a-death'].test(words))
  )
    return;
  const law = talk.services.knowledge.general.find(({ id }) => id === SUICIDE);
  if (law) await sayGeneral(talk, law, { isUntitled: true });
}
