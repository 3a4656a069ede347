import type { Database } from '../../services/stores.ts';

const COUNTED = ['customers', 'policies', 'insurerCases', 'identityTries', 'cases', 'codes'] as const;

/** A database that notes which of its stores is asked what, in order: what an attacker could tell by the time it takes. */
export function countingCalls(database: Database): { database: Database; calls: string[] } {
  const calls: string[] = [];
  const counted = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get(target, property) {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]): unknown => {
          calls.push(`${name}.${String(property)}`);
          return method.apply(target, given);
        };
      },
    });
  const stores = Object.fromEntries(COUNTED.map((name) => [name, counted(name, database[name])]));
  return { database: { ...database, ...stores } as Database, calls };
}
