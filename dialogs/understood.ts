import type { Talk } from './kit/talk.ts';

const UNDERSTOOD =
  /^(我?(已经?|都)?(阅读并?|看过?|读过?)?(了)?(并|，|,)?(已经?)?(理解|明白|懂|看懂|清楚|知道)了?(，?谢谢)?|我已理解|我已阅读并理解|i (have )?(read and )?(understand|understood|get it)( it)?( now)?|understood|got it|i see|clear now|it(?:'s|’s| is) clear)$/i;
const NOT_UNDERSTOOD =
  /^(我?(还是|还有|有些|有点)?(没|不)(太|很|大|完全)?(看?懂|明白|理解|清楚)(.{0,6})?|还有疑问|i (still )?(do not|don'?t|did not|didn'?t) (really |quite )?(understand|get)( it| this| that)?|not clear|i have (a )?questions?|unclear)$/i;
/** Answers the confirmation too while nothing else is being asked. */
const PLAIN_YES = /^(是的?|好的?|嗯+|行|可以|ok|okay|yes|yep|sure)$/i;

/** Takes the customer's word that they understood the exclusions that were shown, at any time until something new is shown. */
export async function confirmUnderstanding(talk: Talk): Promise<boolean> {
  const { unconfirmed = [] } = talk.state;
  if (unconfirmed.length === 0) return false;
  const said = talk.said.words.replace(/(?<![\s。，,.!！~])[\s。，,.!！~]+$/u, '');
  const understood = UNDERSTOOD.test(said) || (talk.state.stack.length === 0 && PLAIN_YES.test(said));
  if (!understood && !NOT_UNDERSTOOD.test(said)) return false;
  for (const entryId of unconfirmed)
    await talk.desk.disclosures.answered(entryId, talk.said.entryId, understood ? 'understood' : 'not-understood');
  if (understood) delete talk.state.unconfirmed;
  talk.speakAs('ask');
  await talk.say(understood ? 'ask.confirmed' : 'ask.not-understood');
  return true;
}
