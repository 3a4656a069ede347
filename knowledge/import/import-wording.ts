import { createHash } from 'node:crypto';
import type { Locale } from '../../language/locale.ts';
import { accountFor } from './account.ts';
import { assemble } from './assemble.ts';
import { doubtsOf } from './doubts.ts';
import { readSource } from './formats/read-source.ts';
import { ImportError } from './import-error.ts';
import { LIMITS } from './limits.ts';
import { compact, isChinese } from './matching.ts';
import { lineOf } from './meaning/lines-of-insurance.ts';
import { particularsOf } from './meaning/particulars.ts';
import { aliasesOf, titleOf } from './meaning/title.ts';
import { linesInOrder } from './mend/columns.ts';
import { withoutContents } from './mend/contents.ts';
import { withoutFurniture } from './mend/furniture.ts';
import { notesAtFoot, withoutFoot, withoutNotes } from './mend/notes.ts';
import { mendLines } from './mend/paragraphs.ts';
import { outline } from './outline/outline.ts';
import { type ClauseSection, type ProductFile, write } from './product-file.ts';
import type { LineRange, Note, Paragraph, Removal, Source, Warning } from './source.ts';

/** A file to import. */
export interface Wording {
  /** The file's name, by which it is spoken of. */
  name: string;
  bytes: Buffer;
  /** The product's code; without it one is made from its name. */
  code?: string;
  /** The day of the import, for a wording that doesn't say since when it is used. */
  today: string;
}

/** What an import found, as it is printed. */
export interface Summary {
  product: string;
  clauses: number;
  exclusions: number;
  obligations: number;
  definitions: number;
  /** What to look at, and where. */
  warnings: { place: string; problem: string }[];
  /** What the wording doesn't say and was written all the same: to be corrected. */
  guessed: string[];
  /** What stands in the file and not in the product. */
  removed: Removal[];
  /** Characters of the file, without white space: each of them is in the product or in `removed`. */
  characters: number;
}

/** A product as it will be saved. */
export interface Imported {
  code: string;
  /** `zh-CN.md`, or `en.md` for an English wording. */
  file: string;
  content: string;
  summary: Summary;
}

/** Makes a product of a wording. Throws {@link ImportError}. */
export async function importWording(wording: Wording): Promise<Imported> {
  const source = await readSource(wording.name, wording.bytes);
  requireText(wording.name, source);
  const mended = mend(source);
  const { preamble, sections, removed, warnings } = outline(mended.paragraphs);
  const edges = mended.removed.filter(({ what }) => what.startsWith('page-')).map(({ text }) => text);
  const title = titleOf(preamble, { title: source.title, file: wording.name, edges });
  const language: Locale = isChinese(mended.paragraphs.map(({ words }) => words.text).join('')) ? 'zh-CN' : 'en';
  // A file of nothing but its title has that as its words.
  const titleStandsAlone = preamble.length === 1 && sections.length === 0;
  const repeated = preamble.filter((paragraph) => isTitleAgain(paragraph, title.paragraph));
  const rest = titleStandsAlone
    ? preamble
    : preamble.filter((paragraph) => paragraph !== title.paragraph && !repeated.includes(paragraph));
  const assembled = assemble({ preamble: rest, sections }, mended.notes, { language, name: title.name });

  const clauses = assembled.sections.filter((section) => section.is === 'clause');
  const { front, guesses } = frontMatter(wording, {
    language,
    title: title.printed,
    name: title.name,
    preamble,
    clauses,
    removed: mended.removed,
  });
  const file: ProductFile = {
    language,
    front,
    origin: `made from ${wording.name.replace(/\s+/g, ' ')}, SHA-256 ${createHash('sha256').update(wording.bytes).digest('hex')}`,
    title: { text: title.printed, made: titleStandsAlone || title.paragraph === undefined },
    sections: assembled.sections,
  };
  const content = write(file);
  const doubts = doubtsOf({ paragraphs: mended.paragraphs, preamble: rest, clauses });
  const separators = assembled.separators.join('');
  const left: Removal[] = [
    ...mended.removed,
    ...removed,
    ...repeated.map(({ words }) => ({ what: 'page-header' as const, text: words.text, times: 1 })),
    ...(separators ? [{ what: 'separator' as const, text: separators, times: 1 }] : []),
  ];
  accountFor({ name: wording.name, source: source.tally, content, file, removed: left });
  return {
    code: String(front.code),
    file: `${language}.md`,
    content,
    summary: summaryOf(String(front.code), clauses, {
      characters: source.tally.total,
      removed: left,
      warnings: [...source.warnings, ...mended.warnings, ...warnings, ...assembled.warnings, ...doubts],
      guessed: guesses,
    }),
  };
}

