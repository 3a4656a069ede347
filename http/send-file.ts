import type { Attachment, AttachmentStore } from '../services/attachments.ts';
import { delivered } from './delivery.ts';
import { InTurn } from './in-turn.ts';
import type { Response } from './server.ts';

/** Pictures that every browser shows; anything else is saved. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);

/** Pieces of all files that are read at once: more of them would keep those who write and ask waiting for the database. */
const READ_AT_ONCE = 2;
const reading = new InTurn(READ_AT_ONCE);

/**
 * Sends a file piece by piece, each once the one before it was taken, and so that no browser runs it. Of a reader who is
 * slow one piece is held, and neither a turn nor a connection to the database.
 */
export async function sendFile(
  response: Response,
  file: Attachment,
  attachments: Pick<AttachmentStore, 'read'>,
  maxAge: number,
  inTurn = reading,
): Promise<void> {
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': String(file.size),
    'content-disposition': `${SHOWN.has(file.contentType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': `private, max-age=${maxAge}`,
  });
  if (response.req.method === 'HEAD') return void response.end(); // nothing is read for nobody
  for (let piece = 0; !response.destroyed; piece++) {
    const content = await inTurn.run(() => attachments.read(file.id, piece));
    if (!content) return void response.end();
    if (!(await delivered((done) => response.write(content, done)))) return void response.destroy();
  }
}
