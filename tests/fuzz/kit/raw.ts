import * as fc from 'fast-check';
import type { Route } from '../../../http/table.ts';
import { often, oneOf, words } from './draw.ts';
import { filled } from './heads.ts';
import { MARK } from './oracle.ts';

/** Bytes that may be no request at all; the methods of those that stand in them. */
export interface Raw {
  kind: 'raw';
  bytes: string;
  methods: string[];
}

/** A stream, and what is written on it. */
export interface Frames {
  kind: 'frames';
  frames: Frame[];
}

export interface Frame {
  fin: boolean;
  rsv: number;
  opcode: number;
  masked: boolean;
  /** As the frame says; the payload may be shorter. */
  length: number | undefined;
  payload: string;
}

const hello = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const upgrade = (path: string) =>
  oneOf('websocket', 'h2c', 'websocket, h2c', 'TLS/1.0', MARK, '').chain((protocol) =>
    oneOf('13', '8', '', MARK).map((version) =>
      hello(
        path,
        `Connection: Upgrade\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: ${version}\r\n`,
      ),
    ),
  );

/** What is no request, half of one, or several at once. */
export const raw = (routes: readonly Route[]): fc.Arbitrary<Raw> => {
  const path = oneOf(...routes).chain((route) => filled(route.path));
  const one = fc.oneof(
    path.map((at) => hello(at)),
    path.chain(upgrade),
    oneOf(
      '/v3/directline/conversations/{conv}/stream?t={stream}',
      '/v3/directline/conversations/%zz/stream',
      '/v3/directline/conversations/{conv}/stream?t=',
    ).chain(upgrade),
    path.map((at) => `GET ${at}\r\n\r\n`), // HTTP/0.9
    path.map((at) => `GET ${at} HTTP/0.9\r\n\r\n`),
    path.map((at) => `GET ${at} HTTP/1.0\r\n\r\n`),
    path.map((at) => `GET ${at} HTTP/2.0\r\nHost: x\r\n\r\n`),
    path.map((at) => `CONNECT x:1 HTTP/1.1\r\nHost: x\r\nX: ${at}\r\n\r\n`),
    fc.nat(20_000).map((length) => hello('/health/live', `X: ${'a'.repeat(length)}\r\n`)),
    fc.nat(400).map((count) => hello('/health/live', 'X: y\r\n'.repeat(count))),
    oneOf(
      'Content-Length: 3\r\nContent-Length: 4\r\n',
      'Content-Length: -1\r\n',
      'Content-Length: 9999999999999\r\n',
      'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n',
      'Transfer-Encoding: gzip, chunked\r\n',
      'Transfer-Encoding: identity\r\n',
      'Transfer-Encoding : chunked\r\n',
      'Transfer-Encoding: xchunked\r\n',
      ' folded: x\r\n',
      'A\r\n',
      ': x\r\n',
      'Host: y\r\n',
      'X: \x00\r\n',
      'X: \n y\r\n',
    ).map((odd) => `POST /webchat/token HTTP/1.1\r\nHost: x\r\n${odd}\r\n{}`),
    oneOf(
      'zz\r\n{}\r\n',
      '2\r\n{}',
      '-1\r\n',
      'ffffffffffffffffff\r\n',
      '2;x=y\r\n{}\r\n0\r\nX: y\r\n\r\n',
      '0\r\n\r\n',
    ).map(
      (chunk) =>
        `POST /webchat/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`,
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    oneOf(
      '\r\n\r\n',
      'GET',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x02\x00',
      'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET * HTTP/1.1\r\nHost: x\r\n\r\n',
    ),
  );
  return fc.array(one, { minLength: 1, maxLength: 3 }).map(
    (some): Raw => ({
      kind: 'raw',
      bytes: some.join(''),
      methods: some.map((bytes) => /^[A-Z-]+/.exec(bytes)?.[0] ?? 'GET'),
    }),
  );
};

export const frames: fc.Arbitrary<Frames> = fc
  .array(
    fc.record({
      fin: often(fc.constant(true), fc.constant(false)),
      rsv: often(fc.constant(0), fc.nat(7), 10),
      opcode: often(oneOf(1, 2, 8, 9, 10), fc.nat(15)),
      masked: often(fc.constant(true), fc.constant(false), 10),
      length: often(
        fc.constant(undefined),
        fc.nat(70_000).map((length): number | undefined => length),
        10,
      ),
      payload: fc.oneof(
        words,
        fc.nat(6_000).map((length) => 'x'.repeat(length)),
      ),
    }),
    { maxLength: 5 },
  )
  .map((some): Frames => ({ kind: 'frames', frames: some }));
