import type { Locale } from '../../language/locale.ts';
import type { ClauseKind } from '../product.ts';
import { BEARING_KINDS } from '../product.ts';
import { affectedBy } from './meaning/effects.ts';
import { ALSO_EXCLUDES, titleKind } from './meaning/kinds.ts';
import { termOf, termsOf } from './meaning/terms.ts';
import { takeHeading } from './outline/headings.ts';
import { Ids } from './outline/ids.ts';
import type { Outline, OutlinedClause, Section } from './outline/sections.ts';
import { apart, judged, type Piece } from './pieces.ts';
import type { ClauseSection, PartHeading } from './product-file.ts';
import type { Note, Warning } from './source.ts';
import { Styled } from './styled.ts';

/** The parts and clauses of a product, with what was doubtful about them. */
export interface Assembled {
  sections: (PartHeading | ClauseSection)[];
  /** Punctuation between headings and words that belongs to neither. */
  separators: string[];
  warnings: Warning[];
}

/** What stands in place of a number where none is printed. */
const UNNUMBERED: Record<Locale, Record<ClauseKind, string>> = {
  'zh-CN': {
    cover: '保险责任',
    exclusion: '责任免除',
    limit: '限额',
    deductible: '免赔额',
    'waiting-period': '等待期',
    duty: '义务',
    procedure: '办理',
    definition: '释义',
    general: '条款',
  },
  en: {
    cover: 'Cover',
    exclusion: 'Exclusion',
    limit: 'Limit',
    deductible: 'Deductible',
    'waiting-period': 'Waiting-period',
    duty: 'Duty',
    procedure: 'Procedure',
    definition: 'Definition',
    general: 'General',
  },
};

const PREAMBLE: Record<Locale, string> = { 'zh-CN': '前言', en: 'Preamble' };
const NOTE: Record<Locale, string> = { 'zh-CN': '注', en: 'Note-' };
/** What stands for the words of a clause that has only its number. */
const WORDLESS: Record<Locale, string> = { 'zh-CN': '（没有内容）', en: '(no words)' };

/** Makes the sections of a product file from the outline of a wording and its notes. */
export function assemble(
  outlined: Pick<Outline, 'preamble' | 'sections'>,
  notes: readonly Note[],
  { language, name }: { language: Locale; name: string },
): Assembled {
  const ids = new Ids();
  const separators: string[] = [];
  const fromNotes = notes.map((note) => clauseOfNote(note, separators));
  const all = [...outlined.sections, ...fromNotes].flatMap((section): (Section | OutlinedClause)[] =>
    section.is === 'clause' ? definitionsIn(section) : [section],
  );
  const restarts = numbersRestart(all);
  const warnings: Warning[] = [];

  const drafts = all.flatMap((section): (Section | Draft)[] => {
    if (section.is === 'part') return [section];
    return apart(section).map((piece) => {
      const { kind, doubt } = judged(piece);
      if (doubt && doubt !== ALSO_EXCLUDES)
        warnings.push({ place: section.place, problem: `${section.number || section.heading}: ${doubt}` });
      return { ...piece, kind, id: idOf(piece, ids, restarts) };
    });
  });
  const clauses = drafts.filter((draft) => draft.is === 'clause');
  if (!clauses.some(({ kind }) => kind === 'cover'))
    warnings.push({ problem: 'no cover was found: no exclusion can say what it takes away from' });

  const sections = drafts.map((draft): PartHeading | ClauseSection => {
    if (draft.is === 'part') return { is: 'part', text: [draft.number, draft.heading].filter(Boolean).join(' ') };
    const { id, kind, words, place } = draft;
    const { made, ...naming } = named(draft, { language, name, kind });
    const squeezed = words.map((line) => line.squeezed());
    const isWordless = squeezed.every(({ text }) => text.trim() === '');
    if (isWordless) warnings.push({ place, problem: `${naming.number}: it has no words` });
    return {
      is: 'clause',
      id,
      ...naming,
      made: isWordless ? [...made, WORDLESS[language]] : made,
      kind,
      affects: (BEARING_KINDS as readonly ClauseKind[]).includes(kind) ? affectedBy(draft, clauses) : [],
      terms: kind === 'definition' ? termsOf(draft.heading, words) : [],
      words: isWordless ? [Styled.of(WORDLESS[language])] : squeezed,
      place,
    };
  });
  return { sections: [...preamble(outlined.preamble, { language, name }), ...sections], separators, warnings };
}

