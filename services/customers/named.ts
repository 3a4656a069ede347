import { syllablesOf } from '../../language/pinyin.ts';
import { plainForm } from '../../language/simplified.ts';
import { type PolicyStore, peopleOf } from '../policies/policies.ts';
import type { Customer, CustomerStore } from './customers.ts';

/** What a customer may be found by, beside their name. */
export type FoundBy = { policyNumber: string } | { plate: string } | { phone: string };

/**
 * The customers with a name among those whom a policy, a vehicle's policies or a phone leads to. More than one where
 * people of one name share a phone; none where the name is another's. It proves nothing: both may be known to strangers.
 */
export async function customersNamed(
  name: string,
  by: FoundBy,
  { customers, policies }: { customers: CustomerStore; policies: PolicyStore },
): Promise<Customer[]> {
  const called = (one: Customer) => sameName(one.name, name);
  if ('phone' in by) return (await customers.findByPhone(by.phone)).filter(called);
  const found = 'plate' in by ? await policies.ofPlate(by.plate) : [await policies.find(by.policyNumber)];
  const ids = new Set(found.flatMap((policy) => (policy ? peopleOf(policy) : [])));
  return (await customers.several([...ids])).filter(called);
}

/**
 * Whether two names are one, however they are typed: spaces, dots between parts, capitals, traditional characters; one in
 * Han characters and one in pinyin, the family name first or last.
 */
export function sameName(one: string, other: string): boolean {
  if (compared(one) === compared(other)) return true;
  const [han, latin] = HAN.test(one) ? [one, other] : [other, one];
  if (!HAN.test(han) || HAN.test(latin)) return false;
  const said = spoken(han);
  const words = latin.trim().split(/\s+/);
  return (
    said !== '' &&
    [words, [...words.slice(-1), ...words.slice(0, -1)], [...words.slice(1), ...words.slice(0, 1)]].some(
      (order) => spoken(order.join(' ')) === said,
    )
  );
}

const HAN = /\p{Script=Han}/u;

/** How a name is said, without its tones. */
const spoken = (name: string): string =>
  syllablesOf(plainForm(name).toLowerCase().replace(/['’-]/gu, ' ')).replace(/\s/gu, '');

const compared = (name: string): string => plainForm(name).replace(/[\s·・•‧.'’-]/gu, '');
