import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { ImportError } from '../../import-error.ts';
import { LIMITS } from '../../limits.ts';

/** The parts of a DOCX that hold text, or say how it is numbered and looks. */
const WANTED = /^word\/(?:document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml$/;

/**
 * Unpacks the parts of a DOCX that are read, by name. What an entry says of its size is checked before anything is
 * unpacked, and held to while it is: yauzl ends an entry that grows beyond what it declared.
 */
export async function unpack(name: string, bytes: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  try {
    const zip = await opened(bytes);
    let size = 0;
    for await (const entry of entriesOf(zip)) {
      if (!WANTED.test(entry.fileName)) continue;
      if (entry.isEncrypted()) throw new ImportError(`${name} is encrypted: save it without a password`);
      size += entry.uncompressedSize;
      if (size > LIMITS.unpackedBytes)
        throw new ImportError(
          `${name} unpacks to more than ${LIMITS.unpackedBytes / 1024 / 1024} MB of text, which no wording is: check where it comes from`,
        );
      parts.set(entry.fileName, await textOf(zip, entry));
    }
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(
      `${name} is a damaged DOCX (${(error as Error).message}): open it in Word, repair it and save it again`,
    );
  }
  if (!parts.has('word/document.xml'))
    throw new ImportError(`${name} is a zip archive without a Word document in it: give the DOCX itself`);
  return parts;
}

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

const textOf = (zip: ZipFile, entry: Entry): Promise<string> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      stream.on('error', reject);
    });
  });
