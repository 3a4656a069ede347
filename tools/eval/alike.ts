import { normalize } from '../../language/text.ts';

/** A text without what two people write differently by chance: forms, cases, spaces, marks. Marks alone stay. */
export const bare = (text: string): string => {
  const plain = normalize(text).toLowerCase();
  return plain.replace(/[\p{P}\p{S}\s]/gu, '') || plain;
};
