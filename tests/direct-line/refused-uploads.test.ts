import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { openSocket } from '../http/kit/raw.ts';
import { startTestDesk } from '../kit/desk.ts';
import { history, type Visit, visit } from './kit/wire.ts';

/*
 * Whose upload is refused hears why, whatever is refused of it, also of a client that writes all of a body before it reads
 * anything. What isn't read of it any more would reset the connection, and the client hears that instead.
 */

const MB = 1024 * 1024;

let desk: RunningDesk;
let mine: Visit;
beforeAll(async () => {
  desk = await startTestDesk();
  mine = await visit(desk);
});
afterAll(() => desk.stop());

const partOf = (head: string, content: string | Buffer) =>
  Buffer.concat([Buffer.from(`--b\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
const END = Buffer.from('--b--\r\n');
const ACTIVITY = 'Content-Type: application/vnd.microsoft.activity';
const FILE = 'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png';

/** Sends a body in pieces as fast as they are taken, and reads only after the last. Tells status and code, or what broke. */
async function send(body: Buffer, how: { chunked?: boolean; head?: string; type?: string } = {}): Promise<string> {
  const socket = await openSocket(desk);
  let [text, broken] = ['', ''];
  socket.on('error', (error: NodeJS.ErrnoException) => {
    broken ||= error.code ?? 'broken';
  });
  const length = how.chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
  socket.write(
    `POST /v3/directline/conversations/${mine.conversationId}/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${mine.token}\r\nContent-Type: ${how.type ?? 'multipart/form-data; boundary=b'}\r\n${how.head ?? ''}${length}\r\n\r\n`,
  );
  for (let sent = 0; sent < body.length && !broken; sent += 64 * 1024) {
    const piece = body.subarray(sent, sent + 64 * 1024);
    if (how.chunked) socket.write(`${piece.length.toString(16)}\r\n`);
    await new Promise((resolve) => socket.write(piece, resolve));
    if (how.chunked) socket.write('\r\n');
  }
  if (how.chunked) socket.write('0\r\n\r\n');
  socket.on('data', (chunk) => {
    text += chunk.toString();
    if (text.includes('}}')) socket.destroy();
  });
  await new Promise((resolve) => socket.on('close', resolve).on('end', resolve));
  socket.destroy();
  return broken || `${/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]} ${/"code":"(\w+)"/.exec(text)?.[1]}`;
}

describe('an upload with', () => {
  const large = (bytes: number) => `{"type":"message","text":"${'x'.repeat(bytes)}"}`;
  const file = partOf(FILE, Buffer.alloc(2 * MB));
  test.each<[string, Buffer[], string]>([
    ['an activity of 5 MB', [partOf(ACTIVITY, large(5 * MB)), END], '413 ActivityTooLarge'],
    ['an activity of 5 MB before files', [partOf(ACTIVITY, large(5 * MB)), file, file, END], '413 ActivityTooLarge'],
    ['an activity of 5 MB behind files', [file, file, partOf(ACTIVITY, large(5 * MB)), END], '413 ActivityTooLarge'],
    ['an activity of 40 MB', [partOf(ACTIVITY, large(40 * MB)), END], '413 ActivityTooLarge'],
    ['an activity that is no JSON, and files', [partOf(ACTIVITY, '{'), file, file, file, END], '400 BadArgument'],
    ['headers of a part without an end', [Buffer.from(`--b\r\n${'x'.repeat(5 * MB)}`), END], '400 BadArgument'],
    ['no boundary in 5 MB', [Buffer.alloc(5 * MB, 'x')], '400 BadArgument'],
    ['more parts than are read', Array(200).fill(partOf('X: y', Buffer.alloc(64 * 1024))), '413 TooManyFiles'],
  ])('%s', async (_, parts, outcome) => {
    const body = Buffer.concat(parts);
    const before = (await history(desk, mine)).watermark;
    expect(await send(body)).toBe(outcome);
    expect(await send(body, { head: 'Connection: close\r\n' })).toBe(outcome);
    expect(await send(body, { chunked: true })).toBe(outcome);
    expect((await history(desk, mine, before)).activities).toEqual([]);
  });

  test.each([
    [
      'one file of 20 MB for its body',
      'image/png\r\nContent-Disposition: attachment; filename=a.png',
      '413 FileTooLarge',
    ],
    [
      'a program of 20 MB for its body',
      'image/png\r\nContent-Disposition: attachment; filename=a.exe',
      '415 FileTypeRefused',
    ],
    ['20 MB of JSON', 'application/json', '415 UnsupportedMediaType'],
  ])('%s', async (_, type, outcome) => {
    const body = Buffer.alloc(20 * MB, '{');
    expect(await send(body, { type })).toBe(outcome);
    expect(await send(body, { type, head: 'Connection: close\r\n' })).toBe(outcome);
    expect(await send(body, { type, chunked: true })).toBe(outcome);
  });
});
