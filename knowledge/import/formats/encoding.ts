import { ImportError } from '../import-error.ts';

/** Characters that are in any page of a Chinese wording. A wrong decoding shows hardly any of them. */
const COMMON = /[的保险险單单人本合同责責任第条條一二三不及或者在于於被为為]/g;

/** Controls that no text holds. */
const CONTROL = /[^\P{Cc}\s]/gu;

/** What Word leaves in text that is copied from it, and what stands for it. Nobody sees these marks. */
const LEFT_BY_WORD: Record<string, string> = {
  // Between cells; at the end of a table's row there are two.
  '\u0007\u0007': '\n',
  '\u0007': '\t',
  // A line that was broken within its paragraph.
  '\u000b': '\n',
  // Places of pictures, notes and fields, hyphens that aren't seen.
  '\u0001': '',
  '\u0002': '',
  '\u0005': '',
  '\u0008': '',
  '\u0013': '',
  '\u0014': '',
  '\u0015': '',
  '\u001e': '',
  '\u001f': '',
};

/** Encodings without a mark of their own, in the order in which they are believed. */
const CANDIDATES = ['utf-8', 'gb18030', 'big5'] as const;

/** Decodes a text file, whatever it was saved as. Throws {@link ImportError} when it isn't text. */
export function decode(name: string, bytes: Uint8Array, declared?: string): string {
  const marked = markedEncoding(bytes);
  const text = withoutWordsMarks(marked ? decodeAs(marked, bytes) : decodeBest(bytes, declared));
  if (text === undefined || (text.match(CONTROL)?.length ?? 0) * 500 > text.length)
    throw new ImportError(
      `${name} is not text, or in an encoding that is not known here: open it in an editor and save it as UTF-8`,
    );
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

const withoutWordsMarks = (text: string | undefined): string | undefined =>
  text && Object.entries(LEFT_BY_WORD).reduce((plain, [mark, sign]) => plain.replaceAll(mark, sign), text);

/** What a byte order mark says; UTF-16 without one shows itself by its zeros. */
function markedEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

function decodeBest(bytes: Uint8Array, declared: string | undefined): string | undefined {
  const named = declared ? decodeAs(declared, bytes) : undefined;
  if (named !== undefined) return named;
  const readings = CANDIDATES.map((encoding) => decodeAs(encoding, bytes));
  // Hardly anything that isn't UTF-8 reads as UTF-8; almost anything reads as the others.
  const [utf8, ...others] = readings;
  if (utf8 !== undefined) return utf8;
  return others
    .filter((reading) => reading !== undefined)
    .map((reading) => ({ reading, common: reading.match(COMMON)?.length ?? 0 }))
    .sort((a, b) => b.common - a.common)
    .find(({ reading, common }) => common * 50 > reading.length)?.reading;
}

/** The text, or nothing where these bytes don't stand for text in that encoding or there is no such encoding. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
