import type { FoundBy } from '../../services/customers/named.ts';
import type { Claim } from '../../services/identity/claim.ts';
import { type ToldIdentity, toldIdentity } from '../../understanding/identity.ts';
import { plate } from '../../understanding/values/plate.ts';
import { policyNumber } from '../../understanding/values/policy-number.ts';
import type { Talk } from '../kit/talk.ts';

/** What was told of who somebody is, as the verification remembers it. */
export interface Details {
  by?: FoundBy;
  name?: string;
  /** Of an ID number, as many of its last digits as were given, the ones that count or fewer. */
  digits?: string;
}

/** What this message tells of who they are. A reader that throws has read nothing. */
export function toldBy(talk: Talk): ToldIdentity {
  const { said, services } = talk;
  try {
    return toldIdentity(said.words, { reference: said.at, zone: services.zone });
  } catch (error) {
    services.readerFailed(error);
    return {};
  }
}

/** What was told before, with what is told now: what is new counts. */
export function merged(before: Details, told: ToldIdentity, takesPhone: boolean): Details {
  const by = foundBy(told, takesPhone) ?? before.by;
  const name = told.name ?? before.name;
  const digits = told.digits ?? before.digits;
  return { ...(by ? { by } : {}), ...(name ? { name } : {}), ...(digits ? { digits } : {}) };
}

function foundBy({ policyNumber, plate, phone }: ToldIdentity, takesPhone: boolean): FoundBy | undefined {
  if (policyNumber) return { policyNumber };
  if (plate) return { plate };
  return phone && takesPhone ? { phone } : undefined;
}

/** The claim that the details make, where nothing is missing. */
export function claimIn({ by, name, digits }: Details, idDigits: number): Claim | undefined {
  return by && name && digits && digits.length >= idDigits ? { by, name, digits: digits.slice(-idDigits) } : undefined;
}

/** What is missing, by the names that the question knows. */
export const missingIn = ({ by, name, digits }: Details, idDigits: number) => ({
  number: !by,
  name: !name,
  digits: !digits || digits.length < idDigits,
});

/** Whether two details are of one person, as far as both tell. */
export const isSameDetails = (one: Details, other: Details): boolean =>
  JSON.stringify([one.by, one.name, one.digits]) === JSON.stringify([other.by, other.name, other.digits]);

/**
 * What was told for the matters in hand, or an earlier one: a policy or a plate; a phone and the customer's name only with
 * the end of an ID number, which says that it is to be theirs.
 */
export function knownBefore(talk: Talk, withName = false): Details {
  const { state, said, services } = talk;
  const frames = [...(state.submitted ? [state.submitted] : []), ...state.stack];
  const filled = [state.known, ...(withName ? frames : state.stack).map((frame) => frame.state.filled)].toReversed();
  const context = { reference: said.at, zone: services.zone };
  const texts = (names: readonly string[]) =>
    filled.flatMap((values) =>
      names.flatMap((name) => {
        const value = (values as Record<string, unknown> | undefined)?.[name];
        return typeof value === 'string' ? value : [];
      }),
    );
  const [calledName] = withName ? texts(['name', 'contactName']) : [];
  const name = calledName === undefined ? {} : { name: calledName };
  for (const text of texts(['policyNumber', 'policy', 'plate'])) {
    const [number, car] = [policyNumber(text, context), plate(text, context)];
    if (number && 'value' in number) return { by: { policyNumber: number.value }, ...name };
    if (car && 'value' in car) return { by: { plate: car.value }, ...name };
  }
  const [calls] = withName ? texts(['phone']) : [];
  return { ...(calls === undefined ? {} : { by: { phone: calls } }), ...name };
}
