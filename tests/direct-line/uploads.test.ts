import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { FileLinks } from '../../channels/direct-line/links.ts';
import { sweepFiles, UNFINISHED_MS } from '../../channels/direct-line/sweep-files.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { ADMIN_PASSWORD, startTestDesk, WEDNESDAY } from '../kit/desk.ts';
import { type Answer, ask, history, outcomeOf, post, type Visit, visit } from './kit/wire.ts';

/*
 * What clients upload, how it is kept and told.
 * Long: one desk takes it all.
 */

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
        thumbnailUrl: activity?.attachments?.[0]?.contentUrl, // by which Web Chat shows a picture
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
    ['\u202Egpj.x\u2066.png', 'gpj.x.png'],
    ['a\u200Bb\u2060c\uFEFF.p\u200Dn\u00ADg', 'abc.png'],
    ['invoice.pdf\u2800\u3164\u{E0041}.png\u200E', 'invoice.pdf\u2800.png'],
    ['\u200B\u200F.\u2061', 'file'],
    ['photos/', 'file'],
    ['..', 'file'],
    ['. .', '. .'],
    ['x/../..', 'file'],
    ['a\u2028b.png ', 'ab.png'],
    [`${'字'.repeat(200)}.png`, `${'字'.repeat(116)}.png`],
    [`${'😀'.repeat(200)}.png`, `${'😀'.repeat(116)}.png`],
    [`x${'😀'.repeat(60)}.png`, `x${'😀'.repeat(60)}.png`],
  ])('keeps of name %# what is one', async (given, name) => {
    const answer = await upload(['file', given, 'image/png', 'x']);
    expect((await kept(answer))?.attachments).toMatchObject([{ name }]);
  });

  test('without a disposition for its activity, as the protocol’s own example has it, keeps its text', async () => {
    const body = [
      '--b\r\nContent-Disposition: form-data; name="file"; filename="car.png"\r\nContent-Type: image/png\r\n\r\nx',
      '\r\n--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{"type":"message","text":"看照片","from":{"id":"u"}}',
      '\r\n--b--\r\n',
    ].join('');
    const answer = await raw('multipart/form-data; boundary=b', body);
    expect(outcomeOf(answer)).toBe('200');
    expect(await kept(answer)).toMatchObject({ text: '看照片', attachments: [{ name: 'car.png' }] });
  });

  test('may be one file that is the whole body', async () => {
    const answer = await raw('image/jpeg', 'x', { 'content-disposition': 'name="file"; filename="bad joke.jpg"' });
    expect(outcomeOf(answer)).toBe('200');
    expect((await kept(answer))?.attachments).toMatchObject([{ name: 'bad joke.jpg', contentType: 'image/jpeg' }]);
  });

  test.each<[string, string, string | Uint8Array<ArrayBuffer>, string]>([
    ['a.zip', 'application/x-zip-compressed', 'PK\x03\x04', 'application/zip'],
    ['a.docx', '', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.heic', '', '\0\0\0\x18ftypheic', 'image/heic'],
    ['IMG_1', 'application/octet-stream', '\0\0\0\x18ftypmif1', 'image/heic'],
    ['a.jpg', 'image/jpg', 'x', 'image/jpeg'],
    ['a.jpg', 'image/pjpeg', 'x', 'image/jpeg'],
    ['a.tif', 'image/tiff', 'II*\0', 'image/tiff'],
    ['a.avif', 'application/octet-stream', '\0\0\0\x18ftypavif', 'image/avif'],
    ['a.csv', 'application/vnd.ms-excel', '日期,金额', 'text/csv'],
    ['a.eml', 'application/octet-stream', 'From: a@b.example', 'message/rfc822'],
    ['a.rtf', 'text/rtf', '{\\rtf1', 'application/rtf'],
    ['a.ppt', '', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'application/vnd.ms-powerpoint'],
    ['a.msg', '', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'application/vnd.ms-outlook'],
    ['a.png', 'text/html', '%PDF-1.7', 'application/pdf'],
  ])('takes %s labelled "%s" by its content', async (name, label, content, contentType) => {
    const answer = await upload(['file', name, label, content]);
    expect(outcomeOf(answer)).toBe('200');
    expect((await kept(answer))?.attachments).toMatchObject([{ name, contentType }]);
  });

  test.each<[string, string, string]>([
    ['x.png', 'image/png', '<!DOCTYPE html><p>x'],
    ['x.jpg', 'image/jpeg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">'],
    ['x.txt', 'text/plain', ' <script>1</script>'],
    ['x.pdf', 'application/pdf', 'MZ'],
    ['x.svg', 'image/png', 'x'],
    ['x.js', 'text/plain', 'x'],
    ['x.js. .', 'text/plain', 'x'],
    ['x.j\u200Bs\u2060', 'text/plain', 'x'],
    ['x', 'application/octet-stream', 'x'],
  ])('refuses %s labelled %s that holds %s', async (name, label, content) => {
    expect(outcomeOf(await upload(['file', name, label, content]))).toBe('415 FileTypeRefused');
  });

  test('keeps the text and the good files beside one that is not taken, and says which that is', async () => {
    const said: Part = ['activity', { type: 'message', text: '三样', channelData: { clientActivityID: 'three' } }];
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    const answer = await upload(
      said,
      ['file', 'x.html', 'text/html', 'x'],
      ['file', 'l.png', 'image/png', large],
      PICTURE,
    );
    const refused = [
      { name: 'x.html', code: 'FileTypeRefused', message: expect.any(String) },
      { name: 'l.png', code: 'FileTooLarge', message: expect.any(String) },
    ];
    expect(answer.json).toEqual({ id: expect.any(String), refused });
    const activity = await kept(answer);
    expect(activity).toMatchObject({ text: '三样', attachments: [{ name: '车损 1.png' }] });
    expect(activity?.channelData).toEqual({ clientActivityID: 'three', refusedFiles: refused });
  });

  test('keeps the text where no file of it is taken', async () => {
    const answer = await upload(['activity', { type: 'message', text: '一样' }], ['file', 'x.html', 'text/html', 'x']);
    expect(answer.json.refused).toMatchObject([{ name: 'x.html' }]);
    expect(await kept(answer)).toMatchObject({ text: '一样', attachments: [] });
  });

  test('with a file that is far too large keeps the text and the files before and after it', async () => {
    const far: Part = ['file', 'far.png', 'image/png', new Uint8Array(12 * 1024 * 1024)];
    const answer = await upload(PICTURE, far, ['activity', { type: 'message', text: '两样' }], RECORD);
    expect(answer.json.refused).toMatchObject([{ name: 'far.png', code: 'FileTooLarge' }]);
    expect(await kept(answer)).toMatchObject({
      text: '两样',
      attachments: [{ name: '车损 1.png' }, { name: '交警记录.pdf' }],
    });
  });

  test('of six photos at once is taken', async () => {
    const six = Array.from({ length: 6 }, (_, n): Part => ['file', `${n}.png`, 'image/png', 'x']);
    expect((await kept(await upload(...six)))?.attachments).toHaveLength(6);
  });

  test('may have several files, each of 10 MB at most', async () => {
    const large = new Uint8Array(10 * 1024 * 1024);
    const files = Array.from({ length: 5 }, (_, n): Part => ['file', `${n}.jpg`, 'image/jpeg', n === 0 ? large : 'x']);
    const answer = await upload(['activity', { type: 'message' }], ...files);
    expect(outcomeOf(answer)).toBe('200');
    expect((await kept(answer))?.attachments).toHaveLength(5);
  });

  test.each<[string, () => Promise<Answer>, string]>([
    [
      'a byte too much',
      () => upload(['file', 'x.png', 'image/png', new Uint8Array(10 * 1024 * 1024 + 1)]),
      '413 FileTooLarge',
    ],
    ['a page', () => upload(['file', 'x.html', 'text/html', '<script>']), '415 FileTypeRefused'],
    ['a drawing with a script', () => upload(['file', 'x.svg', 'image/svg+xml', '<svg>']), '415 FileTypeRefused'],
    ['a program', () => upload(['file', 'x.exe', 'application/x-msdownload', 'MZ']), '415 FileTypeRefused'],
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
    const { activities } = await history(desk, mine, before);
    expect(activities.filter(({ from }) => from.role === 'user')).toEqual([]);
    const told = activities.map(({ channelData }) => channelData?.policydesk?.key);
    expect(told).toEqual(/File/.test(outcome) ? ['files.refused'] : []);
  });
});

