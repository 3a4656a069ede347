import { wordLists } from '../../language/word-lists.ts';

/** What is heard by the groups of one of the word lists of this folder: `anger` is read from `anger.yaml`. */
export const phrases = <Group extends string>(list: string, groups: readonly Group[]): Record<Group, RegExp> =>
  wordLists(new URL(`./${list}.yaml`, import.meta.url), groups);
