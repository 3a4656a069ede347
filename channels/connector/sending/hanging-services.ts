/**
 * The services that let the last try hang until it was given up. One conversation at a time finds out whether such a
 * service answers again; without that, all of its conversations would hang, and those of other services wait for them.
 */
export class HangingServices {
  readonly #hanging = new Set<string>();
  readonly #tried = new Set<string>();

  /** Whether a service may be sent to. Whoever is told yes says {@link done} afterwards. */
  mayTry(service: string): boolean {
    if (!this.#hanging.has(service)) return true;
    if (this.#tried.has(service)) return false;
    this.#tried.add(service);
    return true;
  }

  /** What the last try of a service came to; `undefined` where there was none. */
  done(service: string, hung: boolean | undefined): void {
    this.#tried.delete(service);
    if (hung) this.#hanging.add(service);
    else if (hung === false) this.#hanging.delete(service);
  }
}
