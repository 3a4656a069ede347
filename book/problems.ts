/** A place in a book: keys, and positions in lists. */
export type Path = readonly PropertyKey[];

/** Something in a book that is wrong, and what to write instead. It never repeats an ID number, a phone or an address. */
export interface Problem {
  line: number;
  path: Path;
  problem: string;
}

/** Something that doesn't agree with what stands elsewhere. */
export type Disagreement = Omit<Problem, 'line'>;

/** A book that can't be used: each line says file, line, place, and what to write there. */
export class BookError extends Error {
  constructor(file: string, problems: readonly Problem[]) {
    const sorted = problems.toSorted((one, other) => one.line - other.line);
    const lines = sorted.slice(0, MOST).map(({ line, path, problem }) => {
      const place = placeOf(path);
      return `${file}:${line}: ${place === '' ? '' : `${place}: `}${problem}`;
    });
    const more = sorted.length - lines.length;
    super([...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'));
  }
}

/** More at once are nobody's to read. */
const MOST = 20;

/** policies[2].premium.due[0] */
const placeOf = (path: Path): string =>
  path.reduce<string>((place, step) => {
    if (typeof step === 'number') return `${place}[${step}]`;
    return place === '' ? String(step) : `${place}.${String(step)}`;
  }, '');
