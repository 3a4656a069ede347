/** Text of which each character knows whether it is bold. */
export class Styled {
  static readonly empty = new Styled('', '');
  readonly text: string;
  /** For each UTF-16 unit of the text `b` where it is bold, else `-`. */
  readonly #look: string;

  private constructor(text: string, look: string) {
    this.text = text;
    this.#look = look;
  }

  static of(text: string, bold = false): Styled {
    return new Styled(text, (bold ? 'b' : '-').repeat(text.length));
  }

  static join(parts: readonly Styled[], separator = ''): Styled {
    const between = '-'.repeat(separator.length);
    return new Styled(parts.map(({ text }) => text).join(separator), parts.map((part) => part.#look).join(between));
  }

  get length(): number {
    return this.text.length;
  }

  isBoldAt(index: number): boolean {
    return this.#look[index] === 'b';
  }

  slice(from: number, to?: number): Styled {
    return new Styled(this.text.slice(from, to), this.#look.slice(from, to));
  }

  trim(): Styled {
    const from = this.text.length - this.text.trimStart().length;
    return this.slice(from, Math.max(from, this.text.trimEnd().length));
  }

  /** Without the matches of a pattern, which needs the flag g; `kept` of each match stays. */
  without(pattern: RegExp, kept: (match: string) => string = () => ''): Styled {
    const parts: Styled[] = [];
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      parts.push(this.slice(from, match.index), Styled.of(kept(match[0]), this.isBoldAt(match.index)));
      from = match.index + match[0].length;
    }
    return from === 0 ? this : Styled.join([...parts, this.slice(from)]);
  }

  /** Trimmed, with a single space for any run of white space, and without what nobody sees. */
  squeezed(): Styled {
    return this.without(/[^\P{Cc}\s]|[\u00ad\u200b\ufeff]/gu)
      .trim()
      .without(/\s{2,}|[^\S ]/g, () => ' ');
  }
}
