/** Somebody in the insurer's book: who holds a policy, is insured by it or benefits from it. */
export interface Customer {
  id: string;
  name: string;
  /** Of a resident identity card or permit: 18 places, the X in capitals. Not everybody's is known. */
  idNumber: string | undefined;
  /** E.164; the one that the contract names comes first. */
  phones: readonly string[];
  email: string | undefined;
  address: string | undefined;
}

/** The insurer's customers. Kept by the desk itself, or asked for where the insurer keeps them. */
export interface CustomerStore {
  find(id: string): Promise<Customer | undefined>;
  /** Those of several ids that are known, in any order. */
  several(ids: readonly string[]): Promise<Customer[]>;
  /** Everybody who is reached by a phone (E.164): families share one. */
  findByPhone(phone: string): Promise<Customer[]>;
}
