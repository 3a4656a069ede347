/** Words of which every text that a pattern matches has one. */
export type OneOf = readonly string[];

/** More choices than that tell little. */
const MOST_CHOICES = 80;

/** How a pattern is meant. */
interface Reading {
  /** Whether it has the flag `u`: what stands outside of the basic plane is one character then, else two. */
  unicode?: boolean;
}

/**
 * What a text must have for a pattern to match anywhere in it: of each returned set one word. The sets follow from the
 * pattern as it is written, so a text that lacks one needs no look; what stands in a lookaround, or may be left out, asks
 * for nothing. It is read in one pass, without a tree: a start reads thousands. Throws a `SyntaxError` where a bracket is
 * open or closed too often; what else is no pattern is found when it is compiled.
 */
export function requiredWords(pattern: string, { unicode = true }: Reading = {}): OneOf[] {
  const reader = new Reader(pattern, unicode);
  const all = reader.alternatives();
  if (!reader.isAtEnd) throw new SyntaxError(`a bracket is closed too often: ${pattern}`);
  return all;
}

const WORD_BOUNDARY = /\\[bB]/y;
const LOOKAROUND = /\?<?[=!]/y;
const PLAIN_GROUP = /\?(?::|<[^>=!]+>)/y;
const REPEATED = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y;
/** After a backslash, what stands for one of several characters, or for what a group took. */
const SEVERAL = /[dDwWsS]|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|[1-9]\d*/y;
const BY_NUMBER = /x([\da-fA-F]{2})|u([\da-fA-F]{4})/y;
const BY_POINT = /u\{([\da-fA-F]+)\}/y;
const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' };

/** Characters that stand for themselves are by far the most: all others that have a meaning are of ASCII. */
const HAS_MEANING = new Uint8Array(128);
for (const mark of '^$\\.*+?()[]{}|') HAS_MEANING[mark.charCodeAt(0)] = 1;
const meansSomething = (unit: number): boolean => unit < 128 && HAS_MEANING[unit] === 1;

const [OR, OPENS, CLOSES, CLASS, END_OF_CLASS] = [...'|()[]'].map((mark) => mark.charCodeAt(0));
const [BACKSLASH, ANY, BEGINNING, END, NOT, TO] = [...'\\.^$^-'].map((mark) => mark.charCodeAt(0));
const REPEATS = [...'*+?{'].map((mark) => mark.charCodeAt(0));

/** Reads a pattern from its beginning to its end. */
class Reader {
  readonly #pattern: string;
  readonly #unicode: boolean;
  #at = 0;

