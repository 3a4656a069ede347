import type { Logger } from '../../telemetry/logger.ts';
import * as metrics from '../../telemetry/metrics.ts';
import type { Incoming } from '../incoming/incoming.ts';
import type { TurnResult } from './turn.ts';

/** Tells the metrics and the log what came of a turn and how long it took. Nothing that was said is among it. */
export function tellOfTurn(
  logger: Logger,
  incoming: Incoming,
  { outcome, conversation, understood, isProposed, answered }: TurnResult,
  seconds: number,
): void {
  const came = outcome.repeated ? 'repeated' : answered === 'bot' ? 'committed' : 'unanswered';
  metrics.turns.inc({ channel: conversation.transport, outcome: came });
  metrics.turnSeconds.observe({ channel: conversation.transport }, seconds);
  logger.info(
    {
      correlationId: incoming.correlationId,
      conversationId: conversation.id,
      entry: outcome.id,
      from: incoming.from,
      floor: conversation.floor.holder,
      ...(understood ? { intent: understood.intent, score: understood.score } : {}),
      ...(isProposed ? { proposed: true } : {}),
      ...(outcome.repeated ? { repeated: true } : {}),
      ...(answered === 'bot' ? {} : { answered }),
      ms: Math.round(seconds * 1000),
    },
    'turn',
  );
}
