import { markHanNames } from './han-names.ts';
import { markLatinNames } from './latin-names.ts';
import type { Marked } from './marked.ts';

/** Marks the names of people, and what they are called instead, where the words around say that it is one. */
export function markNames(marked: Marked): void {
  markLatinNames(marked);
  markHanNames(marked);
}
