import { openDatabase } from '../../../db/open.ts';
import { Signals } from '../../../services/signals.ts';
import { createLogger } from '../../../telemetry/logger.ts';
import { type NumberedCustomer, wordsOf } from '../../crash/kit/customer.ts';
import { faultsIn } from '../../crash/kit/faults.ts';

/** What the log says of what customers were told. */
export interface Judgement {
  /** Acknowledged, and not in the log. */
  lost: number;
  /** In the log more often than they were said. */
  twice: number;
  /** In another order than they were said in. */
  disordered: number;
  /** Whatever else is wrong with the conversations that could be finished. */
  faults: string[];
}

/** Compares the log with what the customers know. `stuck` ones may have been cut off in the middle of a message. */
export async function judge(
  url: string,
  customers: readonly NumberedCustomer[],
  stuck: readonly NumberedCustomer[],
): Promise<Judgement> {
  const opened = await openDatabase({ url }, { signals: new Signals(), logger: createLogger('silent') });
  try {
    const judgement = { lost: 0, twice: 0, disordered: 0 };
    for (const { conversationId, acknowledged } of customers) {
      const log = await opened.database.log.read(conversationId, 0, { reader: 'staff', limit: 1_000_000 });
      const said = log.filter(({ role }) => role === 'customer');
      const ids = new Set(said.map(({ id }) => id));
      judgement.lost += acknowledged.filter((id) => !ids.has(id)).length;
      const words = said.map(({ activity }) => String(activity?.text));
      judgement.twice += words.length - new Set(words).size;
      judgement.disordered += words.filter((text, at) => text !== wordsOf(at + 1)).length;
    }
    const finished = customers.filter((customer) => !stuck.includes(customer));
    return { ...judgement, faults: await faultsIn(opened.database, finished) };
  } finally {
    await opened.close();
  }
}
