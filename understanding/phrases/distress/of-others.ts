import { type DangerKind, dangerIn } from '../danger/danger.ts';
import { distressIn, isGrief } from './distress.ts';

/* What in a message isn't of the customer's own wish to live: others' deeds, and a death. */

/** Longer messages are read as they are. */
const LONGEST_WITHOUT = 1_000;
const CLAUSE = /(?<=[，,。.！!？?；;\n])/u;
/** Dangers that come from others: nobody does these to themselves. */
const FROM_OTHERS: readonly (DangerKind | undefined)[] = ['violence', 'fire', 'choking', 'fraud'];

/** A message without the clauses that tell of a danger from others; of who tells of a death, without those and their grief. */
export function withoutWhatOthersDid(text: string): string {
  if (text.length > LONGEST_WITHOUT) return text;
  const isLoss = distressIn(text)?.kind === 'loss';
  if (!isLoss && !FROM_OTHERS.includes(dangerIn(text))) return text;
  return text
    .split(CLAUSE)
    .filter((clause) => !FROM_OTHERS.includes(dangerIn(clause)))
    .filter((clause) => !isLoss || (distressIn(clause)?.kind !== 'loss' && !isGrief(clause)))
    .join('');
}
