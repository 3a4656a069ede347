import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { startTestDesk } from '../kit/desk.ts';
import { type Answer, ask, history, outcomeOf, type Visit, visit } from './kit/wire.ts';

let desk: RunningDesk;
let mine: Visit;
beforeAll(async () => {
  desk = await startTestDesk();
  mine = await visit(desk);
});
afterAll(() => desk.stop());

type Part = ['activity', unknown] | ['file', name: string, type: string, content: string | Uint8Array<ArrayBuffer>];

/** Uploads parts in the order that they stand in. */
function upload(...parts: Part[]): Promise<Answer> {
  const form = new FormData();
  for (const part of parts) {
    if (part[0] === 'activity') {
      const json = typeof part[1] === 'string' ? part[1] : JSON.stringify(part[1]);
      form.append('activity', new Blob([json], { type: 'application/vnd.microsoft.activity' }));
    } else form.append('file', new Blob([part[3]], { type: part[2] }), part[1]);
  }
  return send(form);
}

const send = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(desk, 'POST', `/v3/directline/conversations/${mine.conversationId}/upload?userId=somebody`, {
    token: mine.token,
    body,
    headers,
  });

/** The activity that an upload became. */
async function kept({ json }: Answer) {
  const { activities } = await history(desk, mine);
  return activities.find(({ id }) => id === json.id);
}

const bytes = new Uint8Array(2_000).map((_, index) => index % 251);
const PICTURE: Part = ['file', '车损 1.png', 'image/png', bytes];
const RECORD: Part = ['file', '交警记录.pdf', 'application/pdf', 'one page'];
const SAID: Part = ['activity', { type: 'message', text: '', channelData: { clientActivityID: 'with-files' } }];

