import { count, eq } from 'drizzle-orm';
import { isoDate } from '../services/time/calendar.ts';
import type { Clock } from '../services/time/clock.ts';
import { customers, policies } from './schema.ts';
import type { Drizzle } from './stores/drizzle.ts';

const DAY = 86_400_000;

/** People who don't exist. */
const CUSTOMERS = [
  { id: 'sample-1', name: '林晓（示例）', phone: '+8613800138000' },
  { id: 'sample-2', name: '周宁（示例）', phone: '+8613900139000' },
  { id: 'sample-3', name: '何佳（示例）', phone: '+8613700137000' },
];

/** Policies of the sample products, around the day on which they are seeded. */
const POLICIES = [
  {
    number: 'MC202600010001',
    customerId: 'sample-1',
    product: 'motor-commercial',
    plate: '浙A12345',
    startedDaysAgo: 120,
    status: 'in-force',
  },
  {
    number: 'MC202600010002',
    customerId: 'sample-2',
    product: 'motor-commercial',
    plate: '浙AD12345',
    startedDaysAgo: 30,
    status: 'in-force',
  },
  {
    number: 'MC202500010003',
    customerId: 'sample-3',
    product: 'motor-commercial',
    plate: '苏B67890',
    startedDaysAgo: 400,
    status: 'ended',
  },
  {
    number: 'MO202600020001',
    customerId: 'sample-1',
    product: 'medical-one-year',
    plate: null,
    startedDaysAgo: 90,
    status: 'in-force',
  },
  {
    number: 'MO202600020002',
    customerId: 'sample-3',
    product: 'medical-one-year',
    plate: null,
    startedDaysAgo: 10,
    status: 'in-force',
  },
  {
    number: 'HC202600030001',
    customerId: 'sample-2',
    product: 'home-contents',
    plate: null,
    startedDaysAgo: 200,
    status: 'in-force',
  },
] as const;

/** Puts the sample customers and policies there, marked as samples. What is there already stays as it is. */
export async function seedSamples(
  db: Drizzle,
  { clock, zone }: { clock: Clock; zone: string },
): Promise<{ customers: number; policies: number }> {
  const day = (daysAgo: number) => isoDate(new Date(clock().getTime() - daysAgo * DAY), zone);
  const addedCustomers = await db
    .insert(customers)
    .values(CUSTOMERS.map((customer) => ({ ...customer, sample: true })))
    .onConflictDoNothing()
    .returning({ id: customers.id });
  const addedPolicies = await db
    .insert(policies)
    .values(
      POLICIES.map(({ startedDaysAgo, ...policy }) => ({
        ...policy,
        version: '2026',
        from: day(startedDaysAgo),
        until: day(startedDaysAgo - 364),
        sample: true,
      })),
    )
    .onConflictDoNothing()
    .returning({ number: policies.number });
  return { customers: addedCustomers.length, policies: addedPolicies.length };
}

/** How many samples there are. */
export async function samplesIn(db: Drizzle): Promise<{ customers: number; policies: number }> {
  const [ofCustomers] = await db.select({ number: count() }).from(customers).where(eq(customers.sample, true));
  const [ofPolicies] = await db.select({ number: count() }).from(policies).where(eq(policies.sample, true));
  return { customers: ofCustomers?.number ?? 0, policies: ofPolicies?.number ?? 0 };
}

/** Takes the samples out. What customers said and reported about them stays. */
export async function removeSamples(db: Drizzle): Promise<{ customers: number; policies: number }> {
  const removedPolicies = await db
    .delete(policies)
    .where(eq(policies.sample, true))
    .returning({ number: policies.number });
  const removedCustomers = await db.delete(customers).where(eq(customers.sample, true)).returning({ id: customers.id });
  return { customers: removedCustomers.length, policies: removedPolicies.length };
}
