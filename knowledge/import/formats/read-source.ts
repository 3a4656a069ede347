import type { Source } from '../source.ts';
import { decode } from './encoding.ts';
import { kindOfFile } from './kind-of-file.ts';

/** Reads a file in the format that it has. Each format's library is loaded when it is needed. */
export async function readSource(name: string, bytes: Buffer): Promise<Source> {
  switch (kindOfFile(name, bytes)) {
    case 'pdf':
      return (await import('./pdf/pdf.ts')).readPdf(name, bytes);
    case 'docx':
      return (await import('./docx/docx.ts')).readDocx(name, bytes);
    case 'html':
      return (await import('./html.ts')).readHtml(name, decode(name, bytes, charsetOf(bytes)));
    case 'markdown':
      return (await import('./markdown.ts')).readMarkdown(decode(name, bytes));
    case 'text':
      return (await import('./text.ts')).readText(decode(name, bytes));
  }
}

/** The encoding that a page says it has. */
function charsetOf(html: Uint8Array): string | undefined {
  const start = Buffer.from(html.subarray(0, 2048)).toString('latin1');
  return /<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(start)?.[1];
}
