import type { ClauseKind } from '../../product.ts';
import type { Section } from '../outline/sections.ts';

/** As much of a clause as decides on what it bears. */
export interface Bearing {
  id: string;
  kind: ClauseKind;
  numbers: readonly number[];
  part?: Section;
}

/**
 * The covers that a clause bears on. Only where the wording is built so, on some: in a chapter with covers of its own on
 * those, in the article of one cover (2.3.4 within 2.3) on that. Else on all: better once too often than not shown.
 */
export function affectedBy(clause: Bearing, clauses: readonly Bearing[]): string[] {
  const covers = clauses.filter(({ kind }) => kind === 'cover');
  const within = covers.filter(({ numbers }) => isWithin(clause.numbers, numbers));
  const chapter = outermost(clause.part);
  const chapters = new Set(covers.map(({ part }) => outermost(part)));
  const sameChapter = covers.filter(({ part }) => outermost(part) === chapter);
  const narrowed =
    within.length > 0
      ? within
      : chapters.size > 1 && sameChapter.length > 0 && isNested(clause.part)
        ? sameChapter
        : covers;
  return narrowed.map(({ id }) => id);
}

/** 2.3.4 stands within 2.3. */
const isWithin = (inner: readonly number[], outer: readonly number[]): boolean =>
  outer.length > 1 && inner.length > outer.length && outer.every((number, index) => inner[index] === number);

function outermost(part: Section | undefined): Section | undefined {
  let outer = part;
  while (outer?.within) outer = outer.within;
  return outer;
}

/** A chapter with parts of its own, as motor wordings have: own damage, with its covers and its exclusions. */
const isNested = (part: Section | undefined): boolean => part?.within !== undefined;
