import type { Act } from '../../../understanding/acts/act.ts';
import { FACTS, type FactName } from '../../../understanding/acts/facts.ts';
import type { Talk } from '../talk.ts';
import type { Slot } from './slots.ts';

/** The fact that a slot takes, by what reads it; undefined where it is the form's own. */
export const factOf = ({ read, find }: Slot<unknown>): FactName | undefined =>
  (Object.keys(FACTS) as FactName[]).find((name) => {
    const readers: { read: unknown; find?: unknown } = FACTS[name];
    return readers.read === read || (find !== undefined && readers.find === find);
  });

/** What a customer does in a message to a form, which asks for one of its slots or whether all is right. */
export function actsToForm(
  talk: Talk,
  { name, slots }: { name: string; slots: Readonly<Record<string, Slot<unknown>>> },
  asking: string | undefined,
): readonly Act[] {
  const slot = slots[asking ?? ''];
  const fact = asking === 'confirm' ? 'confirm' : slot && factOf(slot);
  const facts = Object.values(slots).flatMap((one) => factOf(one) ?? []);
  return talk.acts({ ...(fact ? { asked: { fact } } : {}), open: [{ intent: name, facts }] });
}
