import { clausesIn, polarityOf } from '../../clauses/clauses.ts';
import { isDenied } from '../../clauses/denied.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { SaidAmount } from './which-amounts.ts';

const {
  'once-said': ONCE_SAID,
  mistaken: MISTAKEN,
  'takes-place': TAKES_PLACE,
  'in-truth': IN_TRUTH,
  'was-wrong': WAS_WRONG,
} = phrases('amounts-put-right', ['once-said', 'mistaken', 'takes-place', 'in-truth', 'was-wrong']);
/** What is said right before and after an amount stands within so many characters. */
const REACH = 40;

/**
 * Some amounts of a text, in its order, without what is denied (不是3000), what something else takes the place of (三千不对
 * 应该三千五), and what was only said before (我刚才说成3000).
 */
export function withoutTakenBack(text: string, amounts: readonly SaidAmount[]): readonly SaidAmount[] {
  const standing = withoutDenied(text, amounts);
  const kept = standing.filter((one) => !ONCE_SAID.test(wordsBefore(text, one, amounts[amounts.indexOf(one) - 1])));
  return kept.length > 0 ? kept : standing;
}

function withoutDenied(text: string, amounts: readonly SaidAmount[]): readonly SaidAmount[] {
  const clauses = clausesIn(text);
  const standing: SaidAmount[] = [];
  let [denied, corrected] = [false, false];
  for (const [index, one] of amounts.entries()) {
    const clause = clauses.findLast(({ at }) => at <= one.at);
    const last = amounts[index - 1];
    const first = !last || !clause || last.end <= clause.at;
    const next = amounts[index + 1];
    const ends = clause && (!next || next.at >= clause.end) ? Math.max(clause.end, one.end) : one.end;
    const words = text.slice(first ? clause?.at : last.end, ends);
    const own = polarityOf(words);
    // What only says that it was wrong says next what is right; what says that too has said it.
    const polarity = own ?? (first && !corrected && clause?.polarity === 'corrected' ? 'corrected' : undefined);
    corrected = own === 'corrected';
    if (isMistaken(text, one, last) || polarity === 'denied' || (polarity === undefined && isDenied(text, one.at))) {
      denied = true;
      continue;
    }
    // What is put right is what was said last, unless that was taken back already; 应该还有400 puts nothing right.
    const corrects =
      polarity === 'corrected' || (last !== undefined && takesPlace(text.slice(last.end, one.at), text[one.at]));
    if (corrects && !denied && one.role !== 'added') standing.pop();
    denied = false;
    standing.push(one);
  }
  return standing;
}

const takesPlace = (between: string, first = ''): boolean =>
  between.length <= REACH && (TAKES_PLACE.test(between + first) || IN_TRUTH.test(between));

const isMistaken = (text: string, one: SaidAmount, last: SaidAmount | undefined): boolean =>
  MISTAKEN.test(wordsBefore(text, one, last)) || WAS_WRONG.test(text.slice(one.end, one.end + REACH));

const wordsBefore = (text: string, { at }: SaidAmount, last: SaidAmount | undefined): string =>
  text.slice(Math.max(0, at - REACH, last?.end ?? 0), at);