/** Sends a body as it is. */
function raw(contentType: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${desk.url}/v3/directline/conversations/${mine.conversationId}/upload`,
      { method: 'POST', headers: { authorization: `Bearer ${mine.token}`, 'content-type': contentType, ...headers } },
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
    const answer = await upload(['file', 'note.txt', 'text/plain', 'he wrote <script>alert(1)</script>']);
    const file = await fetch((await kept(answer))?.attachments?.[0]?.contentUrl ?? '');
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('text/plain');
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''note.txt");
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is read by a link that ends, and that each reading of the conversation renews', async () => {
    const answer = await upload(PICTURE);
    const url = new URL((await kept(answer))?.attachments?.[0]?.contentUrl ?? '');
    const read = async (search: string) => (await fetch(url.origin + url.pathname + search)).status;
    expect(await read(url.search)).toBe(200);
    expect(await read('')).toBe(403);
    expect(await read(url.search.replace(/until=\d+/, 'until=99999999999'))).toBe(403);
    expect(await read(`${url.search.slice(0, -2)}AA`)).toBe(403);
    const links = new FileLinks(await desk.opened.database.secrets.secret('file-links', () => ''), () => {
      return new Date(Date.parse(WEDNESDAY) - 2 * 3600_000);
    });
    const [attachment] = links.signed(mine.conversationId, { type: 'message', attachments: [{ contentUrl: url.href }] })
      .attachments as { contentUrl: string }[];
    expect(await read(new URL(attachment?.contentUrl ?? '').search)).toBe(403);
    const log = await desk.opened.database.log.entry(mine.conversationId, String(answer.json.id));
    expect(JSON.stringify(log?.activity)).not.toContain('sign=');
  });

  test('of another conversation gets no link, whoever sends its address', async () => {
    const answer = await upload(PICTURE);
    const theirs = (await kept(answer))?.attachments?.[0]?.contentUrl ?? '';
    mine = await visit(desk);
    const attachments = [{ contentType: 'image/png', contentUrl: theirs }];
    const id = await post(desk, mine, { type: 'message', text: '看', attachments });
    const [stolen] = (await kept({ ...answer, json: { id } }))?.attachments ?? [];
    expect((await fetch(stolen?.contentUrl ?? '')).status).toBe(403);
  });

  test('is read by the staff behind their session, without a signature; by nobody else there', async () => {
    const answer = await upload(PICTURE);
    const url = new URL((await kept(answer))?.attachments?.[0]?.contentUrl ?? '');
    const path = url.pathname.replace('/v3/directline/attachments/', '/inbox/files/');
    const credentials = { email: 'admin@localhost', password: ADMIN_PASSWORD };
    const session = await ask(desk, 'POST', '/inbox/api/session', { body: credentials });
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const file = await fetch(desk.url + path, { headers: { cookie } });
    expect([file.status, Buffer.from(await file.arrayBuffer())]).toEqual([200, Buffer.from(bytes)]);
    for (const search of ['', url.search])
      expect((await fetch(desk.url + path + search, { redirect: 'manual' })).status).not.toBe(200);
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

describe('pieces that a killed upload has left', () => {
  const at = (ms: number) => new Date(Date.parse(WEDNESDAY) + ms);
  const sweepAt = (ms: number) =>
    sweepFiles({ attachments: desk.opened.database.attachments, clock: () => at(ms), logger: createLogger('silent') });

  test('are swept once, by one replica; what was finished, and what may still arrive, stays', async () => {
    const { attachments } = desk.opened.database;
    const files = ['killed', 'arriving', 'finished'].map((id) => ({
      id,
      conversationId: mine.conversationId,
      name: id,
      contentType: 'text/plain',
      size: 1,
    }));
    for (const file of files) {
      await attachments.begin(file, file.id === 'arriving' ? at(UNFINISHED_MS) : at(0));
      await attachments.write(file.id, 0, Buffer.from('x'));
      if (file.id === 'finished') await attachments.put(file, at(0));
      else expect(await attachments.get(file.id)).toBeUndefined();
    }
    expect(await sweepAt(UNFINISHED_MS)).toBe(0);
    const swept = await Promise.all([sweepAt(UNFINISHED_MS + 1), sweepAt(UNFINISHED_MS + 1)]);
    expect(swept[0] + swept[1]).toBe(1);
    expect(await attachments.read('killed', 0)).toBeUndefined();
    expect(await attachments.read('arriving', 0)).toBeDefined();
    expect(await attachments.get('finished')).toMatchObject({ name: 'finished' });
    // Whoever comes to its end after it was swept is told, and nothing is listed that isn't there.
    expect(await attachments.put(files[0] as (typeof files)[0], at(0))).toBe(false);
  });
});

test('a conversation, and the desk, hold so many files; words beside them are kept, and the person is told', async () => {
  const full = await startTestDesk({ FILES_MB_PER_CONVERSATION: '1', FILES_MB: '2' });
  try {
    const send = async (to: Visit, kilobytes: number) => {
      const body = new FormData();
      body.append('file', new Blob([new Uint8Array(kilobytes * 1024)], { type: 'image/png' }), 'a.png');
      const path = `/v3/directline/conversations/${to.conversationId}/upload`;
      return outcomeOf(await ask(full, 'POST', path, { token: to.token, body }));
    };
    const [one, two, three] = await Promise.all([visit(full), visit(full), visit(full)]);
    expect([await send(one, 900), await send(one, 200)]).toEqual(['200', '413 ConversationFull']);
    expect([await send(two, 900), await send(three, 900)]).toEqual(['200', '507 StorageFull']);
    expect((await history(full, three)).activities.at(-1)?.text).toContain('“a.png”：现在没有地方存文件');
    await post(full, three, '转人工');
  } finally {
    await full.stop();
  }
});
