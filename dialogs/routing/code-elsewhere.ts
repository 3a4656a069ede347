import { callWished } from '../../understanding/call-back-words.ts';
import { CHANGE, changes } from '../../understanding/changes/kinds.ts';
import { IDENTITY } from '../../understanding/identity.ts';
import { type Intent, isBusiness } from '../conversations/index.ts';
import { toldBy } from '../identity/details.ts';
import { awaitsCode, VERIFICATION, wantsItElsewhere } from '../identity/verification.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import type { Talk } from '../kit/talk.ts';

const CHANGES: Intent = 'change-policy';
/** What a number that the code is to go to may be taken for. */
const MAY_BE_OF_A_NUMBER: readonly string[] = [CHANGES, 'ask', 'my-agent'] satisfies Intent[];

/**
 * A code goes to the phone on file alone: who wants it sent elsewhere, or gives another number while it is awaited, hears so
 * and what can be done instead. It stays awaited, and opens no change; that the number on file is to be another one is
 * taken up after the check. Returns whether it was that.
 */
export async function keepsCodeAwaited(talk: Talk): Promise<boolean> {
  if (!awaitsCode(talk)) return false;
  const { intent, score, words, at } = talk.said;
  const isElse = isBusiness(intent) && !MAY_BE_OF_A_NUMBER.includes(intent) && score >= CERTAINTY.ofItsOwn;
  const isToNumber = IDENTITY['to-a-number'].test(words.trim());
  if (!isToNumber && (callWished(words) !== null || (isElse && !IDENTITY.elsewhere.test(words)))) return false;
  if (!wantsItElsewhere(talk, toldBy(talk))) return false;
  const { stack, pending = [] } = talk.state;
  const isWanted =
    CHANGE.changing.test(words) && changes(words, { reference: at, zone: talk.services.zone }) !== undefined;
  if (intent === CHANGES && isWanted && !stack.some(({ dialog }) => dialog === CHANGES))
    talk.state.pending = [...pending.filter((one) => one.intent !== CHANGES), { intent: CHANGES, words }];
  talk.speakAs(VERIFICATION);
  await talk.say('verification.other-phone');
  return true;
}
