import type { Paragraph, Place, Removal, Warning } from '../source.ts';
import { Styled } from '../styled.ts';
import { isHeadingLike, isPartName, takeHeading } from './headings.ts';
import { endOfSeparator, type Label, readLabel } from './labels.ts';
import { kindOfLabel, type Scheme, schemeOf } from './scheme.ts';
import { follows, isAhead } from './sequence.ts';

/** A part of a wording: what stands above its clauses. */
export interface Part {
  is: 'part';
  number: string;
  numbers: number[];
  heading: string;
  /** The part that this one stands in. */
  within?: Part;
  place: Place;
}

/** A clause as it stands in the source. */
export interface OutlinedClause {
  is: 'clause';
  /** As printed; empty where nothing is. */
  number: string;
  numbers: number[];
  /** As printed; empty where nothing is. */
  heading: string;
  words: Styled[];
  part?: Part;
  place: Place;
  /** What stands under a part's heading before its first clause. */
  intro?: true;
  /** A note at the foot of a page or at the end. */
  note?: true;
}

/** A wording in its order. */
export interface Outline {
  /** What stands before the first part or clause. */
  preamble: Paragraph[];
  sections: (Part | OutlinedClause)[];
  removed: Removal[];
  warnings: Warning[];
}

/** Finds the parts and clauses of a wording. */
export function outline(paragraphs: readonly Paragraph[]): Outline {
  return new Outliner(paragraphs).read();
}

