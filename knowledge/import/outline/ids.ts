/** Gives each clause its id: from its number, the same for the same wording at every import. */
export class Ids {
  readonly #taken = new Set<string>();

  /** 第八条 is c8, 2.4.1 is c2-4-1; a number that comes a second time gets _2. */
  of(prefix: string, numbers: readonly number[]): string {
    const id = numbers.length > 0 ? `${prefix}${numbers.join('-')}` : prefix;
    let unique = id;
    for (let time = 2; this.#taken.has(unique); time++) unique = `${id}_${time}`;
    this.#taken.add(unique);
    return unique;
  }
}
