import type { Paragraph } from '../source.ts';
import { isHeadingLike, takeHeading } from './headings.ts';
import { type Label, type LabelStyle, readLabel } from './labels.ts';
import { follows, isAhead } from './sequence.ts';

/** What a paragraph's label is the number of: of the same kind only with the same word, Section or Article. */
export const kindOfLabel = ({ style, printed }: Label): string =>
  style === 'named' ? (printed.split(' ')[0] ?? '').toLowerCase() : style;

/** How a wording numbers its clauses. */
export interface Scheme {
  /** The kind of label that a clause begins with; none in a wording that has only headings. */
  clause: string | undefined;
  /** Down to how many numbers a decimal begins a clause: 2 for 1.1, 3 where 2.4.1 has a heading of its own. */
  depth: number;
  /** Where in the text an integer begins a clause, in a wording whose clauses are 1. and 2. and, within some of those, 2.1. */
  integers: ReadonlySet<number>;
}

/** Kinds of labels that clauses are known by wherever there are at least two of them, the surest first. */
const NAMED_KINDS = ['article', 'clause', 'section', 'part', 'chapter'];
const SIMPLE_KINDS: readonly LabelStyle[] = ['han-paren', 'integer', 'paren', 'bare', 'letter'];

/** Finds out how a wording numbers its clauses. */
export function schemeOf(paragraphs: readonly Paragraph[]): Scheme {
  const labels = paragraphs.map(({ words, table }) => (table ? undefined : readLabel(words.text)));
  const count = (kind: string): number => inSequence(labels, kind).length;
  const decimals = inSequence(labels, 'decimal').length;
  const scheme = (clause: string | undefined, depth = 2, integers: ReadonlySet<number> = new Set()): Scheme => ({
    clause,
    depth,
    integers,
  });

  const articles = labels.filter((label) => label?.style === 'article' && /^第/.test(label.printed)).length;
  if (articles > 1 || (articles === 1 && decimals < 2)) return scheme('article');
  if (decimals > 1) return scheme('decimal', depthOf(paragraphs, labels), integerClauses(paragraphs, labels));
  const named = NAMED_KINDS.filter((kind) => count(kind) > 1).sort((a, b) => count(b) - count(a))[0];
  if (named) return scheme(named);
  if (count('han') > 1) return scheme(nestedIn(paragraphs, labels, 'han') ?? 'han');
  if (count('part') > 1) return scheme(nestedIn(paragraphs, labels, 'part') ?? 'part');
  if (decimals === 1) return scheme('decimal');
  return scheme(SIMPLE_KINDS.find((kind) => count(kind) > 1));
}

/** The labels of a kind that come in their order; among decimals some may be missing. */
function inSequence(labels: readonly (Label | undefined)[], kind: string): Label[] {
  const found: Label[] = [];
  for (const label of labels) {
    if (!label || kindOfLabel(label) !== kind) continue;
    if (follows(label, found.at(-1)) || (kind === 'decimal' && isAhead(label, found.at(-1)))) found.push(label);
  }
  return found;
}

/** So many integers with words of their own are clauses. */
const INTEGERS = 2;

/**
 * The integers, one after the other, that head words of their own and not decimals. Where all of them head decimals, as
 * the parts of most wordings do, there is none.
 */
function integerClauses(paragraphs: readonly Paragraph[], labels: readonly (Label | undefined)[]): ReadonlySet<number> {
  const found = new Set<number>();
  let number = 0;
  let astray = 0;
  labels.forEach((label, at) => {
    if (!label) return;
    // A decimal of another integer than the last one: the integers aren't what is numbered here.
    if (label.style === 'decimal' && label.numbers[0] !== number) astray++;
    if ((label.style !== 'integer' && label.style !== 'bare') || label.numbers[0] !== number + 1) return;
    const rest = (paragraphs[at] as Paragraph).words.text.slice(label.end).replace(/^\s?[:：.．、]/, '');
    const isAlone = rest.trim() === '';
    const below = labels[isAlone ? at + 2 : at + 1];
    const isHeading = isHeadingLike(isAlone ? (paragraphs[at + 1]?.words.text ?? '') : rest);
    const isRunIn = takeHeading(
      paragraphs[at] as Paragraph,
      (paragraphs[at] as Paragraph).words.slice(label.end),
      false,
    );
    if (!isHeading && !(isRunIn.heading && isRunIn.body)) return;
    number++;
    const next = labels.slice(at + 1).find((label) => label !== undefined);
    if (next?.style === 'decimal' && next.numbers[0] === number) return;
    // What is numbered like it right below is a list, not the words of a clause.
    if (below && kindOfLabel(below) === kindOfLabel(label)) return;
    found.add(at);
  });
  const decimals = labels.filter((label) => label?.style === 'decimal').length;
  return found.size >= INTEGERS && astray <= decimals * 0.2 ? found : new Set();
}

/** Numbers with three parts begin clauses where most of them have a heading. */
function depthOf(paragraphs: readonly Paragraph[], labels: readonly (Label | undefined)[]): number {
  let headed = 0;
  let bare = 0;
  paragraphs.forEach((paragraph, index) => {
    const label = labels[index];
    if (label?.style !== 'decimal' || label.numbers.length !== 3) return;
    const below = labels[index + 1];
    const hasTextBelow = below?.style !== 'decimal' && index + 1 < paragraphs.length;
    if (takeHeading(paragraph, paragraph.words.slice(label.end), hasTextBelow).heading) headed++;
    else bare++;
  });
  return headed > bare ? 3 : 2;
}

/** The kind of label that follows right below most headings of an outer kind: then those are the clauses. */
function nestedIn(
  paragraphs: readonly Paragraph[],
  labels: readonly (Label | undefined)[],
  outer: string,
): string | undefined {
  const below = new Map<string, number>();
  let headings = 0;
  paragraphs.forEach(({ words }, index) => {
    const label = labels[index];
    if (!label || kindOfLabel(label) !== outer || !isHeadingLike(words.text.slice(label.end))) return;
    headings++;
    const next = labels[index + 1];
    if (next && kindOfLabel(next) !== outer) below.set(kindOfLabel(next), (below.get(kindOfLabel(next)) ?? 0) + 1);
  });
  const [most] = [...below].sort((a, b) => b[1] - a[1]);
  return most && most[1] > 1 && most[1] * 2 >= headings && most[0] !== 'bracket' ? most[0] : undefined;
}
