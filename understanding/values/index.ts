import { bankCard } from './bank-card.ts';
import { callWindow } from './call-window.ts';
import { count, findCount } from './count.ts';
import { eMail } from './e-mail.ts';
import { idCard } from './id-card.ts';
import { incidentTime } from './incident-time.ts';
import type { ReadingContext, ValueReader } from './kit/reading.ts';
import { findMoney, money } from './money.ts';
import { findName, personName } from './name.ts';
import { people } from './people.ts';
import { phone } from './phone.ts';
import { findPlace, place } from './place.ts';
import { plate } from './plate.ts';
import { policyNumber } from './policy-number.ts';
import { findRelation, relation } from './relation.ts';
import { yesNo } from './yes-no.ts';

/** What reads a value. */
export interface SlotReaders<T> {
  /** Reads an answer to the slot's question. */
  read: ValueReader<T>;
  /** Reads the value out of any message, where it clearly stands there. */
  find?: ValueReader<T>;
}

/** The values that customers give, by the names that `desk read` and the forms know them by. */
export const SLOTS = {
  'incident-time': { read: incidentTime, find: incidentTime },
  place: { read: place, find: findPlace },
  money: { read: money, find: findMoney },
  count: { read: count, find: findCount },
  phone: { read: phone, find: phone },
  'e-mail': { read: eMail, find: eMail },
  'id-card': { read: idCard, find: idCard },
  'bank-card': { read: bankCard, find: bankCard },
  plate: { read: plate, find: plate },
  'policy-number': { read: policyNumber, find: policyNumber },
  name: { read: personName, find: findName },
  relation: { read: relation, find: findRelation },
  people: { read: people, find: people },
  'yes-no': { read: yesNo },
  'call-window': { read: callWindow },
} satisfies Record<string, SlotReaders<unknown>>;
export type SlotName = keyof typeof SLOTS;

/** Every value that stands in a message. What a reader would have to ask about is none. */
export function valuesIn(text: string, context: ReadingContext): Partial<Record<SlotName, unknown>> {
  const values: Partial<Record<SlotName, unknown>> = {};
  for (const [name, { find }] of Object.entries(SLOTS) as [SlotName, SlotReaders<unknown>][]) {
    const reading = find?.(text, context);
    if (reading && 'value' in reading) values[name] = reading.value;
  }
  return values;
}
