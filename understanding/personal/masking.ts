import type { ReadingContext } from '../values/kit/reading.ts';
import { namesIn } from './names.ts';
import { numbersIn, type Personal, withoutSpan } from './numbers.ts';
import { placesIn } from './places.ts';

/** A text in which something stands for what tells who wrote it. */
export interface Masked {
  text: string;
  /** Words of it as they stand in the text that was masked. */
  restored(words: string): string;
}

/** Words as they are, where nothing is to be masked. */
export const unmasked = (text: string): Masked => ({ text, restored: (words) => words });

/** Digits that are too few to be known by themselves: the end of a number, what opens something, a claim's own number. */
const TOLD_BY_WORDS =
  /(?<=(?:尾号|后[四六4-6]位|验证码|密码|code|password|pin|ending(?: in)?|last (?:four|4)(?: digits)?)(?:是|为|:| is)?\s?)\d{4,6}(?!\d)|(?<=(?:案号|单号|编号|claim|case|policy|no\.?|number|ref(?:erence)?)(?:是|为|:| is)?\s?#?)\d{5,6}(?!\d)|(?<![A-Z0-9])(?!(?:rmb|cny|usd|hkd|eur|gbp|jpy)\d)[A-Z]{1,4}-?\d{4,6}(?!\d)/giu;

/**
 * Masks a normalised, simplified text by the readers that read such values: e-mail addresses, plates, phone, ID, bank,
 * policy and other long numbers, places, names. Each has a name of its own, `[phone-1]`, by which it is put back.
 */
export function masked(words: string, context: ReadingContext): Masked {
  let rest = words;
  const found: Personal[] = [];
  const take = (personal: readonly Personal[]) => {
    for (const one of personal) {
      if (rest.slice(one.at, one.end).includes('□')) continue; // part of what was taken already
      found.push(one);
      rest = withoutSpan(rest, one.at, one.end);
    }
  };
  take(numbersIn(rest));
  take(
    [...rest.matchAll(TOLD_BY_WORDS)].map(({ 0: digits, index: at }) => ({
      kind: 'number',
      at,
      end: at + digits.length,
    })),
  );
  take(placesIn(rest, context));
  take(namesIn(rest));
  const stands = new Map<string, string>();
  const nameOf = ({ kind, at, end }: Personal): string => {
    const said = words.slice(at, end);
    const known = [...stands].find(([name, of]) => of === said && name.startsWith(`[${kind}-`))?.[0];
    if (known) return known;
    let nth = 1;
    while (stands.has(`[${kind}-${nth}]`) || words.includes(`[${kind}-${nth}]`)) nth++;
    stands.set(`[${kind}-${nth}]`, said);
    return `[${kind}-${nth}]`;
  };
  const inOrder = found.sort((one, other) => one.at - other.at);
  const parts = inOrder.flatMap((one, nth) => [words.slice(inOrder[nth - 1]?.end ?? 0, one.at), nameOf(one)]);
  return {
    text: [...parts, words.slice(inOrder.at(-1)?.end ?? 0)].join(''),
    restored: (said) => [...stands].reduce((text, [name, of]) => text.replaceAll(name, () => of), said),
  };
}