/** A wording's name, printed once more before the text begins, as on a cover. */
const isTitleAgain = (paragraph: Paragraph, title: Paragraph | undefined): boolean =>
  title !== undefined && paragraph !== title && compact(paragraph.words.text) === compact(title.words.text);

function requireText(name: string, { tally, rows }: Source): void {
  if (tally.total === 0 || rows.length === 0)
    throw new ImportError(`${name} is empty: there is no text in it. Give the file that holds the wording`);
  if (tally.total > LIMITS.characters)
    throw new ImportError(
      `${name} holds ${tally.total} characters, and the most are ${LIMITS.characters}: give the wording alone`,
    );
}

/** What is printed becomes what is written: no page edges, no table of contents, whole paragraphs, notes apart. */
function mend(source: Source): { paragraphs: Paragraph[]; notes: Note[]; removed: Removal[]; warnings: Warning[] } {
  const furniture = withoutFurniture(source.rows);
  const { rows, foot } = withoutFoot(furniture.rows);
  const contents = withoutContents(rows);
  const text = mendLines(linesInOrder(contents.rows));
  const atFoot = mendLines(linesInOrder(foot));
  const atEnd = withoutNotes(text.paragraphs);
  return {
    paragraphs: atEnd.paragraphs,
    notes: [...source.notes, ...notesAtFoot(atFoot.paragraphs), ...atEnd.notes],
    removed: [...source.removed, ...furniture.removed, ...contents.removed, ...text.removed, ...atFoot.removed],
    warnings: contents.warnings,
  };
}

interface Known {
  language: Locale;
  title: string;
  name: string;
  preamble: readonly Paragraph[];
  clauses: readonly ClauseSection[];
  removed: readonly Removal[];
}

/** The front matter, and what had to be guessed. */
function frontMatter(
  { code, today }: Wording,
  { language, title, name, preamble, clauses, removed }: Known,
): { front: Record<string, unknown>; guesses: string[] } {
  const { line, words } = lineOf(name, language);
  const read = particularsOf({
    title,
    head: preamble.map((paragraph) => paragraph.words.text).join('\n'),
    body: clauses.flatMap((clause) => clause.words.map(({ text }) => text)).join('\n'),
    removed: removed.map(({ text }) => text).join('\n'),
  });
  const guesses: string[] = [];
  if (line === 'other') guesses.push(`line: the name ${name} names no line of insurance; write it`);
  if (!read.effectiveFrom)
    guesses.push(`effectiveFrom: the wording doesn’t say since when it is used; ${today} was written, correct it`);
  const front = {
    code: code ?? codeOf(name, line),
    line,
    name,
    aliases: aliasesOf(name),
    words,
    ...read,
    version: read.version ?? 'imported',
    effectiveFrom: read.effectiveFrom ?? today,
    imported: true,
  };
  return { front, guesses };
}

/** A code that depends on nothing but the name: the name in Latin letters, or its line and what it hashes to. */
function codeOf(name: string, line: string): string {
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const isLatin = latin.length > 3 && !/\p{Script=Han}/u.test(name);
  return isLatin ? latin : `${line}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** Nobody reads more of them at once. */
const MOST_WARNINGS = 200;

function summaryOf(
  product: string,
  clauses: readonly ClauseSection[],
  { warnings, ...rest }: Pick<Summary, 'removed' | 'characters' | 'guessed'> & { warnings: readonly Warning[] },
): Summary {
  const count = (kind: ClauseSection['kind']): number => clauses.filter((clause) => clause.kind === kind).length;
  return {
    product,
    clauses: clauses.length,
    exclusions: count('exclusion'),
    obligations: count('duty'),
    definitions: count('definition'),
    warnings: [
      ...warnings.slice(0, MOST_WARNINGS),
      ...(warnings.length > MOST_WARNINGS ? [{ problem: `and ${warnings.length - MOST_WARNINGS} more warnings` }] : []),
    ].map(({ place, problem }: Warning) => ({ place: place ? placeName(place) : 'whole file', problem })),
    ...rest,
  };
}

const placeName = ({ page, line }: LineRange): string => `${page === undefined ? '' : `page ${page}, `}line ${line}`;
