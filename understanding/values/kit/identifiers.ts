import { blanked, type Span } from '../../../language/spans.ts';
import { bankCardsIn } from '../bank-card.ts';
import { eMailsIn } from '../e-mail.ts';
import { idCardsIn } from '../id-card.ts';
import { phonesIn } from '../phone.ts';
import { platesIn } from '../plate.ts';
import { policyNumbersIn } from '../policy-number.ts';
import type { ReadingContext } from './reading.ts';
import { vinsIn } from './vin.ts';

/**
 * What holds digits that are no time, amount or count, in the order in which it is looked for: what one takes, the next
 * doesn't see. A value whose digits could be taken for something else has its line here.
 */
const IDENTIFIERS: readonly ((text: string, context: ReadingContext) => Span[])[] = [
  eMailsIn,
  idCardsIn,
  bankCardsIn,
  policyNumbersIn,
  platesIn,
  phonesIn,
  vinsIn,
];

/**
 * A text in which no digit belongs to an identifier: what is left can be a time, an amount or a count. `text` is a window
 * (`window.ts`), because every identifier's reader goes over it.
 */
export const withoutIdentifiers = (text: string, context: ReadingContext): string =>
  /\d{3}|@/.test(text)
    ? IDENTIFIERS.reduce((rest, identifiersIn) => blanked(rest, identifiersIn(rest, context)), text)
    : text;
