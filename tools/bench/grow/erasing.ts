import { eraseConversation } from '../../../services/evidence/erase.ts';
import { writingTimeAhead } from '../../../services/time/clock.ts';
import type { Figure } from '../turn/figures.ts';
import { type Beside, besideFigures } from './beside.ts';
import { idOf, type Sized } from './sized.ts';

/** Conversations of a batch, each erased in a transaction of its own, one after the other. */
const BATCH = 100;
export const MONTHS = 12;

/** Erases the oldest month's conversations, as `desk erase` does, while customers talk to the desk. */
export function erasingFigures(sized: Sized, beside: Beside): Promise<{ figures: Figure[]; next: number }> {
  const { conversations, database } = sized;
  const month = Math.floor(conversations / MONTHS);
  const zone = 'Asia/Shanghai';
  let erased = 0;
  const batch = async () => {
    const from = erased;
    for (; erased < Math.min(month, from + BATCH); erased++) {
      const what = { conversationId: idOf(conversations - erased), seq: undefined, by: 'bench', why: 'to measure it' };
      await eraseConversation(database, what, { keys: undefined, writingTime: writingTimeAhead(0), zone });
    }
    return erased - from;
  };
  return besideFigures(sized, beside, { figure: 'erasing', what: { batch: BATCH }, month, batch });
}
