import { blanked } from '../../language/spans.ts';
import { bankCardsIn } from './bank-card.ts';
import { eMailsIn } from './e-mail.ts';
import { idCardsIn } from './id-card.ts';
import { phonesIn } from './phone.ts';
import { platesIn } from './plate.ts';
import { policyNumbersIn } from './policy-number.ts';
import type { ReadingContext } from './reading.ts';
import { VIN } from './vin.ts';

/**
 * A text in which no digit belongs to an identifier: what is left can be a time, an amount or a count. `text` is a window
 * (`window.ts`), because every identifier's reader goes over it.
 */
export function withoutIdentifiers(text: string, context: ReadingContext): string {
  if (!/\d{3}|@/.test(text)) return text;
  const named = blanked(text, [
    ...eMailsIn(text),
    ...idCardsIn(text, context),
    ...bankCardsIn(text, context),
    ...policyNumbersIn(text),
    ...platesIn(text),
  ]);
  return blanked(named, phonesIn(named, context)).replace(VIN, (number) => '□'.repeat(number.length));
}
