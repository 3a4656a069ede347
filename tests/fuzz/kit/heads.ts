import * as fc from 'fast-check';
import { often, oneOf, visible } from './draw.ts';
import { MARK } from './oracle.ts';

/* Where a request goes, and what stands in its head. */

const segment = fc.oneof(
  { weight: 6, arbitrary: oneOf('{conv}', '{conv}', '{conv}', '1', MARK) },
  {
    weight: 3,
    arbitrary: oneOf(
      '%zz',
      '%00',
      '%',
      '%2e%2e%2f',
      '..',
      '.',
      '%c0%af',
      '%ff',
      '__proto__',
      'constructor',
      '-1',
      '0',
      '99999999999',
      '%E5%8F%B7',
      ':id',
      '*',
      '%0d%0aX: y',
      '{conv}%2F',
    ),
  },
  { weight: 1, arbitrary: fc.nat(4_000).map((length) => 'i'.repeat(length)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map(encodeURIComponent) },
);

const queryValue = fc.oneof(
  oneOf(
    '',
    '0',
    '-1',
    '1',
    '9'.repeat(30),
    'NaN',
    '{token}',
    '{stream}',
    '{conv}',
    MARK,
    '%zz',
    '%00',
    '[]',
    'zh-CN',
    'done',
  ),
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
);
const query = fc
  .array(
    fc.tuple(
      oneOf(
        'watermark',
        't',
        'before',
        'after',
        'conversation',
        'locale',
        'next',
        'until',
        'sign',
        'waiting',
        'mine',
        'others',
        'state',
        'order',
        'product',
        'expired',
        'a[b]',
      ),
      queryValue,
    ),
    { maxLength: 3 },
  )
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`));

/** An address of a route of the desk's own table. */
export const filled = (path: string): fc.Arbitrary<string> => {
  const parts = path.split(/(:\w+)/);
  return fc
    .tuple(...parts.map((part) => (part.startsWith(':') ? segment : fc.constant(part))))
    .map((pieces) => pieces.join(''));
};

export const target = (path: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      often(
        filled(path),
        fc
          .tuple(filled(path), oneOf('/', '//', '/%00', '/..', '%20', ';a=b', '/{conv}', '\\', '%zz'))
          .map((two) => two.join('')),
        12,
      ),
      query,
      often(fc.constant(''), oneOf('http://x', 'http://1.2.3.4.5', 'https://[::1]:1', 'http://a b'), 40),
    )
    .map(([at, asked, before]) => `${before}${at}${asked}`);

export const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'M-SEARCH',
];

/** Hosts that are none ended the process once. */
export const host = often(
  oneOf('x', 'localhost:3978', 'desk.example', '127.0.0.1', '[::1]'),
  fc.oneof(
    oneOf('1.2.3.4.5', 'a b', 'x:99999', '[', '%zz', 'xn--', '', 'a,b', `${MARK}:1:2`, '\u00e9.com', '0x100000000'),
    fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replace(/[^\x21-\x7e]/g, '~')),
  ),
  6,
);

export const anyHeader = fc.tuple(
  oneOf(
    'accept',
    'accept-encoding',
    'accept-language',
    'content-encoding',
    'cookie',
    'expect',
    'forwarded',
    'if-none-match',
    'last-event-id',
    'origin',
    'range',
    'referer',
    'sec-fetch-site',
    'te',
    'trailer',
    'upgrade',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-http-method-override',
    'access-control-request-headers',
    'hx-request',
    'date',
    'via',
    'x',
  ),
  fc.oneof(
    oneOf(
      '',
      'h2c',
      'websocket',
      'gzip',
      'br;q=0',
      '*',
      'text/event-stream',
      'https',
      'bytes=0-',
      '100-continue',
      '{cookie}',
      MARK,
      'true',
      'cross-site',
      'same-origin',
      'zh',
      ',,,',
      ';',
      'a'.repeat(3_000),
    ),
    fc.string({ maxLength: 20 }).map(visible),
  ),
);

export const auth = fc
  .array(
    oneOf<[string, string]>(
      ['authorization', 'Bearer {token}'],
      ['authorization', 'Bearer {secret}'],
      ['authorization', 'Bearer {stream}'],
      ['authorization', `Bearer ${MARK}`],
      ['authorization', 'Bearer '],
      ['authorization', 'Basic YTpi'],
      ['cookie', '{cookie}'],
      ['x-csrf-token', '{csrf}'],
      ['x-csrf-token', MARK],
    ),
    { maxLength: 2 },
  )
  .chain((some) =>
    often(
      fc.constant(some),
      fc.constant<[string, string][]>([
        ['authorization', 'Bearer {token}'],
        ['cookie', '{cookie}'],
        ['x-csrf-token', '{csrf}'],
      ]),
      1,
    ),
  );
