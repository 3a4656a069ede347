import { doesInHand, doesOnly } from '../../understanding/acts/in-hand.ts';
import { callWished } from '../../understanding/call-back-words.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { IDENTITY } from '../../understanding/identity.ts';
import { dialogNamed, isBusiness } from '../conversations/index.ts';
import { toldBy } from '../identity/details.ts';
import { TELLING, tellBelow } from '../identity/outcome.ts';
import { putsOff, putsOffIn, VERIFICATION } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { remembered } from '../kit/form/draft.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { pop, resume } from './stack.ts';

/**
 * Who is asked who they are and wants something that needs no such thing (a report, a complaint, a call) leaves it so, in
 * whatever words: what only waited for it goes, and the message is met as if it had never been asked. Returns what is left
 * to be met: who puts it off and tells something in the same breath is heard.
 */
export async function leavesVerification(talk: Talk): Promise<Talk> {
  const { stack } = talk.state;
  const top = stack.at(-1);
  if (top?.dialog !== VERIFICATION) return talk;
  const waiting = stack.at(-2);
  const waits = waiting?.state.waitsForWho === true;
  // What only tells them of their own has nothing to submit: it is of the report that lies below that.
  const lies = waiting && TELLING.includes(waiting.dialog) ? stack.at(-3) : undefined;
  const isOfBelow = lies !== undefined && remembered(lies) !== undefined;
  const agrees = isOfBelow && lies.state.asking === 'confirm' && doesOnly(talk.said.words, 'agrees', 'nods', 'no-more');
  const submits = agrees || ((waits || isOfBelow) && doesInHand(talk.said.words, 'submits', 'submits-if-whole'));
  // What waits can't be submitted before it is known who asks.
  if (submits && !stack.slice(0, -2).some((frame) => remembered(frame))) return talk;
  const beside = isOfBelow && submits ? talk : goesOnWithout(talk) ? talk : besidePutOff(talk);
  if (!beside) return talk;
  talk.speakAs(VERIFICATION);
  talk.services.identity.forgetCode();
  await talk.say('verification.put-off');
  const waited = stack.at(-2);
  tellBelow(talk, top, 'put-off');
  pop(talk, top);
  if (waited && TELLING.includes(waited.dialog)) pop(talk, waited);
  else if (waited && submits) await putAside(talk, waited);
  // What waits for nothing else is met by the message itself.
  else if (waited?.state.waitsForWho) await resume(talk);
  return beside;
}

/** It is kept as it is, and not asked about again once what lies below is submitted. */
async function putAside(talk: Talk, waited: Frame): Promise<void> {
  const others = talk.state.stack.filter((frame) => frame !== waited);
  talk.state.stack = [waited];
  talk.speakAs(waited.dialog);
  const status = await dialogNamed(waited.dialog, talk.services)?.reprompt(talk, waited, 'resumed');
  talk.state.stack = status === 'complete' ? others : [waited, ...others];
}

/** What else is plainly wanted in the message that puts it off: 晚点再弄，我车刚被撞了. */
function besidePutOff(talk: Talk): Talk | undefined {
  if (!putsOff(talk)) return undefined;
  const { words } = talk.said;
  const rest = cut(words)
    .map(({ at, end }) => words.slice(at, end))
    .filter((clause) => !putsOffIn(clause))
    .join('，');
  if (rest === '' || rest === words) return undefined;
  // 等会儿，手机在车里: it says why not now.
  if (IDENTITY.elsewhere.test(rest) || IDENTITY['other-phone'].test(rest)) return undefined;
  const { intent, score } = talk.services.understand(rest);
  // 算了，改卡我去柜台弄 is of what waits.
  if (talk.state.stack.some(({ dialog }) => dialog === intent)) return undefined;
  return isBusiness(intent) && score >= CERTAINTY.ofItsOwn ? talk.taking(talk.saidAs(rest)) : undefined;
}

function goesOnWithout(talk: Talk): boolean {
  const { words } = talk.said;
  const { name: _, ...told } = toldBy(talk);
  if (IDENTITY['to-a-number'].test(words.trim())) return false;
  if (callWished(words) !== null) return told.digits === undefined && told.code === undefined;
  return Object.keys(told).length === 0 && IDENTITY['goes-on'].test(words);
}
