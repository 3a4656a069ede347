import { Styled } from '../styled.ts';
import { isHeadingLike } from './headings.ts';
import type { OutlinedClause, Section } from './sections.ts';

/**
 * A clause of which nothing but the heading is there is the heading of the clauses below it, or else its heading is its
 * words.
 */
export function settled(sections: readonly (Section | OutlinedClause)[]): (Section | OutlinedClause)[] {
  let above: Section | undefined;
  return sections.map((section, index) => {
    if (section.is === 'part') return section;
    if (above && isBelow(section, above)) section.part = above;
    const { number, numbers, heading, words, part, place } = section;
    const [line] = words;
    const below = sections[index + 1];
    const onlyHeading = words.length === 0 ? heading : words.length === 1 && heading === '' ? (line?.text ?? '') : '';
    if (below?.is === 'clause' && isBelow(below, section) && isHeadingLike(onlyHeading)) {
      above = { is: 'part', number, numbers, heading: onlyHeading, ...(part ? { within: part } : {}), place };
      return above;
    }
    if (words.length > 0) return section;
    return { ...section, heading: '', words: [Styled.of(heading || number)], ...(heading ? {} : { number: '' }) };
  });
}

/** 2.4.1 stands below 2.4. */
const isBelow = (inner: { numbers: number[] }, outer: { numbers: number[] }): boolean =>
  outer.numbers.length > 1 &&
  inner.numbers.length > outer.numbers.length &&
  outer.numbers.every((number, index) => inner.numbers[index] === number);
