import { words } from '../../../templates/render.ts';
import { type Change, changes } from '../../../understanding/changes/kinds.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import { QUESTION } from '../../../understanding/form-words.ts';
import { LEAVING } from '../../../understanding/leaving.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Frame } from '../../kit/talk-state.ts';
import type { Remembered } from './change-form.ts';

/** Nobody says in more what is left out of a change. */
const MOST = 90;
const CHANGING = 'change-policy';

/**
 * Of several changes one is left out, or one alone is wanted (按月交那个先不弄，就改地址): what is left is changed, and the
 * matter stands. Returns the change, where that was said.
 */
export async function keepsPart(talk: Talk): Promise<Frame | undefined> {
  const said = talk.said.words;
  const frame = talk.state.stack.find(({ dialog }) => dialog === CHANGING);
  const filled = (frame?.state as unknown as Remembered | undefined)?.filled;
  const what = (filled?.what ?? []) as readonly Change[];
  if (!frame || !filled || what.length === 0 || said.length > MOST || QUESTION.test(said)) return undefined;
  const clauses = cut(said).map(({ at, end }) => said.slice(at, end));
  const kindsIn = (pattern: RegExp): Change[] =>
    clauses
      .filter((clause) => pattern.test(clause))
      .flatMap((clause) => {
        const read = talk.read(changes, clause);
        return read && 'value' in read ? [...read.value] : [];
      });
  const only = kindsIn(LEAVING['only-this']);
  const out = kindsIn(LEAVING['not-that']).filter((one) => !only.includes(one));
  const isOut = out.length > 0 || clauses.some((clause) => LEAVING['not-that'].test(clause));
  const kept = what.filter((one) => (only.length > 0 ? only.includes(one) : !out.includes(one)));
  // All of it is left out: it is dropped; none of it was in it: nothing is.
  if (!isOut || kept.length === 0 || (only.length === 0 && kept.length === what.length)) return undefined;
  filled.what = kept;
  if (!kept.includes('frequency')) delete filled.frequency;
  if (!kept.includes('phone')) delete filled.newPhone;
  if (!kept.includes('account')) delete filled.card;
  if (!kept.includes('beneficiary')) delete filled.beneficiaries;
  talk.speakAs(CHANGING);
  await talk.say('change-policy.only', { what: kept.map((one) => words(`change-policy.what-${one}`, talk.locale)) });
  return frame;
}
