import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ImportError } from '../../import-error.ts';
import { LIMITS } from '../../limits.ts';
import type { Removal, Source, Warning } from '../../source.ts';
import { Tally } from '../../tally.ts';
import { isBoldFont, type Letters, readable, usualSize, withoutDoubles } from './letters.ts';
import { rowsOf } from './rows.ts';

/** Fewer characters a page than this are no text but what a scanner adds. */
const LEAST_TEXT = 15;
/** More unreadable letters than this share make the text useless. */
const MOST_UNREADABLE = 0.2;

const UNREADABLE = /[\ufffd\ue000-\uf8ff\0]/gu;

/** Reads a PDF's text with its places. Pictures, scripts and forms are neither read nor run. */
export async function readPdf(name: string, bytes: Uint8Array): Promise<Source> {
  const document = await openPdf(name, bytes);
  if (document.numPages > LIMITS.pages)
    throw new ImportError(
      `${name} has ${document.numPages} pages and the most are ${LIMITS.pages}: give the wording alone, without what is bound with it`,
    );
  const warnings: Warning[] = [];
  const tally = new Tally();
  const doubles: string[] = [];
  const askew = new Map<string, number>();
  const pages: { letters: Letters[]; pageHeight: number }[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { upright: drawn, turned } = await lettersOf(page);
    const text = drawn.map((run) => run.text).join('');
    const watermark = turned.join('');
    tally.add(text).add(watermark);
    if (watermark) askew.set(watermark, (askew.get(watermark) ?? 0) + 1);
    if (tally.total > LIMITS.characters)
      throw new ImportError(
        `${name} holds more than ${LIMITS.characters} characters, which no wording does: give the wording alone`,
      );
    if (text.trim() === '')
      warnings.push({ place: { page: number, line: 1 }, problem: 'no text on this page: it is empty or a picture' });
    if ((text.match(UNREADABLE)?.length ?? 0) > 5)
      warnings.push({
        place: { page: number, line: 1 },
        problem: 'letters of a font that can’t be read: compare the page',
      });
    const { once, doubles: second } = withoutDoubles(drawn);
    for (const run of second) doubles.push(run.text);
    pages.push({ letters: once, pageHeight: page.getViewport({ scale: 1 }).height });
    page.cleanup();
  }
  requireText(name, pages);
  const unit = usualSize(pages.flatMap(({ letters }) => letters));
  const rows = pages.flatMap(({ letters, pageHeight }, index) =>
    rowsOf(letters, { page: index + 1, pageHeight, unit }),
  );
  const removed: Removal[] = [...askew].map(([text, times]) => ({ what: 'watermark', text, times }));
  if (doubles.length > 0) removed.push({ what: 'drawn-twice', text: doubles.join(''), times: 1 });
  return { rows, notes: [], tally, removed, warnings };
}

async function openPdf(name: string, bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      // Chinese PDFs often name their encoding instead of holding it.
      cMapUrl: `${join(library, 'cmaps')}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(library, 'standard_fonts')}/`,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      maxImageSize: 1,
      verbosity: 0,
    }).promise;
  } catch (error) {
    const { name: kind, message } = error as Error;
    throw new ImportError(
      kind === 'PasswordException'
        ? `${name} is encrypted: remove its password in a PDF program and import it then`
        : `${name} is a damaged PDF (${message}): open it in a PDF program and save it again`,
    );
  }
}

/** What is drawn on a page as text; what stands askew, such as a watermark, comes apart. */
async function lettersOf(page: PDFPageProxy): Promise<{ upright: Letters[]; turned: string[] }> {
  const { items } = await page.getTextContent({ disableNormalization: true });
  // Which font is which is known only after the page has been gone through as if to draw it.
  await page.getOperatorList();
  const fonts = new Map<string, boolean>();
  const isBold = (font: string): boolean => {
    if (!fonts.has(font)) fonts.set(font, page.commonObjs.has(font) && isBoldFont(page.commonObjs.get(font)));
    return fonts.get(font) ?? false;
  };
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = page.getViewport({ scale: 1 }).transform;
  const upright: Letters[] = [];
  const turned: string[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [alongX = 0, alongY = 0, upX = 0, upY = 0, x = 0, y = 0] = item.transform as number[];
    // Along its line on the page as it is shown: a page may be turned as a whole.
    if (Math.abs(b * alongX + d * alongY) > 0.1 * Math.abs(a * alongX + c * alongY)) turned.push(readable(item.str));
    else
      upright.push({
        text: readable(item.str),
        x: a * x + c * y + e,
        y: b * x + d * y + f,
        width: item.width,
        size: Math.hypot(upX, upY) || item.height || 10,
        bold: isBold(item.fontName),
      });
  }
  return { upright, turned };
}

function requireText(name: string, pages: readonly { letters: readonly Letters[] }[]): void {
  const text = pages.flatMap(({ letters }) => letters.map((run) => run.text)).join('');
  if (text.length < LEAST_TEXT * pages.length)
    throw new ImportError(
      `${name} holds pictures of pages and no text, as a scan does: have its text recognised (OCR) and import that`,
    );
  if ((text.match(UNREADABLE)?.length ?? 0) > text.length * MOST_UNREADABLE)
    throw new ImportError(
      `${name} doesn’t say which characters its letters stand for: have its text recognised (OCR), or import the DOCX that it was made from`,
    );
}