  constructor(pattern: string, unicode: boolean) {
    this.#pattern = pattern;
    this.#unicode = unicode;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** One of several has to be there, and of each the most telling of its words. */
  alternatives(): OneOf[] {
    const first = this.#sequence();
    if (this.#unit !== OR) return first;
    const choices = [mostTelling(first)];
    while (this.#unit === OR) {
      this.#at++;
      choices.push(mostTelling(this.#sequence()));
    }
    const all = new Set<string>();
    for (const choice of choices) {
      if (!choice) return [];
      for (const word of choice) all.add(word);
    }
    return all.size <= MOST_CHOICES ? [[...all]] : [];
  }

  get #unit(): number {
    return this.#pattern.charCodeAt(this.#at);
  }

  /** All of a sequence has to be there: characters side by side are one word. */
  #sequence(): OneOf[] {
    const all: OneOf[] = [];
    let word = '';
    const end = (more: readonly OneOf[] = []) => {
      if (word) all.push([word]);
      word = '';
      all.push(...more);
    };
    for (let unit = this.#unit; !this.isAtEnd && unit !== OR && unit !== CLOSES; unit = this.#unit) {
      // What takes no room: what stands around it stands side by side.
      if (unit === BEGINNING || unit === END) this.#at++;
      else if (unit === BACKSLASH && this.#finds(WORD_BOUNDARY)) continue;
      else if (unit === OPENS) {
        const group = this.#group();
        const least = this.#least();
        if (group) end(least === 0 ? [] : group);
      } else if (unit === CLASS) {
        const members = this.#members();
        end(this.#least() !== 0 && members ? [members] : []);
      } else if (unit === ANY) {
        this.#at++;
        this.#least();
        end();
      } else {
        word += this.#run();
        const character = this.#character();
        const least = this.#least();
        if (character !== undefined && least === undefined) word += character;
        else end(character !== undefined && least !== 0 ? [[character]] : []);
      }
    }
    end();
    return all;
  }

  /** The characters from here on that stand for themselves, but the last of them: it may be repeated. */
  #run(): string {
    const start = this.#at;
    let until = start;
    while (until < this.#pattern.length && !meansSomething(this.#pattern.charCodeAt(until))) until++;
    // The last one has two halves, where it stands outside of the basic plane.
    const isHalf = this.#unicode && (this.#pattern.charCodeAt(until - 1) & 0xfc00) === 0xdc00;
    this.#at = Math.max(start, until - (isHalf ? 2 : 1));
    return this.#pattern.slice(start, this.#at);
  }

  /** What a group has to have; undefined for one that takes no room. */
  #group(): OneOf[] | undefined {
    this.#at++;
    const isMarked = this.#pattern[this.#at] === '?';
    const isAround = isMarked && this.#finds(LOOKAROUND);
    const isPlain = !isMarked || isAround || this.#finds(PLAIN_GROUP);
    // (?i: and the like: what is in it is meant otherwise.
    if (!isPlain) this.#at = this.#pattern.indexOf(':', this.#at) + 1 || this.#pattern.length;
    const inside = this.alternatives();
    if (this.#unit !== CLOSES) throw new SyntaxError(`a bracket stays open: ${this.#pattern}`);
    this.#at++;
    if (isAround) return undefined;
    return isPlain ? inside : [];
  }

  /** The characters of a class; undefined where it has others than are listed. */
  #members(): OneOf | undefined {
    this.#at++;
    let isListed = this.#unit !== NOT;
    if (!isListed) this.#at++;
    const members: string[] = [];
    for (let unit = this.#unit; unit !== END_OF_CLASS; unit = this.#unit) {
      if (this.isAtEnd) throw new SyntaxError(`a class stays open: ${this.#pattern}`);
      if (unit === TO && members.length > 0 && this.#pattern[this.#at + 1] !== ']') {
        this.#at++;
        isListed = false;
      } else if (unit === BACKSLASH && this.#finds(WORD_BOUNDARY)) members.push('\b');
      else {
        const character = this.#character();
        if (character === undefined) isListed = false;
        else members.push(character);
      }
    }
    this.#at++;
    return isListed && members.length <= MOST_CHOICES ? members : undefined;
  }

  /** One character; undefined for what stands for one of several, or for what a group took. */
  #character(): string | undefined {
    const one = this.#unicode
      ? String.fromCodePoint(this.#pattern.codePointAt(this.#at) as number)
      : this.#pattern.charAt(this.#at);
    this.#at += one.length;
    if (one !== '\\') return one;
    if (this.#finds(SEVERAL)) return undefined;
    const number = this.#finds(BY_NUMBER) ?? (this.#unicode ? this.#finds(BY_POINT) : undefined);
    if (number) return String.fromCodePoint(Number.parseInt(number[1] ?? number[2] ?? '', 16));
    const escaped = this.#pattern.charAt(this.#at++);
    return NAMED[escaped] ?? escaped;
  }

  /** How often what was read has to be there at least, where that is told. */
  #least(): number | undefined {
    if (!REPEATS.includes(this.#unit)) return undefined;
    const found = this.#finds(REPEATED);
    if (!found) return undefined;
    return found[1] === undefined ? (found[0].startsWith('+') ? 1 : 0) : Number(found[1]);
  }

  /** Goes past what stands here, where it does. */
  #finds(what: RegExp): RegExpExecArray | undefined {
    what.lastIndex = this.#at;
    const found = what.exec(this.#pattern) ?? undefined;
    if (found) this.#at += found[0].length;
    return found;
  }
}

/** Long words are rarer than short ones, few choices rarer than many. */
function mostTelling(sets: readonly OneOf[]): OneOf | undefined {
  let best: OneOf | undefined;
  let length = 0;
  for (const set of sets) {
    const shortest = shortestOf(set);
    if (best && (shortest < length || (shortest === length && set.length >= best.length))) continue;
    best = set;
    length = shortest;
  }
  return best;
}

const shortestOf = (words: OneOf): number =>
  words.reduce((least, { length }) => Math.min(least, length), words[0]?.length ?? 0);
