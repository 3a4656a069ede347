import type { EventRole } from '../../clauses/clauses.ts';
import type { TimeClause } from './parted.ts';
import type { DayToken, PartOfDay, TimeToken, Token } from './tokens.ts';

/** One time as a message gives it: a day, a part of it, an hour, as far as they were said. */
export interface TimeMention {
  day?: DayToken;
  part?: PartOfDay;
  time?: TimeToken;
  /** An instant, or minutes back from the message, instead of all that. */
  moment?: Extract<Token, { kind: 'moment' | 'instant' }>;
  /** From one hour to another: the day is sure, the hour isn't. */
  between?: true;
  /** The day stands in a clause with nothing else, so it is the day of what was said before, too. */
  dayOfAll?: true;
  /** The day was said with another time, of what happened or of something else. */
  inherited?: 'own' | 'others';
  /** What its clause tells of. */
  event?: EventRole;
  polarity?: TimeClause['polarity'];
  /** The clause in which it begins. */
  clause: number;
  at: number;
  end: number;
}
