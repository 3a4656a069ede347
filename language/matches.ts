import { requiredWords } from './required-words.ts';
import { MOST_REMEMBERED, WORDS_IN_TEXTS } from './words-in-texts.ts';

/** By pattern, the sets of words of each of which a text has to have one; `once` while it was used once. */
const required = new WeakMap<RegExp, readonly number[] | 'once'>();

/**
 * Where a pattern is in a text, as `matchAll` finds it. That makes a pattern of its own before it looks, which costs more
 * than looking, and looking costs more than knowing which words a text has: most patterns are in no text.
 */
export const matchesOf = (text: string, pattern: RegExp): RegExpExecArray[] =>
  mayBeIn(text, pattern) && text.search(pattern) >= 0 ? [...text.matchAll(pattern)] : [];

/** Whether a text has a word of all without which a pattern matches nothing. */
function mayBeIn(text: string, pattern: RegExp): boolean {
  if (text.length > MOST_REMEMBERED) return true;
  const sets = setsOf(pattern);
  if (sets.length === 0) return true;
  const found = WORDS_IN_TEXTS.in(text);
  return sets.every((set) => found[set] === 1);
}

/** What is made for one text isn't read: that would cost more than it spares. */
function setsOf(pattern: RegExp): readonly number[] {
  const known = required.get(pattern);
  if (Array.isArray(known)) return known;
  const sets =
    known === 'once'
      ? requiredWords(pattern.source, { unicode: pattern.unicode }).flatMap((set) => WORDS_IN_TEXTS.add(set) ?? [])
      : [];
  required.set(pattern, known === 'once' ? sets : 'once');
  return sets;
}
