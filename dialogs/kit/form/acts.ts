import type { ActContext } from '../../../understanding/acts/context.ts';
import { FACTS, type FactName } from '../../../understanding/acts/facts.ts';
import type { Slot } from './slots.ts';

const factNames = Object.keys(FACTS) as FactName[];
const known = new WeakMap<Slot<unknown>, FactName | undefined>();

/** The fact that a slot takes, by what reads it; undefined where it is the form's own. */
export function factOf(slot: Slot<unknown>): FactName | undefined {
  if (!known.has(slot)) known.set(slot, lookUp(slot));
  return known.get(slot);
}

const lookUp = ({ read, find }: Slot<unknown>): FactName | undefined =>
  factNames.find((name) => {
    const readers: { read: unknown; find?: unknown } = FACTS[name];
    return readers.read === read || (find !== undefined && readers.find === find);
  });

/** What a message to a form is read with: the slot that it asks for, or whether all is right, and what it would take. */
export function askedBy(
  { name, slots }: { name: string; slots: Readonly<Record<string, Slot<unknown>>> },
  asking: string | undefined,
): Pick<ActContext, 'asked' | 'open'> {
  const slot = slots[asking ?? ''];
  const fact = asking === 'confirm' ? 'confirm' : slot && factOf(slot);
  const facts = Object.values(slots).flatMap((one) => factOf(one) ?? []);
  return { ...(fact ? { asked: { fact } } : {}), open: [{ intent: name, facts }] };
}
