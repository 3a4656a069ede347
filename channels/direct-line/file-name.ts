/** Characters of a file's name. */
const MOST_NAME = 120;

/**
 * A name without folders, control characters, and marks that turn the direction of writing (Unicode's bidi controls),
 * by which `gpj.exe` is shown as `exe.jpg`. Of a long one, the end, which says what it is.
 */
export function safeName(given = ''): string {
  const name = given
    .toWellFormed()
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, '');
  return [...withoutTurns(name)].slice(-MOST_NAME).join('') || 'file'; // by code points: half an emoji is no address
}

/** A name without the marks that turn the direction of writing. */
export const withoutTurns = (name: string): string =>
  name.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