describe('an upload', () => {
  test.each<[string, Part[]]>([
    ['first', [SAID, PICTURE, RECORD]],
    ['last', [PICTURE, RECORD, SAID]],
    ['in between', [PICTURE, SAID, RECORD]],
  ])('holds its files when the activity comes %s', async (place, parts) => {
    const said: Part = ['activity', { type: 'message', text: '照片', channelData: { clientActivityID: place } }];
    const answer = await upload(...parts.map((part) => (part === SAID ? said : part)));
    expect(outcomeOf(answer)).toBe('200');
    const activity = await kept(answer);
    expect(activity).toMatchObject({ type: 'message', text: '照片', channelData: { clientActivityID: place } });
    expect(activity?.attachments).toEqual([
      {
        name: '车损 1.png',
        contentType: 'image/png',
        contentUrl: expect.stringMatching(`^${desk.url}/v3/directline/`),
      },
      { name: '交警记录.pdf', contentType: 'application/pdf', contentUrl: expect.any(String) },
    ]);
    const contents = await Promise.all(
      (activity?.attachments ?? []).map(async ({ contentUrl }) =>
        Buffer.from(await (await fetch(contentUrl)).arrayBuffer()),
      ),
    );
    expect(contents).toEqual([Buffer.from(bytes), Buffer.from('one page')]);
  });

  test('needs no activity', async () => {
    const answer = await upload(PICTURE);
    expect(await kept(answer)).toMatchObject({ type: 'message', from: { role: 'user' } });
  });

  test('sent twice is one message', async () => {
    const [first, second] = [await upload(SAID, PICTURE), await upload(SAID, PICTURE)];
    expect(second.json.id).toBe(first.json.id);
  });

  test('lists no file but those that came with it', async () => {
    const elsewhere = [{ name: 'x', contentType: 'image/png', contentUrl: 'https://elsewhere.example/x.png' }];
    const answer = await upload(['activity', { type: 'message', attachments: elsewhere }], PICTURE);
    expect((await kept(answer))?.attachments).toMatchObject([{ name: '车损 1.png' }]);
  });

  test.each<[string, string]>([
    ['../../etc/passwd', 'passwd'],
    ['C:\\photos\\car.png', 'car.png'],
    ['a\tb.png', 'ab.png'],
    ['photos/', 'file'],
    [`${'字'.repeat(200)}.png`, `${'字'.repeat(116)}.png`],
    [`${'😀'.repeat(200)}.png`, `${'😀'.repeat(116)}.png`],
    [`x${'😀'.repeat(60)}.png`, `x${'😀'.repeat(60)}.png`],
  ])('keeps of name %# what is one', async (given, name) => {
    const answer = await upload(['file', given, 'image/png', 'x']);
    expect((await kept(answer))?.attachments).toMatchObject([{ name }]);
  });

  test('may have 5 files, each of 10 MB at most', async () => {
    const large = new Uint8Array(10 * 1024 * 1024);
    const files = Array.from({ length: 5 }, (_, n): Part => ['file', `${n}.jpg`, 'image/jpeg', n === 0 ? large : 'x']);
    const answer = await upload(['activity', { type: 'message' }], ...files);
    expect(outcomeOf(answer)).toBe('200');
    expect((await kept(answer))?.attachments).toHaveLength(5);
  });

  const six = Array.from({ length: 6 }, (_, n): Part => ['file', `${n}.png`, 'image/png', 'x']);
  test.each<[string, () => Promise<Answer>, string]>([
    [
      'a byte too much',
      () => upload(['file', 'x.png', 'image/png', new Uint8Array(10 * 1024 * 1024 + 1)]),
      '413 FileTooLarge',
    ],
    ['six files', () => upload(...six), '413 TooManyFiles'],
    ['six files and an activity', () => upload(['activity', { type: 'message' }], ...six), '413 TooManyFiles'],
    ['a page', () => upload(['file', 'x.html', 'text/html', '<script>']), '415 FileTypeRefused'],
    ['a drawing with a script', () => upload(['file', 'x.svg', 'image/svg+xml', '<svg>']), '415 FileTypeRefused'],
    ['a program', () => upload(['file', 'x.exe', 'application/x-msdownload', 'MZ']), '415 FileTypeRefused'],
    ['a picture and a page', () => upload(PICTURE, ['file', 'x.html', 'text/html', 'x']), '415 FileTypeRefused'],
    ['no file', () => upload(['activity', { type: 'message', text: 'x' }]), '400 BadArgument'],
    ['an activity that is no JSON', () => upload(['activity', '{'], PICTURE), '400 BadArgument'],
    ['an activity that is a list', () => upload(['activity', '[]'], PICTURE), '400 BadArgument'],
    ['an activity that is null', () => upload(['activity', 'null'], PICTURE), '400 BadArgument'],
    ['an activity of another type', () => upload(['activity', { type: 'invoke' }], PICTURE), '400 BadArgument'],
    ['an event', () => upload(['activity', { type: 'typing' }], PICTURE), '400 BadArgument'],
    ['U+0000 in its text', () => upload(['activity', { text: 'a\u0000' }], PICTURE), '400 BadArgument'],
    ['JSON for multipart', () => send({ type: 'message' }), '415 UnsupportedMediaType'],
    ['no boundary', () => raw('multipart/form-data', 'x'), '415 UnsupportedMediaType'],
    ['nonsense for parts', () => raw('multipart/form-data; boundary=b', 'nonsense'), '400 BadArgument'],
    [
      'half a part',
      () =>
        raw(
          'multipart/form-data; boundary=b',
          '--b\r\nContent-Disposition: form-data; name="file"; filename="x.png"\r\nContent-Type: image/png\r\n\r\nab',
        ),
      '400 BadArgument',
    ],
  ])('with %s is refused and leaves nothing', async (_, make, outcome) => {
    const before = (await history(desk, mine)).watermark;
    expect(outcomeOf(await make())).toBe(outcome);
    expect((await history(desk, mine)).watermark).toBe(before);
  });
});

/** Sends a body as it is. */
function raw(contentType: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${desk.url}/v3/directline/conversations/${mine.conversationId}/upload`,
      { method: 'POST', headers: { authorization: `Bearer ${mine.token}`, 'content-type': contentType } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: new Headers(), json: JSON.parse(text), text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('a file', () => {
  test('is served so that no browser runs it', async () => {
    const answer = await upload(['file', 'note.txt', 'text/plain', '<script>alert(1)</script>']);
    const file = await fetch((await kept(answer))?.attachments?.[0]?.contentUrl ?? '');
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('text/plain');
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''note.txt");
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is found only by its whole address', async () => {
    const answer = await upload(PICTURE);
    const { pathname } = new URL((await kept(answer))?.attachments?.[0]?.contentUrl ?? '');
    const [id = ''] = /[^/]{20,}/.exec(pathname) ?? [];
    for (const path of [
      pathname.replace(id, id.slice(0, -1)),
      pathname.replace(id, 'x'),
      '/v3/directline/attachments/',
    ])
      expect((await ask(desk, 'GET', path)).status).toBe(404);
  });
});
