/** Gives each clause its id: from its number, the same for the same wording at every import. */
export class Ids {
  readonly #times = new Map<string, number>();

  /** 第八条 is c8, 2.4.1 is c2-4-1; a number that comes a second time gets _2. */
  of(prefix: string, numbers: readonly number[]): string {
    const id = `${prefix}${numbers.join('-')}`;
    const time = (this.#times.get(id) ?? 0) + 1;
    this.#times.set(id, time);
    return time === 1 ? id : `${id}_${time}`;
  }
}
