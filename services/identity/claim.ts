import { plainForm } from '../../language/simplified.ts';
import type { Customer, CustomerStore } from '../customers/customers.ts';
import { customersNamed, type FoundBy } from '../customers/named.ts';
import type { PolicyStore } from '../policies/policies.ts';
import { isSame, keyedHash } from './codes.ts';
import type { ClaimedBy } from './noted.ts';

/** Who somebody says that they are. */
export interface Claim {
  by: FoundBy;
  name: string;
  /** The last digits of their ID number, as many as the insurer wants; an X in capitals. */
  digits: string;
}

/** So many people of one name are compared, whether there are any or not: families share a phone, and names. */
const COMPARED = 4;
/** No ID number ends so. */
const NOBODYS = '-';

/**
 * Whom a claim fits: their name, the number, and the end of their ID number. Undefined for nobody, and for more than one.
 * It asks the stores the same and compares as much whomever there is.
 */
export async function claimant(
  { by, name, digits }: Claim,
  stores: { customers: CustomerStore; policies: PolicyStore },
  key: string,
): Promise<Customer | undefined> {
  const named = await customersNamed(name, by, stores);
  const fits = Array.from({ length: COMPARED }, (_, place) => {
    const end = named[place]?.idNumber?.slice(-digits.length) ?? NOBODYS;
    return isSame(key, end, digits);
  });
  const found = named.slice(0, COMPARED).filter((_, place) => fits[place]);
  return found.length === 1 ? found[0] : undefined;
}

export const claimedBy = (by: FoundBy): ClaimedBy =>
  'policyNumber' in by ? 'policy' : 'plate' in by ? 'plate' : 'phone';

/** What stands for a claim, whatever it leads to: the same number and name are one, whatever ID number is tried. */
export const claimHash = (key: string, { by, name }: Claim): string =>
  keyedHash(key, 'claim', claimedBy(by), Object.values(by)[0] ?? '', plainForm(name).replace(/[\s·.'-]/gu, ''));
