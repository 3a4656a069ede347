import type { Stores } from '../../services/stores.ts';

/** What the bot reads from and writes to. */
export type BotStores = Pick<
  Stores,
  | 'agents'
  | 'cases'
  | 'conversations'
  | 'disclosures'
  | 'misses'
  | 'policies'
  | 'customers'
  | 'insurerCases'
  | 'identityTries'
> & { codes: Pick<Stores['codes'], 'put'> };

/**
 * The stores of one turn as the bot has them: whether it waits for the database is known, and once the turn goes on
 * without the bot they take nothing more from it.
 */
export class WatchedStores {
  readonly stores: BotStores;
  #waiting = 0;
  #over = false;

  constructor(stores: BotStores) {
    const { agents, cases, conversations, disclosures, misses, policies } = stores;
    this.stores = {
      agents: this.#watch(agents),
      cases: this.#watch(cases),
      conversations: this.#watch(conversations),
      disclosures: this.#watch(disclosures),
      misses: this.#watch(misses),
      policies: this.#watch(policies),
      customers: this.#watch(stores.customers),
      insurerCases: this.#watch(stores.insurerCases),
      identityTries: this.#watch(stores.identityTries),
      codes: this.#watch(stores.codes),
    };
  }

  /** What the database failed with first, also where the bot didn't mind. */
  failure: { error: unknown } | undefined;

  /** Whether an answer of the database is awaited. */
  get isWaiting(): boolean {
    return this.#waiting > 0;
  }

  /** From now on a bot that goes on by itself writes nothing. */
  close(): void {
    this.#over = true;
  }

  #watch<Store extends object>(store: Store): Store {
    return new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]): Promise<unknown> => {
          if (this.#over) throw new Error(`the bot called ${String(name)} after its turn had gone on without it`);
          this.#waiting++;
          try {
            return await method.apply(target, given);
          } catch (error) {
            this.failure ??= { error };
            throw error;
          } finally {
            this.#waiting--;
          }
        };
      },
    });
  }
}