/** A clause whose kind is decided. */
type Draft = Piece & { kind: ClauseKind; id: string };

/** The number and heading of a clause, and which of them had to be made up. */
function named(
  { number, heading, part, words, note, unheaded, goesOn }: Piece,
  { language, name, kind }: { language: Locale; name: string; kind: ClauseKind },
): Pick<ClauseSection, 'number' | 'heading' | 'made'> {
  if (goesOn) {
    const again = { number: number || UNNUMBERED[language][kind], heading: headingAgain() };
    return { ...again, made: Object.values(again) };
  }
  const unnumbered = part?.number && heading === '' ? part.number : UNNUMBERED[language][kind];
  const madeNumber = note ? NOTE[language] : number === '' ? unnumbered : '';
  const madeHeading =
    heading === '' ? ((kind === 'definition' ? termOf(words[0]?.text ?? '') : undefined) ?? part?.heading ?? name) : '';
  function headingAgain(): string {
    return unheaded ? UNNUMBERED[language].exclusion : heading || part?.heading || name;
  }
  return {
    number: note ? `${madeNumber}${number}` : number || madeNumber,
    heading: heading || madeHeading || name,
    made: [madeNumber, heading ? '' : madeHeading || name].filter(Boolean),
  };
}

function preamble(
  paragraphs: Outline['preamble'],
  { language, name }: { language: Locale; name: string },
): ClauseSection[] {
  const [first] = paragraphs;
  if (!first) return [];
  return [
    {
      is: 'clause',
      id: 'preamble',
      number: PREAMBLE[language],
      heading: name,
      made: [PREAMBLE[language], name],
      kind: 'general',
      affects: [],
      terms: [],
      words: paragraphs.map(({ words }) => words.squeezed()),
      place: first.place,
    },
  ];
}

function clauseOfNote({ number, words, place, brackets = '' }: Note, separators: string[]): OutlinedClause {
  const [first, ...others] = words;
  const { heading, body, separator = '' } = first ? takeHeading({ words: first, place }, first, others.length > 0) : {};
  separators.push(brackets, separator);
  return {
    is: 'clause',
    number,
    numbers: number ? [Number(number.normalize('NFKC'))] : [],
    heading: heading?.squeezed().text ?? '',
    words: [...(body ? [body] : []), ...others].filter(({ length }) => length > 0),
    place,
    note: true,
  };
}

/** Definitions without numbers, below the heading of their part, are clauses of their own. */
function definitionsIn(clause: OutlinedClause): OutlinedClause[] {
  if (!clause.intro || titleKind(clause.part?.heading ?? '') !== 'definition') return [clause];
  const clauses: OutlinedClause[] = [];
  for (const line of clause.words) {
    const last = clauses.at(-1);
    if (!last || termOf(line.text)) clauses.push({ ...clause, numbers: [], words: [line] });
    else last.words.push(line);
  }
  return clauses;
}

/** Whether clauses are numbered from one again in each part. */
function numbersRestart(sections: readonly (Section | OutlinedClause)[]): boolean {
  const numbered = sections.filter(
    (section) => section.is === 'clause' && section.number !== '' && !section.note && !section.defines,
  );
  const withPart = numbered.filter((section) => section.is === 'clause' && section.part?.numbers.length);
  const distinct = new Set(numbered.map(({ numbers }) => numbers.join('-')));
  return (
    numbered.length > distinct.size &&
    withPart.length > numbered.length / 2 &&
    !numbered.some(({ number }) => number.startsWith('第'))
  );
}

function idOf(piece: Piece, ids: Ids, restarts: boolean): string {
  const { note, defines, intro, numbers, number, part, unheaded, goesOn } = piece;
  if (unheaded && goesOn) return ids.of('x', numbers);
  if (note) return ids.of('n', numbers);
  if (defines) return ids.of('d', numbers);
  if (number === '') return intro && part?.numbers.length ? ids.of('p', part.numbers) : ids.of('s', []);
  return ids.of('c', restarts && part ? [...part.numbers, ...numbers] : numbers);
}
