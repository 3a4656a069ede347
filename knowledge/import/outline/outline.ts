import { compact, forMatching } from '../matching.ts';
import { termOf } from '../meaning/terms.ts';
import type { LineRange, Paragraph, Warning } from '../source.ts';
import { isHeadingLike, isPartName, takeHeading } from './headings.ts';
import { endOfSeparator, type Label, readLabel } from './labels.ts';
import { Nesting } from './nesting.ts';
import { kindOfLabel, type Scheme, schemeOf } from './scheme.ts';
import type { Outline, OutlinedClause, Section } from './sections.ts';
import { follows, isAhead } from './sequence.ts';
import { settled } from './settle.ts';

/** Finds the parts and clauses of a wording. */
export function outline(paragraphs: readonly Paragraph[]): Outline {
  return new Outliner(paragraphs).read();
}

/** A paragraph that is whole. */
const ENDS = /[。；：！？.;:!?][”’"'）)】]*$/;

/** What a heading before the first clause ends with that names the wording, or the insurer, and no part. */
const NAMES = /(?:险.{0,8}条款|公司|险|险合同|计划|policy|wording|insurance)(?:\(.{1,12}\))?$/i;

/** The heading of a part with definitions. */
const DEFINITIONS = /释义|定义|名词解释|用语|^(?:definitions?|glossary|interpretation)$/i;

class Outliner {
  readonly #paragraphs: readonly Paragraph[];
  readonly #scheme: Scheme;
  readonly #labels: readonly (Label | undefined)[];
  readonly #preamble: Paragraph[] = [];
  readonly #sections: (Section | OutlinedClause)[] = [];
  readonly #separators: string[] = [];
  readonly #warnings: Warning[] = [];
  #last: Label | undefined;
  #lastDefinition: Label | undefined;
  #part: Section | undefined;
  #clause: OutlinedClause | undefined;
  /** The clause that announced headings which stand within it. */
  #announcing: OutlinedClause | undefined;
  /** The last number of each kind of label that parts have. */
  #partNumbers = new Map<string, number>();
  readonly #nesting = new Nesting();
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
      if (label && this.#scheme.integers.has(this.#at)) {
        this.#partNumbers.set(kindOfLabel(label), label.numbers[0] ?? 0);
        this.#part = undefined;
        this.#startClause(paragraph, label);
      } else if (label && this.#beginsClause(paragraph, label)) {
        this.#last = label;
        this.#startClause(paragraph, label);
      } else if (label && this.#beginsDefinition(paragraph, label)) {
        this.#lastDefinition = label;
        this.#startClause(paragraph, label).defines = true;
      } else if (label && this.#beginsPart(paragraph, label, this.#at)) this.#startPart(paragraph, label);
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
    const begins = label.style === 'decimal' && this.#isHeaded(paragraph, label);
    if (label.style === 'article' || begins)
      this.#warnings.push({
        place,
        problem: `${label.printed} comes out of order here: it was kept as ${begins ? 'a clause all the same' : 'text of the clause before it'}`,
      });
    return begins;
  }

  /** An article is a clause even where those before it are missing; a decimal where no sentence runs into it. */
  #isSurely(paragraph: Paragraph, label: Label): boolean {
    if (label.style !== 'decimal') return label.style === 'article';
    const above = this.#paragraphs[this.#at - 1]?.words.text ?? '';
    if (paragraph.margin || paragraph.heading || ENDS.test(above) || isHeadingLike(above)) return true;
    return takeHeading(paragraph, paragraph.words.slice(label.end), this.#hasTextBelow(this.#at)).heading !== undefined;
  }

  /** A decimal that no sentence runs into, with a heading, words behind it and none of the marks of a list. */
  #isHeaded(paragraph: Paragraph, label: Label): boolean {
    const above = this.#paragraphs[this.#at - 1]?.words.text ?? '';
    if (!paragraph.margin && !paragraph.heading && !/[。！？.!?]$/.test(above.trim())) return false;
    const { heading, body } = takeHeading(
      paragraph,
      paragraph.words.slice(endOfSeparator(paragraph.words.text, label.end)),
      this.#hasTextBelow(this.#at),
    );
    return heading !== undefined && (body !== undefined || this.#hasTextBelow(this.#at));
  }

  /** Items that a clause announces belong to it, where clauses are numbered as simply as items. */
  #isListItem(label: Label): boolean {
    if (!['integer', 'paren', 'han-paren', 'letter', 'bare'].includes(label.style)) return false;
    const lines = this.#clause?.words ?? [];
    const announced = lines.findLastIndex(({ text }) => /[:：]$/.test(text.trim()));
    if (announced < 0) return false;
    const items = lines.slice(announced + 1).map(({ text }) => readLabel(text)?.style);
    if (items.length === 0) return label.numbers[0] === 1;
    // A list that has ended is followed by a heading.
    const rest = this.#paragraphs[this.#at]?.words.text.slice(label.end) ?? '';
    if (/。$/.test(lines.at(-1)?.text ?? '') && isHeadingLike(rest) && !this.#labels[this.#at + 1]) return false;
    return items.includes(label.style) && items.every((style) => style === label.style || style === undefined);
  }

  #warnOfGap(label: Label, place: LineRange): void {
    // The first number that isn't the same as that of the clause before: 3 of 3.1 after 1.4.
    const { numbers } = this.#last ?? { numbers: [] };
    const at = Math.max(
      0,
      label.numbers.findIndex((number, index) => number !== numbers[index]),
    );
    const number = label.numbers[at] ?? 0;
    const before = numbers[at] ?? 0;
    const isNext = number <= before + 1 && label.numbers.slice(at + 1).every((rest) => rest <= 1);
    if (this.#last && number > before && !isNext && !this.#scheme.integers.size)
      this.#warnings.push({ place, problem: `between ${this.#last.printed} and ${label.printed} numbers are missing` });
    else if (label.style === 'article' && this.#last && number === 1 && before > 0 && label.numbers.length === 1)
      this.#warnings.push({
        place,
        problem: `${label.printed} begins the numbering anew: a second wording, or a rider`,
      });
  }

  /** Below a heading such as 释义, simply numbered definitions are clauses, whatever numbers the others have. */
  #beginsDefinition({ words, table }: Paragraph, label: Label): boolean {
    if (table || !DEFINITIONS.test(compact(this.#part?.heading ?? '')) || label.style === 'bracket') return false;
    if (this.#clause && !this.#clause.intro && !this.#clause.defines) return false;
    const before = this.#lastDefinition;
    if (before && kindOfLabel(before) !== kindOfLabel(label)) return false;
    return follows(label, before) && termOf(words.text) !== undefined;
  }

  #startClause(paragraph: Paragraph, label: Label): OutlinedClause {
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
    return this.#clause;
  }

  /** A number that stands alone has its heading in the next paragraph. */
  #takeHeadingBelow(section: OutlinedClause | Section): void {
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
    if (this.#scheme.integers.has(at + 1)) return false;
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
    if (isPartName(text)) return true;
    if (heading && isHeadingLike(text) && this.#isWithinClause(at)) {
      this.#announcing = this.#clause;
      return false;
    }
    const hasBegun = this.#clause !== undefined || this.#part !== undefined;
    if (heading && !hasBegun && this.#scheme.clause !== undefined && NAMES.test(forMatching(text))) return false;
    if (heading && isHeadingLike(text)) return at > 0 || this.#scheme.clause === undefined;
    const below = this.#labels[at + 1];
    const isAboveClause =
      below !== undefined && kindOfLabel(below) === this.#scheme.clause && this.#isNextClause(below);
    return (
      isAboveClause && hasBegun && isHeadingLike(text) && words.text.length <= 20 && this.#scheme.clause === 'article'
    );
  }

  /** A heading that its clause announced, as 身故保险金 below 我们承担以下保险责任：, with the next clause still to come. */
  #isWithinClause(at: number): boolean {
    const clause = this.#clause;
    const last = this.#last;
    if (!clause || clause.intro || !last || !['decimal', 'article'].includes(this.#scheme.clause ?? '')) return false;
    const nextAt = this.#labels.findIndex(
      (label, index) => index > at && label && kindOfLabel(label) === this.#scheme.clause,
    );
    const next = this.#labels[nextAt];
    if (!next) return false;
    const hasAnnounced = clause === this.#announcing || /[:：]$/.test(clause.words.at(-1)?.text ?? '');
    if (next.numbers.length === 1) return hasAnnounced && next.numbers[0] === (last.numbers[0] ?? 0) + 1;
    if (next.numbers[0] === last.numbers[0]) return next.numbers.length === last.numbers.length && follows(next, last);
    // The next part has a number, so this heading is none of a part.
    const part = this.#labels
      .slice(at + 1, nextAt)
      .find((label) => label && !['paren', 'circled', 'letter'].includes(label.style));
    return hasAnnounced && part?.numbers[0] === next.numbers[0];
  }

  #startPart(paragraph: Paragraph, label?: Label): void {
    const from = label ? endOfSeparator(paragraph.words.text, label.end) : 0;
    if (label) {
      this.#separators.push(paragraph.words.text.slice(label.end, from).trim());
      this.#partNumbers.set(kindOfLabel(label), label.numbers[0] ?? 0);
    }
    const kind = { kind: label ? kindOfLabel(label) : '', level: paragraph.heading };
    const within = this.#nesting.outerOf(kind, this.#part);
    const part: Section = {
      is: 'part',
      number: label?.printed ?? '',
      numbers: label?.numbers ?? [],
      heading: paragraph.words.slice(from).squeezed().text,
      ...(within ? { within } : {}),
      place: paragraph.place,
    };
    this.#nesting.note(part, kind);
    this.#part = part;
    this.#clause = undefined;
    this.#lastDefinition = undefined;
    this.#sections.push(part);
    if (label && part.heading === '') this.#takeHeadingBelow(part);
  }

  #append(paragraph: Paragraph): void {
    if (!this.#clause && this.#part && compact(paragraph.words.text) === compact(this.#part.heading)) {
      // The heading of a part that a table below it has once more.
      this.#separators.push(paragraph.words.text);
      return;
    }
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
