import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { MacroWatch } from '../../channels/direct-line/macros/macros.ts';
import { startTestDesk } from '../kit/desk.ts';
import { type ZippedFile, zip } from '../knowledge/import/kit/zip.ts';
import { ask, history, outcomeOf, type Visit, visit } from './kit/wire.ts';

const TYPES = '[Content_Types].xml';
const typesOf = (document: string, ...more: string[]) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.${document}+xml"/>${more.map((type) => `<Default Extension="bin" ContentType="application/vnd.${type}"/>`).join('')}</Types>`;
const WORD = 'openxmlformats-officedocument.wordprocessingml.document.main';
const DOCUMENT: ZippedFile = { name: 'word/document.xml', content: '<w:document/>' };
const PICTURES: ZippedFile[] = Array.from({ length: 3 }, (_, n) => ({
  name: `word/media/${n}.bin`,
  content: Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * (at % 251) * 31 + n) % 256)),
}));
/** A compound file with a storage of this name, as far as its first bytes and one entry of its directory go. */
const compound = (name: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(256 * 1024 - 8 - 13), // its name begins in one piece and ends in the next
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(2048),
  ]);
const utf16 = (xml: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);

const office = (types: string | Buffer, ...more: ZippedFile[]) =>
  zip([{ name: TYPES, content: types }, DOCUMENT, ...more]);
const VBA = { name: 'word/vbaProject.bin', content: 'x' };

const WITH: [string, Buffer][] = [
  ['a project of macros', office(typesOf(WORD, 'ms-office.vbaProject'), VBA)],
  ['a project that no type tells of', office(typesOf(WORD), VBA)],
  [
    'a project in capitals, behind pictures',
    office(typesOf(WORD), ...PICTURES, { ...VBA, name: 'WORD/VBAPROJECT.BIN' }),
  ],
  ['a project by another name', office(typesOf(WORD, 'ms-office.vbaProject'), { name: 'word/x.bin', content: 'x' })],
  ['the type of a document with macros', office(typesOf('ms-word.document.macroEnabled.main'))],
  ['types in UTF-16', office(utf16(typesOf('ms-excel.sheet.macroEnabled.main')))],
  [
    'types at the end, behind pictures',
    zip([DOCUMENT, ...PICTURES, { name: TYPES, content: typesOf('ms-powerpoint.presentation.macroEnabled.main') }]),
  ],
  [
    'types behind bytes that belong to nothing',
    Buffer.concat([Buffer.from('PK\x03\x04 something before'), office(typesOf('ms-word.document.macroEnabled.main'))]),
  ],
  ['a sheet of old macros', office(typesOf(WORD, 'ms-excel.macrosheet+xml'))],
  [
    'OpenDocument’s macros',
    zip([
      { name: 'content.xml', content: '<x/>' },
      { name: 'Basic/Standard/Module1.xml', content: '<x/>' },
    ]),
  ],
  ['Word’s older macros', compound('_VBA_PROJECT')],
  ['Excel’s older macros', compound('_VBA_PROJECT_CUR')],
];
const WITHOUT: [string, Buffer][] = [
  ['a document', office(typesOf(WORD))],
  ['a document with pictures', office(typesOf(WORD), ...PICTURES)],
  ['a folder of photographs', zip(PICTURES)],
  ['an older document', compound('WordDocument')],
  ['an archive cut short', office(typesOf(WORD), ...PICTURES).subarray(0, 700_000)],
  ['the beginning of an archive', Buffer.from('PK\x03\x04')],
  ['a directory that says more than there is', tampered((end) => end.writeUInt32LE(0xffffff, 12))],
  ['a directory of nothing', tampered((end) => end.writeUInt32LE(0, 12))],
  ['types that unpack to more than any', office(`<Types>${' '.repeat(3_000_000)}</Types>`)],
  [
    'a picture whose bytes read like it',
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('vbaProject.bin')]),
  ],
];

function tampered(change: (end: Buffer) => void): Buffer {
  const archive = office(typesOf(WORD));
  change(archive.subarray(-22));
  return archive;
}

/** Whether a file that comes in pieces holds macros. */
async function found(file: Buffer, pieceBytes: number): Promise<boolean> {
  const watch = new MacroWatch();
  for (let at = 0; at < file.length; at += pieceBytes) watch.see(file.subarray(at, at + pieceBytes));
  return watch.found(async (from, to) => file.subarray(from, to));
}

describe('a file', () => {
  test.each(WITH)('with %s is found', async (_, file) => {
    for (const bytes of [64 * 1024, 256 * 1024, file.length]) expect(await found(file, bytes)).toBe(true);
  });
  test.each(WITHOUT)('that is %s is not', async (_, file) => {
    for (const bytes of [64 * 1024, 256 * 1024, file.length]) expect(await found(file, bytes)).toBe(false);
  });
});

describe('over the wire', () => {
  let desk: RunningDesk;
  let mine: Visit;
  beforeAll(async () => {
    desk = await startTestDesk();
    mine = await visit(desk);
  });
  afterAll(() => desk.stop());

  const upload = async (name: string, content: Buffer) => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(content)]), name);
    return ask(desk, 'POST', `/v3/directline/conversations/${mine.conversationId}/upload`, { token: mine.token, body });
  };

  test.each([...WITH.map(([what, file]): [string, string, Buffer] => ['a.docx', what, file])])(
    '%s with %s is refused',
    async (name, _, file) => {
      expect(outcomeOf(await upload(name, file))).toBe('415 FileHasMacros');
    },
  );

  test.each(['a.docm', 'A.XLSM', 'a.pptm', 'a.dotm', 'a.xlam', 'a.docm.', 'a.doc\u200Bm'])(
    '%s is refused by its name',
    async (name) => {
      expect(outcomeOf(await upload(name, office(typesOf(WORD))))).toBe('415 FileHasMacros');
    },
  );

  test.each(WITHOUT.slice(0, 6))('%s is taken', async (_, file) => {
    expect(outcomeOf(await upload('a.docx', file))).toBe('200');
  });

  test('the person is told what to do', async () => {
    await upload('报价.xlsm', office(typesOf(WORD)));
    const { activities } = await history(desk, mine);
    expect(activities.at(-1)?.text).toContain('“报价.xlsm”：这个文档带有宏，收不了。请另存为不带宏的文档或 PDF');
  });
});
