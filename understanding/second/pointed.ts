import { SLOTS, type SlotReaders } from '../values/index.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import type { PointedFact } from './proposal.ts';

/** What a reader makes of the words that were pointed at for its fact, where they stand among these. */
export function pointedAt<Value>(
  facts: readonly PointedFact[],
  reader: ValueReader<Value>,
  words: string,
  context: ReadingContext,
): { fact: PointedFact['fact']; value: Value } | undefined {
  for (const { fact, words: cited } of facts) {
    const slot = SLOTS[fact] as SlotReaders<unknown>;
    if ((reader !== slot.read && reader !== slot.find) || !words.includes(cited)) continue;
    const reading = slot.read(cited, context);
    if (reading && 'value' in reading) return { fact, value: reading.value as Value };
  }
  return undefined;
}
