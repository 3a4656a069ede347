/** A contract that the insurer holds. */
export interface Policy {
  number: string;
  customerId: string;
  /** The product's code and the version of its wording that the policy was sold under. */
  product: string;
  version: string;
  /** Of a motor policy: the vehicle's plate, without spaces or dots. */
  plate: string | undefined;
  /** Cover runs from the first day's 00:00 to the last day's 24:00 on the insurer's calendar (ISO dates). */
  from: string;
  until: string;
  status: 'in-force' | 'lapsed' | 'ended';
}

export interface PolicyStore {
  find(number: string): Promise<Policy | undefined>;
  /** The latest policy of the vehicle with this plate. */
  findByPlate(plate: string): Promise<Policy | undefined>;
}
