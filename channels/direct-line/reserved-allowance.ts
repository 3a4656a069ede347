import { Allowance } from '../../http/allowance.ts';

/** Once an address has had its share, those of it who have hardly sent anything share so much of it again. */
const RESERVE = 0.2;

/** What each address may have of something within a time, with a reserve for those of it who have taken little. */
export class ReservedAllowance {
  readonly #whole: Allowance;
  readonly #reserve: Allowance;

  constructor({ points, seconds }: { points: number; seconds: number }) {
    this.#whole = new Allowance({ points, seconds });
    this.#reserve = new Allowance({ points: Math.ceil(points * RESERVE), seconds });
  }

  /** Takes some of an address's share, or of the reserve where that is used up and `isFew`. Returns the seconds to wait; 0 where it was given. */
  async take(address: string, points: number, isFew: boolean): Promise<number> {
    const { wait } = await this.#whole.take(address, points);
    if (wait === 0 || (isFew && (await this.#reserve.take(address, points)).wait === 0)) return 0;
    return wait;
  }
}
