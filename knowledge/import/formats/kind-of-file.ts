import { ImportError } from '../import-error.ts';

export type FileKind = 'pdf' | 'docx' | 'html' | 'markdown' | 'text';

const BY_ENDING: Record<string, FileKind> = {
  pdf: 'pdf',
  docx: 'docx',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
};

/** What a file begins with that isn't what its name says, and what to do with it. */
const RECOGNISED: readonly { bytes: string; as: string; kind?: FileKind; next: string }[] = [
  { bytes: '%PDF-', as: 'a PDF', kind: 'pdf', next: 'rename it to .pdf' },
  {
    bytes: 'PK\x03\x04',
    as: 'a zip archive or a DOCX',
    kind: 'docx',
    next: 'rename a DOCX to .docx; unpack an archive',
  },
  {
    bytes: '\xd0\xcf\x11\xe0',
    as: 'an old Word document (.doc) or a DOCX with a password',
    next: 'open it in Word and save it as DOCX without a password',
  },
  { bytes: '{\\rtf', as: 'an RTF document', next: 'open it in a word processor and save it as DOCX' },
  { bytes: '\x89PNG', as: 'a picture', next: 'have its text recognised (OCR) and import that' },
  { bytes: '\xff\xd8\xff', as: 'a picture', next: 'have its text recognised (OCR) and import that' },
  { bytes: 'GIF8', as: 'a picture', next: 'have its text recognised (OCR) and import that' },
];

/** What a file is, by its name and by what it begins with. Throws {@link ImportError} where the two don't agree. */
export function kindOfFile(name: string, bytes: Uint8Array): FileKind {
  const ending = /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = BY_ENDING[ending];
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const recognised = RECOGNISED.find(({ bytes: signature }) => start.startsWith(signature));
  if (recognised && recognised.kind !== kind)
    throw new ImportError(`${name} is ${recognised.as}${kind ? `, not ${named(kind)}` : ''}: ${recognised.next}`);
  if (!kind)
    throw new ImportError(
      `${name}: files that end in ${ending ? `.${ending}` : 'nothing'} can't be imported: give a .pdf, .docx, .html, .md or .txt`,
    );
  if (kind === 'pdf' && !start.includes('%PDF-'))
    throw new ImportError(`${name} is not a PDF, or its beginning is lost: open it in a PDF reader and save it again`);
  if (kind === 'docx' && !recognised)
    throw new ImportError(`${name} is not a DOCX, or its beginning is lost: open it in Word and save it again`);
  return kind;
}

const named = (kind: FileKind): string => (kind === 'pdf' ? 'a PDF' : kind === 'docx' ? 'a DOCX' : `a ${kind} file`);
