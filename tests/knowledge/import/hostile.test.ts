import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImportError } from '../../../knowledge/import/import-error.ts';
import { importWording } from '../../../knowledge/import/import-wording.ts';
import { importFile } from '../../../knowledge/import/isolated.ts';
import { docx, paragraph, run } from './kit/docx.ts';
import { TODAY } from './kit/imported.ts';
import { pdf } from './kit/pdf.ts';
import { zip } from './kit/zip.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = '财产保险条款\n第一条 保险责任\n火灾造成的损失，保险人负责赔偿。';
const letters = [{ text: '财产保险条款', x: 72, y: 700 }];
const laughs = `<!DOCTYPE w [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`;
const word = (xml: string, claims?: number): Buffer =>
  zip([{ name: 'word/document.xml', content: xml, ...(claims === undefined ? {} : { claims }) }]);

/** A PDF whose only stream unpacks to as many zeros as are asked for. */
const pdfBomb = (bytes: number): Buffer => {
  const packed = deflateSync(Buffer.alloc(bytes, 0x20), { level: 9 });
  const [before = '', after = ''] = pdf([letters])
    .toString('latin1')
    .split(/<<\/Length \d+>>\nstream\n[\s\S]*?\nendstream/);
  return Buffer.concat([
    Buffer.from(`${before}<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n`, 'latin1'),
    packed,
    Buffer.from(`\nendstream${after}`, 'latin1'),
  ]);
};

/** Each hostile file, and what its refusal says: the cause and the next step. */
const REFUSED: [string, string, () => Buffer, RegExp][] = [
  ['an empty file', 'a.txt', () => Buffer.alloc(0), /is empty: there is no text/],
  ['white space', 'a.txt', () => Buffer.from(' \n\n\t '), /is empty: there is no text/],
  [
    'a program as text',
    'a.txt',
    () => Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251)),
    /not text.*save it as UTF-8/,
  ],
  [
    'a picture as text',
    'a.txt',
    () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    /is a picture, not a text file: .*OCR/,
  ],
  ['a PDF as text', 'a.txt', () => pdf([letters]), /is a PDF, not a text file: rename it/],
  ['text as a PDF', 'a.pdf', () => Buffer.from(text), /is not a PDF.*save it again/],
  ['text as a DOCX', 'a.docx', () => Buffer.from(text), /is not a DOCX.*save it again/],
  [
    'an old Word document',
    'a.docx',
    () => Buffer.from('\xd0\xcf\x11\xe0', 'latin1'),
    /old Word document.*save it as DOCX/,
  ],
  ['another kind of file', 'a.xlsx', () => Buffer.from('x'), /\.xlsx can't be imported: give a \.pdf/],
  ['an encrypted PDF', 'a.pdf', () => pdf([letters], { encrypted: true }), /is encrypted: remove its password/],
  [
    'a PDF that is cut off',
    'a.pdf',
    () => Buffer.from('%PDF-1.7\n1 0 obj\n<</Type'),
    /is a damaged PDF.*save it again/,
  ],
  ['a scan without text', 'a.pdf', () => pdf([[], [], []]), /pictures of pages.*OCR/],
  [
    'a DOCX that is cut off',
    'a.docx',
    () => docx(paragraph(run(text))).subarray(0, 200),
    /is a damaged DOCX.*save it again/,
  ],
  ['a DOCX whose XML is cut off', 'a.docx', () => word('<w:document><w:body><w:p>'), /is a damaged DOCX/],
  ['an archive without a document', 'a.docx', () => zip([{ name: 'a.txt', content: text }]), /without a Word document/],
  ['a zip bomb that says so', 'a.docx', () => word(' '.repeat(60 * 1024 * 1024)), /unpacks to more than 40 MB/],
  [
    'a zip bomb that lies',
    'a.docx',
    () => word(' '.repeat(60 * 1024 * 1024), 1000),
    /is a damaged DOCX.*(?:too many|size)/i,
  ],
  [
    'billion laughs in a DOCX',
    'a.docx',
    () => word(`${laughs}<w:document>&c;</w:document>`),
    /declares a document type/,
  ],
  ['billion laughs in a page', 'a.html', () => Buffer.from(`${laughs}<p>&c;`), /declares entities/],
  ['a page nested deep', 'a.html', () => Buffer.from(`${'<div>'.repeat(100_000)}${text}`), /nested deeper than 500/],
  [
    'a DOCX nested deep',
    'a.docx',
    () => word(`<w:document>${'<w:p>'.repeat(5000)}${'</w:p>'.repeat(5000)}</w:document>`),
    /nested deeper than 500/,
  ],
  [
    'more text than any wording has',
    'a.txt',
    () => Buffer.from('损'.repeat(1_600_000)),
    /holds 1600000 characters.*the wording alone/,
  ],
];

const importing = (path: string, allowance?: { milliseconds: number; memoryBytes: number }) =>
  importFile({ path, today: TODAY }, allowance);

describe('a hostile file is refused with its cause and the next step', () => {
  test.each(REFUSED)('%s', async (_, name, make, problem) => {
    const error: unknown = await importWording({ name, bytes: make(), today: TODAY }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ImportError);
    expect((error as Error).message).toMatch(problem);
    expect((error as Error).message).toContain(name);
  });

  test.each([
    ['an empty file', '', /is empty: give the file/],
    ['what the converting process refuses', laughs, /declares entities/],
  ])('%s is refused here too', async (_, content, problem) => {
    const path = join(folder, 'a.html');
    writeFileSync(path, content);
    await expect(importing(path)).rejects.toThrow(problem);
    await expect(importing(path)).rejects.toBeInstanceOf(ImportError);
    rmSync(path);
  });

  test('a file of 50 MB isn’t opened', async () => {
    const path = join(folder, 'large.pdf');
    writeFileSync(path, '');
    truncateSync(path, 50 * 1024 * 1024);
    const started = Date.now();
    await expect(importing(path)).rejects.toThrow(/has 50 MB, and the most are 20/);
    expect(Date.now() - started).toBeLessThan(1000);
    rmSync(path);
  });

  test.each([
    ['a file that isn’t there', 'none.txt', /there is no file/],
    ['a folder', '.', /is not a file/],
  ])('%s', async (_, name, problem) => {
    await expect(importing(join(folder, name))).rejects.toThrow(problem);
  });

  test('a device behind a link isn’t read', async () => {
    const path = join(folder, 'zero.txt');
    symlinkSync('/dev/zero', path);
    await expect(importing(path)).rejects.toThrow(/is not a file/);
    rmSync(path);
  });
});

describe('the process that converts is ended', () => {
  test('when it takes too long', async () => {
    const path = join(folder, 'slow.txt');
    writeFileSync(path, text);
    const started = Date.now();
    await expect(importing(path, { milliseconds: 50, memoryBytes: 1e9 })).rejects.toThrow(/takes longer than 0.05 s/);
    expect(Date.now() - started).toBeLessThan(5000);
    rmSync(path);
  });

  test('when what a PDF unpacks to takes too much memory', async () => {
    const path = join(folder, 'bomb.pdf');
    writeFileSync(path, pdfBomb(256 * 1024 * 1024));
    await expect(importing(path, { milliseconds: 30_000, memoryBytes: 250 * 1024 * 1024 })).rejects.toThrow(
      /takes more than 250 MB of memory/,
    );
    rmSync(path);
  });

  test('and leaves the next import alone', async () => {
    const path = join(folder, 'good.txt');
    writeFileSync(path, text);
    expect((await importing(path)).summary.clauses).toBe(1);
    rmSync(path);
  });
});
