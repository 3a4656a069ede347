/** Bytes at the start of a file by which it is known. */
export const ENOUGH_TO_TELL = 1024;

/** What a file is known by: bytes, written as text of one character a byte, and where they stand. */
interface Signature {
  type: string;
  at: number;
  bytes: readonly string[];
}

const starts = (type: string, ...bytes: string[]): Signature => ({ type, at: 0, bytes });
const riff = (type: string, bytes: string): Signature => ({ type, at: 8, bytes: [bytes] });
/** ISO base media files, by their brand. */
const brand = (type: string, ...brands: string[]): Signature => ({
  type,
  at: 4,
  bytes: brands.map((name) => `ftyp${name}`),
});

const SIGNATURES: readonly Signature[] = [
  starts('image/png', '\x89PNG\r\n\x1a\n'),
  starts('image/jpeg', '\xff\xd8\xff'),
  starts('image/gif', 'GIF87a', 'GIF89a'),
  riff('image/webp', 'WEBP'),
  starts('image/tiff', 'II*\0', 'MM\0*'),
  { type: 'image/bmp', at: 6, bytes: ['\0\0\0\0'] },
  brand('image/heic', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'),
  brand('image/avif', 'avif', 'avis'),
  brand('audio/mp4', 'M4A', 'M4B'),
  brand('video/quicktime', 'qt'),
  brand('video/3gpp', '3g'),
  brand('video/mp4', ''),
  starts('application/pdf', '%PDF-'),
  starts('application/zip', 'PK\x03\x04', 'PK\x05\x06'),
  starts('application/vnd.rar', 'Rar!\x1a\x07'),
  starts('application/x-7z-compressed', '7z\xbc\xaf\x27\x1c'),
  starts('application/x-ole-storage', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  starts('application/rtf', '{\\rtf'),
  riff('audio/wav', 'WAVE'),
  riff('video/x-msvideo', 'AVI '),
  starts('audio/mpeg', 'ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2'),
  starts('audio/amr', '#!AMR'),
  starts('audio/ogg', 'OggS'),
  starts('audio/flac', 'fLaC'),
  starts('video/webm', '\x1a\x45\xdf\xa3'),
];

/** What the first bytes show; a bitmap has its two letters at the start as well. */
const signatureOf = (bytes: string): string | undefined =>
  SIGNATURES.find(
    ({ type, at, bytes: marks }) =>
      (type !== 'image/bmp' || bytes.startsWith('BM')) && marks.some((mark) => bytes.startsWith(mark, at)),
  )?.type;

/** What a system would run, by its first bytes: Windows, Linux, Java and macOS, macOS. */
const PROGRAMS = ['MZ', '\x7fELF', '\xca\xfe\xba\xbe', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe', '#!/', '#! /'];
/** What stands before the first element of what a browser would run. */
const PROLOG = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?/i;
const MARKUP = /^<(?:!doctype\s+(?:html|svg)|html|head|body|script|svg|iframe|\w+:svg)\b/i;
/** Either of them, by its name; Windows leaves out what dots and spaces stand behind it. */
const RUN_BY_NAME =
  /\.(html?|xhtml|shtml|mht|mhtml|svgz?|m?js|jse|vb[es]|wsf|hta|exe|com|scr|msi|bat|cmd|ps1|sh|jar|apk|lnk|php|jsp|aspx?)[. ]*$/i;

/** Families whose members are told apart by the name alone. */
const BY_NAME: Record<string, Record<string, string>> = {
  'application/zip': {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  'application/x-ole-storage': {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
    msg: 'application/vnd.ms-outlook',
  },
  text: { csv: 'text/csv', eml: 'message/rfc822', txt: 'text/plain', log: 'text/plain', md: 'text/plain' },
};

/** What a label says where the content says nothing; what browsers also call it. */
const LABELS: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'application/x-zip-compressed': 'application/zip',
  'text/rtf': 'application/rtf',
};
const TAKEN =
  /^(image\/(png|jpeg|gif|webp|heic|heif|bmp|tiff|avif)|application\/(pdf|msword|rtf|zip|vnd\.ms-(excel|powerpoint|outlook)|vnd\.openxmlformats-officedocument\.[\w.]+)|text\/(plain|csv)|message\/rfc822|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** What a browser would run, whatever comments stand before it. */
function isMarkup(bytes: string): boolean {
  let rest = bytes.replace(PROLOG, '');
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', '<!--'.length);
    if (end < 0) return false;
    rest = rest.slice(end + '-->'.length).trimStart();
  }
  return MARKUP.test(rest);
}

/**
 * What a file is, by its content; only where that says nothing, by its label and then its name. Undefined for what
 * isn't taken: what a browser or a system would run, and what nobody could open.
 */
export function typeOf(start: Buffer, name: string, label: string): string | undefined {
  const bytes = start.subarray(0, ENOUGH_TO_TELL).toString('latin1');
  const runs = PROGRAMS.some((mark) => bytes.startsWith(mark)) || isMarkup(bytes) || RUN_BY_NAME.test(name);
  if (runs) return undefined;
  const ending = /\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = signatureOf(bytes);
  if (known) return BY_NAME[known]?.[ending] ?? (known === 'application/x-ole-storage' ? 'application/msword' : known);
  const said = (label.split(';')[0] ?? '').trim().toLowerCase();
  if (!bytes.includes('\0') && BY_NAME.text?.[ending]) return BY_NAME.text[ending];
  const type = LABELS[said] ?? said;
  if (TAKEN.test(type)) return type;
  return undefined;
}
