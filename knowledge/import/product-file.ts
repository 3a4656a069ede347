import { stringify } from 'yaml';
import type { Locale } from '../../language/locale.ts';
import type { ClauseKind } from '../product.ts';
import { mark, unmarked } from './marked-words.ts';
import type { LineRange } from './source.ts';
import type { Styled } from './styled.ts';

/** The heading of a part as it is written. */
export interface PartHeading {
  is: 'part';
  text: string;
}

/** A clause as it is written. What was made up for it, because nothing is printed there, stands in `made`. */
export interface ClauseSection {
  is: 'clause';
  id: string;
  number: string;
  heading: string;
  made: string[];
  kind: ClauseKind;
  affects: string[];
  terms: string[];
  words: Styled[];
  place: LineRange;
}

/** A product file in the form of docs/knowledge.md. */
export interface ProductFile {
  language: Locale;
  front: Record<string, unknown>;
  /** Of which file it was made. */
  origin: string;
  title: { text: string; made: boolean };
  sections: (PartHeading | ClauseSection)[];
}

/** Writes the file. */
export function write({ front, origin, title, sections }: ProductFile): string {
  return [`---\n# ${origin}\n${stringify(front)}---\n`, `# ${title.text}\n`, ...sections.map(writeSection)].join('\n');
}

function writeSection(section: PartHeading | ClauseSection): string {
  if (section.is === 'part') return `## ${section.text}\n`;
  const { id, number, heading, kind, affects, terms, words } = section;
  return [
    `### ${number} ${heading} {#${id}}`,
    '```yaml',
    `kind: ${kind}`,
    ...(affects.length > 0 ? [`affects: ${inline(affects)}`] : []),
    ...(terms.length > 0 ? [`terms: ${inline(terms)}`] : []),
    '```',
    ...words.map(mark),
    '',
  ].join('\n');
}

const inline = (texts: readonly string[]): string =>
  stringify(texts, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();

/** All that a product file shows of a wording, read back from it: titles, headings, words. */
export function shownBy(file: string): string[] {
  const shown: string[] = [];
  let inBlock = false;
  for (const line of file.replace(/^---\n[\s\S]*?\n---\n/, '').split('\n')) {
    if (inBlock) inBlock = line !== '```';
    else if (line === '```yaml') inBlock = true;
    else if (line.startsWith('### ')) shown.push(line.slice(4).replace(/ \{#[\w-]+\}$/, ''));
    else if (/^##? /.test(line)) shown.push(line.replace(/^##? /, ''));
    else shown.push(unmarked(line).text);
  }
  return shown;
}
