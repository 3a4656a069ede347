interface Node<T> {
  next: Map<string, Node<T>>;
  ends: T[];
}

const node = <T>(): Node<T> => ({ next: new Map(), ends: [] });

/** Finds which of many phrases stand in a text, in one pass over it. */
export class PhraseTrie<T> {
  readonly #root: Node<T> = node();

  /** A phrase as its units: characters, or words. */
  add(phrase: readonly string[], value: T): void {
    let at = this.#root;
    for (const unit of phrase) {
      const next = at.next.get(unit) ?? node();
      at.next.set(unit, next);
      at = next;
    }
    if (at !== this.#root && !at.ends.includes(value)) at.ends.push(value);
  }

  /** The values of the phrases in a text, in their order. A phrase that is only a part of a longer one there doesn't count. */
  in(text: readonly string[]): T[] {
    const found: T[] = [];
    let covered = 0;
    for (let start = 0; start < text.length; start++) {
      let at = this.#root.next.get(text[start] as string);
      let longest: { ends: T[]; end: number } | undefined;
      for (let end = start + 1; at; end++) {
        if (at.ends.length > 0) longest = { ends: at.ends, end };
        at = end < text.length ? at.next.get(text[end] as string) : undefined;
      }
      if (!longest || longest.end <= covered) continue;
      found.push(...longest.ends);
      covered = longest.end;
    }
    return found;
  }
}
