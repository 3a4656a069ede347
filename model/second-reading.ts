import type { Clock } from '../services/time/clock.ts';
import { systemTimer } from '../services/time/timer.ts';
import type { Logger } from '../telemetry/logger.ts';
import { SecondReading, type SecondReadingParts } from '../understanding/second/second-reading.ts';
import { LanguageModel } from './language-model.ts';
import type { ModelPlace } from './place.ts';

/** What a second reading by a model is made with, beside where the model is. */
interface Beside extends Pick<SecondReadingParts, 'recognizer'> {
  clock: Clock;
  /** The insurer's time zone. */
  zone: string;
  logger: Logger;
}

/** A second reading of messages by a language model, which is waited for by the system's clock. */
export function secondReadingBy(place: ModelPlace, { recognizer, clock, zone, logger }: Beside): SecondReading {
  const context = () => ({ reference: clock(), zone });
  const proposer = new LanguageModel({
    ...place,
    intents: recognizer.intents.map(({ intent }) => intent),
    context,
    timer: systemTimer,
    elapsed: () => performance.now(),
    logger,
  });
  return new SecondReading({ recognizer, context, proposer });
}
