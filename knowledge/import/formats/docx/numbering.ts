import { inHan } from '../../outline/han-numbers.ts';
import type { ListPosition } from './styles.ts';
import { child, childrenOf, type Element, valOf } from './xml.ts';

/** One level of a numbered list: where it starts and how its number is printed. */
interface Level {
  start: number;
  format: string;
  /** With %1 for the number of the first level, %2 of the second. */
  pattern: string;
}

/** The numbers that Word prints before paragraphs: they don't stand in the text, but they are what articles are cited by. */
export class Numbering {
  readonly #levels = new Map<string, Map<number, Level>>();
  readonly #abstractOf = new Map<string, string>();
  readonly #starts = new Map<string, number>();
  readonly #counters = new Map<string, number[]>();

  constructor(root: Element | undefined) {
    const numbering = child(root, 'numbering');
    for (const abstract of childrenOf(numbering, 'abstractNum')) {
      const levels = childrenOf(abstract, 'lvl').map((level, index): [number, Level] => [
        Number(level.attributes.ilvl ?? index),
        {
          start: Number(valOf(level, 'start') ?? 1),
          format: valOf(level, 'numFmt') ?? 'decimal',
          pattern: valOf(level, 'lvlText') ?? '',
        },
      ]);
      this.#levels.set(abstract.attributes.abstractNumId ?? '', new Map(levels));
    }
    for (const num of childrenOf(numbering, 'num')) {
      const id = num.attributes.numId ?? '';
      this.#abstractOf.set(id, valOf(num, 'abstractNumId') ?? '');
      for (const override of childrenOf(num, 'lvlOverride')) {
        const start = valOf(override, 'startOverride');
        if (start !== undefined) this.#starts.set(`${id} ${override.attributes.ilvl ?? 0}`, Number(start));
      }
    }
  }

  /** Counts the next paragraph of a list and says what is printed before it; nothing for bullets. */
  next({ list, level }: ListPosition): string {
    const abstract = this.#abstractOf.get(list) ?? '';
    const levels = this.#levels.get(abstract);
    const own = levels?.get(level);
    if (!levels || !own) return '';
    const counters = this.#counters.get(abstract) ?? [];
    this.#counters.set(abstract, counters);
    const restart = this.#starts.get(`${list} ${level}`);
    this.#starts.delete(`${list} ${level}`);
    counters[level] = restart ?? (counters[level] === undefined ? own.start : counters[level] + 1);
    counters.length = level + 1;
    if (own.format === 'bullet' || own.format === 'none') return '';
    return own.pattern.replace(/%([1-9])/g, (_, digit) => {
      const at = Number(digit) - 1;
      const { start = 1, format = 'decimal' } = levels.get(at) ?? {};
      return printed(counters[at] ?? start, format);
    });
  }
}

/** A number in one of the formats of Word. */
function printed(value: number, format: string): string {
  if (/^(?:chinese|taiwanese|japanese|ideograph)/.test(format)) return inHan(value);
  if (/^decimalEnclosedCircle/.test(format) && value <= 20) return String.fromCodePoint(0x2460 + value - 1);
  if (format === 'decimalEnclosedParen') return `(${value})`;
  if (format === 'lowerLetter') return letters(value);
  if (format === 'upperLetter') return letters(value).toUpperCase();
  if (format === 'lowerRoman') return roman(value);
  if (format === 'upperRoman') return roman(value).toUpperCase();
  return String(value);
}

/** a to z, then aa to zz. */
const letters = (value: number): string =>
  String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);

const ROMAN = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;

function roman(value: number): string {
  let written = '';
  for (const [worth, sign] of ROMAN) {
    written += sign.repeat(Math.min(20, Math.floor(value / worth)));
    value %= worth;
  }
  return written;
}
