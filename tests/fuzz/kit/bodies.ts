import * as fc from 'fast-check';
import { often, oneOf, words } from './draw.ts';
import { MARK } from './oracle.ts';

/** Latin-1 or UTF-8 text. */
export interface Body {
  text: string;
  latin1: boolean;
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  words,
  fc.nat(200).map((depth) => nested(depth)),
);
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const account = fc.oneof(fc.record({ id: words, name: words }, { requiredKeys: [] }), anything);

/** What an activity looks like, each part of it perhaps something else. */
const activity = fc.record(
  {
    type: often(
      oneOf('message', 'message', 'event', 'typing', 'conversationUpdate', 'invoke', 'messageUpdate', 'messageDelete'),
      anything,
    ),
    text: words,
    name: words,
    id: words,
    channelId: oneOf<unknown>('msteams', 'sms', MARK, '', 5),
    serviceUrl: oneOf<unknown>('http://127.0.0.1:9', 'http://127.0.0.1:9/', 'https://elsewhere.example', MARK, null),
    conversation: account,
    from: account,
    recipient: account,
    value: anything,
    channelData: anything,
    attachments: fc.oneof(
      fc.array(fc.record({ contentType: words, contentUrl: words, name: words }, { requiredKeys: [] }), {
        maxLength: 3,
      }),
      anything,
    ),
    membersAdded: fc.oneof(fc.array(account, { maxLength: 2 }), anything),
    locale: oneOf<unknown>('zh-CN', 'en', MARK, 5),
  },
  { requiredKeys: ['type'] },
);

/** Fields of the inbox's forms and of the other JSON bodies. */
const fields = fc.record(
  {
    csrf: oneOf<unknown>('{csrf}', '', MARK),
    text: words,
    id: words,
    to: words,
    note: words,
    reason: words,
    email: oneOf<unknown>('admin@localhost', MARK, '', 5, null),
    password: oneOf<unknown>(MARK, '', null),
    locale: anything,
    fresh: oneOf<unknown>(true, false, 'yes'),
    user: account,
    User: account,
    next: oneOf<unknown>('/inbox/conversations/{conv}', '//elsewhere.example', MARK),
  },
  { requiredKeys: [] },
);

const multipart = fc
  .array(
    fc.tuple(
      oneOf(
        'name="file"; filename="a.png"',
        `name="file"; filename="${MARK}.pdf"`,
        'name="activity"',
        'name="x"',
        "filename*=utf-8''%zz",
        '',
      ),
      oneOf('image/png', 'application/vnd.microsoft.activity', 'text/html', '', 'x'),
      fc.oneof(
        words,
        activity.map((value) => JSON.stringify(value)),
        oneOf('\x89PNG\r\n\x1a\n', '%PDF-1.7', '<script>'),
      ),
    ),
    { maxLength: 4 },
  )
  .map((parts) =>
    parts
      .map(
        ([disposition, type, content]) =>
          `--b\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`,
      )
      .join(''),
  )
  .chain((text) => often(fc.constant(`${text}--b--\r\n`), fc.constant(text)));

const formOf = (value: object): string =>
  new URLSearchParams(
    Object.entries(value).map(([name, content]): [string, string] => [
      name,
      typeof content === 'string' ? content.toWellFormed() : json(content),
    ]),
  ).toString();

const json = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
export const body: fc.Arbitrary<[type: string, Body]> = fc
  .oneof(
    { weight: 6, arbitrary: activity.map((value) => ['application/json', json(value)]) },
    { weight: 4, arbitrary: fields.map((value) => ['application/json', json(value)]) },
    {
      weight: 2,
      arbitrary: fields.map((value) => ['application/x-www-form-urlencoded', formOf(value)]),
    },
    { weight: 2, arbitrary: multipart.map((text) => ['multipart/form-data; boundary=b', text]) },
    { weight: 1, arbitrary: fc.json().map((text) => ['application/json', text]) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        oneOf('application/json', 'text/plain', 'multipart/form-data', 'multipart/x; boundary=', 'image/png', MARK, ''),
        fc.string({ unit: 'binary' }),
      ),
    },
    { weight: 1, arbitrary: fc.nat(400_000).map((length) => ['application/json', `{"text":"${'x'.repeat(length)}"}`]) },
  )
  .chain(([type = '', text = '']) => fc.boolean().map((latin1): [string, Body] => [type, { text, latin1 }]));

export const NOTHING: [string, Body] = ['', { text: '', latin1: false }];