/** A paragraph that is whole. */
const ENDS = /[。；：！？.;:!?][”’"'）)】]*$/;

class Outliner {
  readonly #paragraphs: readonly Paragraph[];
  readonly #scheme: Scheme;
  readonly #labels: readonly (Label | undefined)[];
  readonly #preamble: Paragraph[] = [];
  readonly #sections: (Part | OutlinedClause)[] = [];
  readonly #separators: string[] = [];
  readonly #warnings: Warning[] = [];
  #last: Label | undefined;
  #part: Part | undefined;
  #clause: OutlinedClause | undefined;
  /** The last number of each kind of label that parts have. */
  #partNumbers = new Map<string, number>();
  #at = 0;

  constructor(paragraphs: readonly Paragraph[]) {
    this.#paragraphs = paragraphs;
    this.#labels = paragraphs.map(({ words }) => readLabel(words.text));
    this.#scheme = schemeOf(paragraphs);
  }

  read(): Outline {
    for (this.#at = 0; this.#at < this.#paragraphs.length; this.#at++) {
      const paragraph = this.#paragraphs[this.#at] as Paragraph;
      const label = this.#labels[this.#at];
      if (label && this.#beginsClause(paragraph, label)) this.#startClause(paragraph, label);
      else if (label && this.#beginsPart(paragraph, label, this.#at)) this.#startPart(paragraph, label);
      else if (this.#isUnnumberedPart(paragraph, this.#at)) this.#startPart(paragraph);
      else this.#append(paragraph);
    }
    if (this.#scheme.clause === undefined)
      this.#warnings.push({ problem: 'no numbered clauses were found: the headings were taken for clauses' });
    const separators = this.#separators.join('');
    return {
      preamble: this.#preamble,
      sections: settled(this.#sections),
      removed: separators ? [{ what: 'separator', text: separators, times: 1 }] : [],
      warnings: this.#warnings,
    };
  }

  #beginsClause(paragraph: Paragraph, label: Label): boolean {
    const { clause, depth } = this.#scheme;
    const { table, margin, place } = paragraph;
    if (kindOfLabel(label) !== clause || (table && !margin)) return false;
    if (label.style === 'decimal' && label.numbers.length > depth) return false;
    if (this.#isListItem(label)) return false;
    if (follows(label, this.#last) || (isAhead(label, this.#last) && this.#isSurely(paragraph, label))) {
      this.#warnOfGap(label, place);
      return true;
    }
    if (label.style === 'article')
      this.#warnings.push({
        place,
        problem: `${label.printed} comes out of order here: it was kept as text of the clause before it`,
      });
    return false;
  }

  /** An article is a clause even where those before it are missing; a decimal where no sentence runs into it. */
  #isSurely(paragraph: Paragraph, label: Label): boolean {
    if (label.style !== 'decimal') return label.style === 'article';
    const above = this.#paragraphs[this.#at - 1]?.words.text ?? '';
    if (paragraph.margin || paragraph.heading || ENDS.test(above) || isHeadingLike(above)) return true;
    return takeHeading(paragraph, paragraph.words.slice(label.end), this.#hasTextBelow(this.#at)).heading !== undefined;
  }

  /** Items that a clause announces belong to it, where clauses are numbered as simply as items. */
  #isListItem(label: Label): boolean {
    if (!['integer', 'paren', 'han-paren', 'letter', 'bare'].includes(label.style)) return false;
    const lines = this.#clause?.words ?? [];
    const announced = lines.findLastIndex(({ text }) => /[:：]$/.test(text.trim()));
    if (announced < 0) return false;
    const items = lines.slice(announced + 1).map(({ text }) => readLabel(text)?.style);
    return items.length === 0
      ? label.numbers[0] === 1
      : items.every((style) => style === label.style || style === undefined) && items.includes(label.style);
  }

  #warnOfGap(label: Label, place: Place): void {
    const number = label.numbers.at(-1) ?? 0;
    const before = this.#last?.numbers.at(-1) ?? 0;
    if (this.#last && label.numbers.length === this.#last.numbers.length && number > before + 1)
      this.#warnings.push({ place, problem: `between ${this.#last.printed} and ${label.printed} numbers are missing` });
    else if (label.style === 'article' && this.#last && number === 1 && before > 0 && label.numbers.length === 1)
      this.#warnings.push({
        place,
        problem: `${label.printed} begins the numbering anew: a second wording, or a rider`,
      });
  }

  #startClause(paragraph: Paragraph, label: Label): void {
    this.#last = label;
    const from = endOfSeparator(paragraph.words.text, label.end);
    this.#separators.push(paragraph.words.text.slice(label.end, from).trim());
    const rest = paragraph.words.slice(from);
    const { heading, body, separator } = takeHeading(paragraph, rest, this.#hasTextBelow(this.#at));
    this.#separators.push(separator ?? '');
    this.#clause = {
      is: 'clause',
      number: label.printed,
      numbers: label.numbers,
      heading: heading?.squeezed().text ?? '',
      words: body ? [body] : [],
      ...(this.#part ? { part: this.#part } : {}),
      place: paragraph.place,
    };
    this.#sections.push(this.#clause);
    if (rest.trim().length === 0) this.#takeHeadingBelow(this.#clause);
  }

  /** A number that stands alone has its heading in the next paragraph. */
  #takeHeadingBelow(section: OutlinedClause | Part): void {
    const below = this.#paragraphs[this.#at + 1];
    if (!below || this.#labels[this.#at + 1] || !isHeadingLike(below.words.text)) return;
    if (section.is === 'clause' && !this.#hasTextBelow(this.#at + 1)) return;
    section.heading = below.words.squeezed().text;
    this.#at++;
  }

  /** Whether text of the same clause follows, not the next heading. */
  #hasTextBelow(at: number): boolean {
    const below = this.#paragraphs[at + 1];
    if (!below) return false;
    const label = this.#labels[at + 1];
    if (!label) return !this.#isUnnumberedPart(below, at + 1);
    return kindOfLabel(label) !== this.#scheme.clause && !this.#beginsPart(below, label, at + 1);
  }

  /** A numbered heading with clauses below it. */
  #beginsPart(paragraph: Paragraph, label: Label, at: number): boolean {
    const { clause } = this.#scheme;
    const kind = kindOfLabel(label);
    if (kind === clause || paragraph.table || ['bracket', 'circled', 'paren', 'decimal'].includes(label.style))
      return false;
    if (label.style === 'article') return false;
    const rest = paragraph.words.text.slice(endOfSeparator(paragraph.words.text, label.end));
    const alone = rest.trim() === '' && isHeadingLike(this.#paragraphs[at + 1]?.words.text ?? '');
    if (!alone && !isHeadingLike(rest)) return false;
    if (label.style === 'part' || ['part', 'section', 'chapter', 'schedule', 'appendix', 'annex'].includes(kind))
      return true;
    if (isPartName(rest) || paragraph.heading) return true;
    const [number = 0] = label.numbers;
    const next = this.#labels.slice(at + 1, at + 5).find((candidate) => candidate && kindOfLabel(candidate) === clause);
    if (clause === 'decimal') return next?.numbers[0] === number && next.numbers[1] === 1;
    const isNextPart = number === 1 || number === (this.#partNumbers.get(kind) ?? 0) + 1;
    return isNextPart && next !== undefined && this.#isNextClause(next);
  }

  #isNextClause = (label: Label): boolean => follows(label, this.#last) && !this.#isListItem(label);

  /** A heading without a number: known by its words, by the format, or because a clause follows right below it. */
  #isUnnumberedPart({ words, heading, table, margin }: Paragraph, at: number): boolean {
    if (table || margin || this.#labels[at]) return false;
    const text = words.text.trim();
    if (heading && isHeadingLike(text)) return at > 0 || this.#scheme.clause === undefined;
    if (isPartName(text)) return true;
    const below = this.#labels[at + 1];
    const isAboveClause =
      below !== undefined && kindOfLabel(below) === this.#scheme.clause && this.#isNextClause(below);
    const hasBegun = this.#clause !== undefined || this.#part !== undefined;
    return (
      isAboveClause && hasBegun && isHeadingLike(text) && words.text.length <= 20 && this.#scheme.clause === 'article'
    );
  }

  #startPart(paragraph: Paragraph, label?: Label): void {
    const from = label ? endOfSeparator(paragraph.words.text, label.end) : 0;
    if (label) {
      this.#separators.push(paragraph.words.text.slice(label.end, from).trim());
      this.#partNumbers.set(kindOfLabel(label), label.numbers[0] ?? 0);
    }
    const heading = paragraph.words.slice(from).squeezed().text;
    const within = this.#outerPart(label, paragraph.heading);
    const part: Part & { level?: number } = {
      is: 'part',
      number: label?.printed ?? '',
      numbers: label?.numbers ?? [],
      heading,
      ...(within ? { within } : {}),
      place: paragraph.place,
    };
    this.#levels.set(part, {
      kind: label ? kindOfLabel(label) : '',
      ...(paragraph.heading ? { level: paragraph.heading } : {}),
    });
    this.#part = part;
    this.#clause = undefined;
    this.#sections.push(part);
    if (label && heading === '') this.#takeHeadingBelow(part);
  }

  readonly #levels = new Map<Part, { kind: string; level?: number }>();

  /** The nearest part above that is of another kind and higher: a part with a number holds those without. */
  #outerPart(label: Label | undefined, heading: number | undefined): Part | undefined {
    const kind = label ? kindOfLabel(label) : '';
    for (let part = this.#part; part; part = part.within) {
      const above = this.#levels.get(part);
      if (heading !== undefined && above?.level !== undefined) {
        if (above.level < heading) return part;
      } else if (above?.kind !== kind && above?.kind !== '' && rankOf(above?.kind ?? '') < rankOf(kind)) return part;
    }
    return undefined;
  }

  #append(paragraph: Paragraph): void {
    if (this.#clause) this.#clause.words.push(paragraph.words.trim());
    else if (this.#part) {
      this.#clause = {
        is: 'clause',
        number: '',
        numbers: this.#part.numbers,
        heading: '',
        words: [paragraph.words.trim()],
        part: this.#part,
        place: paragraph.place,
        intro: true,
      };
      this.#sections.push(this.#clause);
    } else this.#preamble.push(paragraph);
  }
}

/** Kinds of labels from the outermost to the innermost. */
const RANKS = ['part', 'chapter', 'section', 'han', 'integer', 'bare', 'letter', 'han-paren', ''];
const rankOf = (kind: string): number => (RANKS.indexOf(kind) + RANKS.length) % RANKS.length;

/**
 * A clause of which nothing but the heading is there is the heading of the clauses below it, or else its heading is its
 * words.
 */
function settled(sections: readonly (Part | OutlinedClause)[]): (Part | OutlinedClause)[] {
  return sections.map((section, index) => {
    if (section.is === 'part' || section.words.length > 0) return section;
    const below = sections[index + 1];
    const { number, numbers, heading, part, place } = section;
    if (below?.is === 'clause' && below.numbers.length > numbers.length && numbers.length > 1)
      return { is: 'part', number, numbers, heading, ...(part ? { within: part } : {}), place };
    return { ...section, heading: '', words: [Styled.of(heading || number)], ...(heading ? {} : { number: '' }) };
  });
}
