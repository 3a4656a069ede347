/** Characters of a file's name. */
const MOST_NAME = 120;

/**
 * A name without folders, control characters, line ends, and what is there and isn't seen: marks that turn the direction
 * of writing (Unicode's bidi controls), by which `gpj.exe` is shown as `exe.jpg`, and characters of no width, by which two
 * names look the same and an ending isn't the one that is shown. Of a long one, the end, which says what it is. One of
 * nothing but dots is none: in an address it would be a folder, and the file could not be reached.
 */
export function safeName(given = ''): string {
  const name = given
    .toWellFormed()
    .replace(/^.*[\\/]/su, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, '');
  const end = [...withoutUnseen(name).trim()].slice(-MOST_NAME).join(''); // by code points: half an emoji is no address
  return /^\.*$/.test(end) ? 'file' : end;
}

/**
 * A name without what isn't seen: all that Unicode says to leave out where it can't be shown (bidi controls, U+200B to
 * U+200F, U+2060, U+FEFF, soft hyphens, fillers, tags, variation selectors), and the marks of annotations.
 */
export const withoutUnseen = (name: string): string =>
  name.replace(/[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu, '');
