import { matchesOf } from '../../../language/matches.ts';
import type { Gender, Kin } from './kin.ts';
import type { PersonRole } from './person.ts';

/** Words that mean somebody. */
export interface Mention {
  kind: MentionKind;
  /** The words, and where they stand in the text. */
  said: string;
  at: number;
  end: number;
  kin?: Kin;
  /** Whose kin it is; the speaker's where it isn't told. */
  of?: Mention;
  role?: PersonRole;
  sex?: Gender;
  /** A name as it is told, where that isn't as it stands there: spelled out, or without its title. */
  told?: string;
}

/** The first character of each kind's signs, from Unicode's private use. */
const FIRST = {
  speaker: 0xe000,
  kin: 0xe100,
  pronoun: 0xe200,
  name: 0xe300,
  /** Less than a full name: 李女士, 小王, "Tom". */
  called: 0xe400,
  role: 0xe500,
  /** Somebody whom nobody has to know, but whom 他 may mean. */
  stranger: 0xe600,
  phone: 0xe700,
} as const;
export type MentionKind = keyof typeof FIRST;

/** Nobody tells of more in a message. */
const MOST = 0x100;
const SIGN = /[\uE000-\uF8FF]/g;

/** Classes of signs, by the letters that stand for them in a pattern: `<A>` for anybody who can be told of. */
const CLASSES: Readonly<Record<string, string>> = {
  S: '[\\uE000-\\uE0FF]',
  K: '[\\uE100-\\uE1FF]',
  H: '[\\uE200-\\uE2FF]',
  N: '[\\uE300-\\uE3FF]',
  C: '[\\uE400-\\uE4FF]',
  R: '[\\uE500-\\uE5FF]',
  X: '[\\uE600-\\uE6FF]',
  T: '[\\uE700-\\uE7FF]',
  /** A person: the speaker, a kin, he, a name. */
  A: '[\\uE000-\\uE4FF]',
  /** The same, or who is called by what they are. */
  P: '[\\uE000-\\uE5FF]',
  /** Anybody but the speaker. */
  O: '[\\uE100-\\uE5FF]',
  /** No sign in these. */
  _: '[^\\uE000-\\uE6FF]',
};
const AND = '(?:\\s?(?:、|和|跟|与|同(?:埋)?|及|以及|还有|&|,? and |,|，| nor )(?:一个是|另一个是|她的|他的)?\\s?)';
const LISTS: Readonly<Record<string, string>> = {
  /** One or several, side by side. */
  L: `${CLASSES.A}(?:${AND}${CLASSES.A}){0,5}`,
  M: `${CLASSES.P}(?:${AND}${CLASSES.P}){0,5}`,
  Rs: `${CLASSES.R}(?:${AND}${CLASSES.R}){0,3}`,
};

/** A pattern over marked text. `<A>` and its like stand for signs, `<L>` for a list of them. */
export const over = (source: string, flags = 'giu'): RegExp =>
  new RegExp(
    source.replace(/<([A-Z_]s?)>/g, (whole, name: string) => LISTS[name] ?? CLASSES[name] ?? whole),
    flags,
  );

/** A text in which what means somebody is one sign. */
export class Marked {
  #text: string;
  readonly #original: string;
  /** By character of the marked text, where it begins in the original; one more for the end. */
  #places: number[];
  readonly mentions: Mention[] = [];

  /** `plain` is the text as patterns see it, `original` as it is kept: as long. */
  constructor(plain: string, original: string) {
    this.#text = plain.replace(SIGN, '□');
    this.#original = original.length === plain.length ? original : plain;
    this.#places = Array.from({ length: plain.length + 1 }, (_, at) => at);
  }

  get text(): string {
    return this.#text;
  }

  /** How some marked words were written. */
  written(from: number, length: number): string {
    return this.#original.slice(this.#places[from], this.#places[from + length]);
  }

  /** The mention that a sign stands for. */
  mention(sign: string): Mention | undefined {
    const code = sign.charCodeAt(0);
    return this.mentions[code & (MOST - 1)];
  }

  /** The mentions whose signs are in some marked words. */
  mentionsIn(words: string): Mention[] {
    return (words.match(SIGN) ?? []).flatMap((sign) => this.mention(sign) ?? []);
  }

  /**
   * Puts signs in the place of words: `read` tells what a match means, from where and how far within it, or nothing. A sign
   * of another kind may be among the words: it is swallowed.
   */
  mark(
    pattern: RegExp,
    read: (
      match: RegExpExecArray,
    ) => (Omit<Mention, 'said' | 'at' | 'end'> & { from?: number; length?: number }) | undefined,
  ): void {
    let [text, end] = ['', 0];
    const places: number[] = [];
    const keep = (from: number, to: number) => {
      text += this.#text.slice(from, to);
      for (let at = from; at < to; at++) places.push(this.#places[at] as number);
    };
    for (const match of matchesOf(this.#text, pattern)) {
      const read_ = this.mentions.length < MOST ? read(match) : undefined;
      if (!read_) continue;
      const { from = 0, length = match[0].length - from, ...mention } = read_;
      const start = match.index + from;
      if (length <= 0 || start < end) continue;
      keep(end, start);
      end = start + length;
      const [at, until] = [this.#places[start] as number, this.#places[end] as number];
      text += String.fromCharCode(FIRST[mention.kind] + this.mentions.length);
      places.push(at);
      this.mentions.push({ ...mention, said: this.#original.slice(at, until), at, end: until });
    }
    if (end === 0) return;
    keep(end, this.#text.length);
    places.push(this.#places.at(-1) as number);
    this.#text = text;
    this.#places = places;
  }

  /** Takes words out that mean nobody: they are one character then. */
  blank(pattern: RegExp): void {
    this.#text = this.#text.replace(pattern, (words) => '□'.repeat(words.length));
  }

  /** The marked words between two places of the original. */
  between(at: number, end: number): string {
    const from = this.#places.findIndex((place) => place >= at);
    const to = this.#places.findIndex((place) => place >= end);
    return from < 0 ? '' : this.#text.slice(from, to < 0 ? undefined : to);
  }
}
