import { forMatching, widthOf } from './matching.ts';
import { ALSO_EXCLUDES } from './meaning/kinds.ts';
import { PAYS, SAYS } from './meaning/signs.ts';
import { announcesExclusions } from './meaning/unheaded.ts';
import { readLabel } from './outline/labels.ts';
import type { ClauseSection } from './product-file.ts';
import type { LineRange, Paragraph, Warning } from './source.ts';

/** What an import is measured by. */
export interface Measured {
  /** All of the wording, in its order and with its places. */
  paragraphs: readonly Paragraph[];
  /** What stands before the first clause. */
  preamble: readonly Paragraph[];
  clauses: readonly ClauseSection[];
}

/**
 * Measures an import by itself, and says at the place what to look at: lists of exclusions that are announced and stand in
 * no exclusion, exclusions of which nothing came, text that belongs to no clause, clauses that hold too much or nothing.
 */
export function doubtsOf(measured: Measured): Warning[] {
  const places = new Places(measured.paragraphs);
  const numbered = measured.clauses.filter(({ id }) => id !== 'preamble');
  return [
    ...unfoundExclusions(measured, places),
    ...announcedElsewhere(numbered, places),
    ...emptyLists(numbered, places),
    ...beforeTheFirst(measured),
    ...overlong(numbered, places),
    ...headingsAlone(numbered),
  ];
}

/** Knows where the words of a clause stand in the source. */
class Places {
  readonly #places = new Map<string, LineRange>();

