import { describe, expect, test } from 'vitest';
import { MessageCounter, NotificationLoss } from '../../tools/bench/turn/wire-counter.ts';

const untyped = (code: number, more = ''): Buffer => {
  const body = Buffer.from(more);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.writeUInt32BE(code, 4);
  return Buffer.concat([head, body]);
};
const typed = (type: string, body = ''): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeUInt32BE(4 + Buffer.byteLength(body), 1);
  return Buffer.concat([head, Buffer.from(body)]);
};
const TLS = untyped(80_877_103);
const START = untyped(196_608, 'user\0desk\0\0');

/** A transaction as the desk's driver sends it, with letters in its parameters that look like messages. */
const SESSION = [
  TLS,
  START,
  typed('Q', 'begin\0'),
  typed('P', 'hold\0select\0'),
  typed('B', 'E and S and Q'),
  typed('E'),
  typed('S'),
  typed('B', 'ESQ'.repeat(300)),
  typed('E'),
  typed('B'),
  typed('E'),
  typed('S'),
  typed('Q', 'commit\0'),
];

describe('however it is cut', () => {
  test.each([1, 3, 7, 1_000, 100_000])('%d bytes at a time', (size) => {
    const counts = { statements: 0, flushes: 0 };
    const counter = new MessageCounter(counts);
    const bytes = Buffer.concat(SESSION);
    for (let from = 0; from < bytes.length; from += size) counter.take(bytes.subarray(from, from + size));
    expect(counts).toEqual({ statements: 5, flushes: 4 });
  });
});

test('a session without asking for encryption', () => {
  const counts = { statements: 0, flushes: 0 };
  new MessageCounter(counts).take(Buffer.concat([START, typed('Q', 'select 1\0')]));
  expect(counts).toEqual({ statements: 1, flushes: 1 });
});

describe('notifications are taken out, and nothing else, however it is cut', () => {
  const SAID = [
    typed('R', 'AAAA'),
    typed('A', 'policydesk_log A'),
    typed('Z', 'I'),
    typed('A'),
    typed('D', 'A'.repeat(500)),
  ];

  test.each([1, 3, 7, 1_000])('%d bytes at a time', (size) => {
    const bytes = Buffer.concat(SAID);
    const taken = (lost: boolean) => {
      const loss = new NotificationLoss();
      const pieces: Buffer[] = [];
      for (let from = 0; from < bytes.length; from += size)
        pieces.push(loss.without(bytes.subarray(from, from + size), lost));
      return Buffer.concat(pieces);
    };
    expect(taken(false)).toEqual(bytes);
    expect(taken(true)).toEqual(Buffer.concat(SAID.filter((message) => message[0] !== 'A'.charCodeAt(0))));
  });
});
