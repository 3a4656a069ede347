import type { Lines } from './talk-file.ts';

/** Where a talk goes otherwise than it is written. */
export interface Difference {
  /** The number of the first line that doesn't hold. */
  at: number;
  /** What it came of, and the lines as they are written (`-`) and as it went (`+`). */
  lines: string[];
}

/** What was expected and what came instead; nothing where they are the same. `of`: where it came of, and its line. */
export function difference(expected: Lines[], came: Lines[], of: { at: number; lines: () => string[] }): Difference[] {
  const old = expected.flatMap(({ lines }) => lines);
  const now = came.flatMap(({ lines }) => lines);
  if (old.join('\n') === now.join('\n')) return [];
  const index = expected.findIndex((answer, at) => answer !== came[at]);
  const [gone, instead] = [expected[index], came[index]];
  const within = gone?.lines.findIndex((line, at) => line !== instead?.lines[at]) ?? 0;
  return [
    {
      at: (gone?.at ?? of.at) + Math.max(0, within),
      lines: [...of.lines().map((line) => `    ${line}`), ...changed(old, now)],
    },
  ];
}

/** The lines that changed, between those at both ends that didn't. */
function changed(old: string[], now: string[]): string[] {
  const same = (one: number, other: number) => old.at(one) === now.at(other);
  const least = Math.min(old.length, now.length);
  let begun = 0;
  while (begun < least && same(begun, begun)) begun++;
  let ended = 0;
  while (ended < least - begun && same(-1 - ended, -1 - ended)) ended++;
  const marked = (mark: string, lines: string[]) => lines.map((line) => `  ${mark} ${line}`);
  return [
    ...marked(' ', old.slice(0, begun)),
    ...marked('-', old.slice(begun, old.length - ended)),
    ...marked('+', now.slice(begun, now.length - ended)),
    ...marked(' ', old.slice(old.length - ended)),
  ];
}