  constructor(paragraphs: readonly Paragraph[]) {
    for (const { words, place } of paragraphs) {
      const key = keyOf(words.text);
      if (!this.#places.has(key)) this.#places.set(key, place);
    }
  }

  of(line: string, { place }: ClauseSection): LineRange {
    return this.#places.get(keyOf(line)) ?? place;
  }
}

const KEY = 24;
const keyOf = (text: string): string => text.replace(/\s+/g, '').slice(0, KEY);

/** A wording that pays and excludes nothing is hardly whole. */
function unfoundExclusions({ clauses, paragraphs }: Measured, places: Places): Warning[] {
  if (clauses.some(({ kind }) => kind === 'exclusion') || !clauses.some(({ kind }) => kind === 'cover')) return [];
  const [first] = clauses;
  const speaking = paragraphs.find(({ words }) => SAYS.exclusion.test(forMatching(words.text)));
  return [
    {
      ...(speaking && first ? { place: places.of(speaking.words.text, first) } : {}),
      problem: speaking
        ? 'no exclusion was found, though something is said here not to be covered: look where the list of exclusions went'
        : 'no exclusion was found: look whether the list of exclusions is in the file',
    },
  ];
}

/** Kinds in which a list of what isn't covered says something of its own. */
const OWN: ReadonlySet<string> = new Set(['exclusion', 'waiting-period', 'deductible']);

/** Lists of exclusions, and single exclusions within covers, that are in no exclusion clause. */
function announcedElsewhere(clauses: readonly ClauseSection[], places: Places): Warning[] {
  const found = clauses
    .filter(({ kind }) => !OWN.has(kind))
    .flatMap((clause) => {
      const line = clause.words.find(({ text }) => announcesExclusions(text));
      if (line) return [{ clause, line: line.text, isList: true }];
      const single = clause.kind === 'cover' ? clause.words.find(({ text }) => excludes(text)) : undefined;
      return single ? [{ clause, line: single.text, isList: false }] : [];
    });
  const definitions = found.filter(({ clause }) => clause.kind === 'definition');
  const [first] = definitions;
  return [
    ...found
      .filter(({ clause }) => clause.kind !== 'definition')
      .map(({ clause, line, isList }) => ({
        place: places.of(line, clause),
        problem: isList
          ? `${clause.number}: a list of what is not covered stays in a clause that is ${clause.kind}: look whether it is an exclusion`
          : `${clause.number}: ${ALSO_EXCLUDES}`,
      })),
    ...(first
      ? [
          {
            place: places.of(first.line, first.clause),
            problem: `${first.clause.number} ${first.clause.heading}${
              definitions.length > 1 ? ` and ${definitions.length - 1} more definitions say` : ': a definition says'
            } what is not covered: it stays with what is defined`,
          },
        ]
      : []),
  ];
}

const excludes = (text: string): boolean => SAYS.exclusion.test(forMatching(text));

/** So few letters are no exclusion. */
const SHORTEST = 8;

/** Exclusions that announce what doesn't come. */
function emptyLists(clauses: readonly ClauseSection[], places: Places): Warning[] {
  return clauses.flatMap((clause) => {
    if (clause.kind !== 'exclusion' || clause.id.startsWith('n')) return [];
    const last = clause.words.at(-1)?.text.trim() ?? '';
    const isCutOff = /[:：]$/.test(last);
    if (!isCutOff && widthOf(clause.words.map(({ text }) => text).join('')) >= SHORTEST) return [];
    return [
      {
        place: places.of(last, clause),
        problem: isCutOff
          ? `${clause.number}: announces a list of exclusions that doesn’t follow: look where it went`
          : `${clause.number}: an exclusion of ${last.length} characters: look whether its list was lost`,
      },
    ];
  });
}

/** A preface is shorter than this, and speaks of nothing that is paid. */
const LONGEST_PREFACE = 1500;

function beforeTheFirst({ preamble, clauses }: Measured): Warning[] {
  const [first] = preamble;
  if (!first || clauses.length < 2) return [];
  const length = preamble.reduce((sum, { words }) => sum + words.length, 0);
  const speaking = preamble.find(({ words }) => announcesExclusions(words.text) || saysWhatIsPaid(words.text));
  if (!speaking && length < LONGEST_PREFACE) return [];
  const { place } = speaking ?? first;
  return [
    {
      place,
      problem: `${length} characters stand before the first clause${
        speaking ? ', and say what is or is not covered' : ''
      }: look whether clauses without numbers are among them`,
    },
  ];
}

const saysWhatIsPaid = (text: string): boolean =>
  /[。；;]/.test(text) && PAYS.test(forMatching(text)) && !excludes(text);

/** A clause is overlong that is so many times as long as the others, and longer than any usual one. */
const TIMES = 8;
const LONGEST_USUAL = 1500;

function overlong(clauses: readonly ClauseSection[], places: Places): Warning[] {
  if (clauses.length < 4) return [];
  const lengths = clauses.map(({ words }) => words.reduce((sum, { length }) => sum + length, 0)).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return clauses.flatMap((clause) => {
    const length = clause.words.reduce((sum, line) => sum + line.length, 0);
    if (length < LONGEST_USUAL || length < usual * TIMES) return [];
    // Only where something in it is numbered as clauses are.
    const line = clause.words.find(({ text }) => ['article', 'decimal'].includes(readLabel(text)?.style ?? ''));
    if (!line) return [];
    const times = Math.round(length / Math.max(1, usual));
    return [
      {
        place: places.of(line.text, clause),
        problem: `${clause.number}: ${times} times as long as the other clauses, and holds numbers as they have: look whether clauses went into it`,
      },
    ];
  });
}

/** So many clauses in a row that are nothing but headings are no clauses. */
const HEADINGS = 4;

function headingsAlone(clauses: readonly ClauseSection[]): Warning[] {
  const isAlone = ({ words, kind }: ClauseSection): boolean =>
    kind !== 'definition' &&
    words.length === 1 &&
    widthOf(words[0]?.text ?? '') <= 16 &&
    !/[。；;.]/.test(words[0]?.text ?? '');
  let run: ClauseSection[] = [];
  for (const clause of clauses) {
    if (isAlone(clause)) run.push(clause);
    else if (run.length >= HEADINGS) break;
    else run = [];
  }
  const [first] = run;
  if (!first || run.length < HEADINGS) return [];
  return [
    {
      place: first.place,
      problem: `${run.length} clauses from ${first.number} on are nothing but headings: look whether they are a table of contents`,
    },
  ];
}
