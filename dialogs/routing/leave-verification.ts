import { callWished } from '../../understanding/call-back-words.ts';
import { IDENTITY } from '../../understanding/identity.ts';
import { toldBy } from '../identity/details.ts';
import { tellBelow } from '../identity/outcome.ts';
import { OWN_POLICIES } from '../identity/own-policies.ts';
import { VERIFICATION } from '../identity/verification.ts';
import type { Talk } from '../kit/talk.ts';
import { pop, resume } from './stack.ts';

/**
 * Who is asked who they are and wants something that needs no such thing (a report, a complaint, a call) leaves it so, in
 * whatever words: what only waited for it goes, and the message is met as if it had never been asked. Returns whether that
 * was so.
 */
export async function leavesVerification(talk: Talk): Promise<boolean> {
  const { stack } = talk.state;
  const top = stack.at(-1);
  if (top?.dialog !== VERIFICATION || !goesOnWithout(talk)) return false;
  talk.speakAs(VERIFICATION);
  talk.services.identity.forgetCode();
  await talk.say('verification.put-off');
  const waited = stack.at(-2);
  tellBelow(talk, top, 'put-off');
  pop(talk, top);
  if (waited && TELLING.includes(waited.dialog)) pop(talk, waited);
  else if (waited) await resume(talk);
  return true;
}

/** They only tell somebody's own data: without knowing who it is, there is nothing to tell. */
const TELLING: readonly string[] = [OWN_POLICIES, 'claim-status', 'complaint-status'];

function goesOnWithout(talk: Talk): boolean {
  const { words } = talk.said;
  const { name: _, ...told } = toldBy(talk);
  if (callWished(words) !== null) return told.digits === undefined && told.code === undefined;
  return Object.keys(told).length === 0 && IDENTITY['goes-on'].test(words);
}
