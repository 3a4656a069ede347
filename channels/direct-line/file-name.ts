/** Characters of a file's name. */
const MOST_NAME = 120;

/**
 * A name without folders, control characters, line ends, and marks that turn the direction of writing (Unicode's bidi
 * controls), by which `gpj.exe` is shown as `exe.jpg`. Of a long one, the end, which says what it is. One of nothing but
 * dots is none: in an address it would be a folder, and the file could not be reached.
 */
export function safeName(given = ''): string {
  const name = given
    .toWellFormed()
    .replace(/^.*[\\/]/su, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, '');
  const end = [...withoutTurns(name).trim()].slice(-MOST_NAME).join(''); // by code points: half an emoji is no address
  return /^\.*$/.test(end) ? 'file' : end;
}

/** A name without the marks that turn the direction of writing. */
export const withoutTurns = (name: string): string =>
  name.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
