/**
 * Where a pattern is in a text, as `matchAll` finds it. That makes a pattern of its own before it looks, which costs more
 * than looking: most patterns are in no text.
 */
export const matchesOf = (text: string, pattern: RegExp): RegExpExecArray[] =>
  text.search(pattern) < 0 ? [] : [...text.matchAll(pattern)];
