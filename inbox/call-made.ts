import { correlationOf } from '../http/request-facts.ts';
import type { Request } from '../http/server.ts';
import type { Locale } from '../language/locale.ts';
import { callBack } from '../services/cases/kinds/call-back.ts';
import type { Session } from '../services/staff/agent-store.ts';
import { refuse } from './locale.ts';
import type { InboxParts } from './parts.ts';

/** The step at which a call was made, and which closes its case. */
const [, CALLED = 'called'] = callBack.steps;

/**
 * Notes that a customer was called: the call-back is closed, and its list shows it no more. Twice is once. Returns the
 * conversation that it is of. Throws a 404 for what is no call-back.
 */
export async function callMade(
  { database, writingTime, logger }: Pick<InboxParts, 'database' | 'writingTime' | 'logger'>,
  { request, session, locale }: { request: Request; session: Session; locale: Locale },
): Promise<string> {
  const reference = String((request.params as { reference?: string }).reference ?? '');
  const now = writingTime(await database.agents.now());
  const conversationId = await database.transaction(async ({ cases }) => {
    const of = /^[A-Z]{2}\d{6}-\d{6}$/.test(reference) ? await cases.conversationOf(reference) : undefined;
    const found = of
      ? (await cases.ofConversation(of)).find((one) => one.reference === reference && one.kind === callBack.name)
      : undefined;
    if (found && !found.closedAt) await cases.keep({ ...found, facts: [], notes: [], step: CALLED, closedAt: now });
    return found?.conversationId;
  });
  if (!conversationId) throw refuse(404, 'NotFound', 'no-such-conversation', { locale });
  logger.info({ conversationId, agent: session.agent.id, correlationId: correlationOf(request) }, 'call-back made');
  return conversationId;
}
