import { readLabel } from '../outline/labels.ts';
import type { Styled } from '../styled.ts';

/** A line that says what a word means: 【火灾】指…, 意外伤害：指…, （一）暴雨是指…, Accident means … */
const DEFINES =
  /^["“【「]?([^，。；：:,;【】「」“”"]{1,24}?)["”】」]?\s*(?:[:：]|[，,]?\s*(?:是指|系指|指)|\bmeans\b)/u;

/** The word that a line defines. */
export function termOf(line: string): string | undefined {
  const label = readLabel(line);
  const text = label && label.style !== 'bracket' ? line.slice(label.end).trim() : line.replace(/^[·•●\s]+/, '');
  const term = DEFINES.exec(text)?.[1]?.trim();
  return term && !/下列|以下|如下|本(?:保险)?(?:合同|条款)|following/.test(term) ? term : undefined;
}

/** The words that a definition explains: those of its heading, and those that its lines define. */
export function termsOf(heading: string, words: readonly Styled[]): string[] {
  const headed = heading
    .replace(/[【】「」“”"]/g, '')
    .split(/[、/]/)
    .map((term) => term.trim());
  const defined = words.map(({ text }) => termOf(text)).filter((term) => term !== undefined);
  return [...new Set([...headed, ...defined])].filter((term) => term.length > 0 && term.length <= 24).slice(0, 60);
}
