/** An amount as the insurer's books have it. */
export interface Money {
  /** In the currency's own unit (yuan, not fen), with two decimals at most. */
  amount: number;
  /** ISO 4217. */
  currency: string;
}
