import { systemTimer } from '../services/time/timer.ts';
import type { Logger } from '../telemetry/logger.ts';
import { SecondReading, type SecondReadingParts } from '../understanding/second/second-reading.ts';
import { LanguageModel } from './language-model.ts';
import type { ModelPlace } from './place.ts';

/** A second reading of messages by a language model, on the system's clock. */
export function secondReadingBy(
  place: ModelPlace,
  parts: Omit<SecondReadingParts, 'proposer'> & { logger: Logger },
): SecondReading {
  const proposer = new LanguageModel({
    ...place,
    intents: parts.recognizer.intents.map(({ intent }) => intent),
    context: parts.context,
    timer: systemTimer,
    elapsed: () => performance.now(),
    logger: parts.logger,
  });
  return new SecondReading({ ...parts, proposer });
}
