import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { CodeDispatch } from '../../core/codes/dispatch.ts';
import { senderTo } from '../../core/codes/senders.ts';
import { codeOf } from '../../services/identity/codes.ts';
import type { CodeSender, CodeSending, OutgoingCode } from '../../services/identity/sendings.ts';
import { memoryLogger } from '../http/kit/memory-logger.ts';
import { HandClock } from '../kit/talk.ts';

const KEY = 'a key';
const stopped = new AbortController().signal;
const clock = new HandClock();
const until = () => new Date(clock.now.getTime() + 300_000);

const sending = (nonce: string, phone: string | undefined): CodeSending => ({
  ...{ conversationId: 'c1', nonce, phone, locale: 'zh-CN', until: until(), dueAt: clock.now, attempts: 0 },
});

/** The codes that are to be sent, in memory. */
class Codes {
  readonly rows = new Map<string, CodeSending>();
  add(...all: CodeSending[]) {
    for (const one of all) this.rows.set(one.nonce, one);
  }
  lease = async (limit: number, now: Date, leasedUntil: Date) => {
    const due = [...this.rows.values()].filter(({ dueAt }) => dueAt <= now).slice(0, limit);
    for (const one of due) this.rows.set(one.nonce, { ...one, dueAt: leasedUntil, attempts: one.attempts + 1 });
    return due.map(({ nonce }) => this.rows.get(nonce) as CodeSending);
  };
  done = async ({ nonce }: Pick<CodeSending, 'nonce'>) => void this.rows.delete(nonce);
  postpone = async ({ nonce }: Pick<CodeSending, 'nonce'>, dueAt: Date) =>
    void this.rows.set(nonce, { ...(this.rows.get(nonce) as CodeSending), dueAt });
}

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

function dispatching(send: CodeSender['send']) {
  const codes = new Codes();
  const lines: string[] = [];
  const logger = memoryLogger(lines);
  const dispatch = new CodeDispatch({
    ...{ codes, tries: { sweep: async () => {} }, sender: { send }, key: KEY, clock: clock.tell, logger },
  });
  open.push(dispatch);
  const look = async () => {
    dispatch.hint();
    await dispatch.settled();
  };
  return { codes, look, lines };
}

test('each code is sent to its phone, once; where nobody gets one nothing is sent and the row goes all the same', async () => {
  const sent: OutgoingCode[] = [];
  const { codes, look } = dispatching(async (code) => void sent.push(code));
  codes.add(sending('n1', '+8613800138000'), sending('n2', undefined));
  await look();
  await look();
  expect(sent).toEqual([
    expect.objectContaining({
      to: '+8613800138000',
      code: codeOf(KEY, { conversationId: 'c1', nonce: 'n1' }),
      expiresIn: 300,
    }),
  ]);
  expect(codes.rows.size).toBe(0);
});

test('one that isn’t taken is tried again, later and later, and given up when it is too old; nothing of it is logged', async () => {
  let tries = 0;
  const { codes, look, lines } = dispatching(async () => {
    tries++;
    throw new Error('the gateway answered 503');
  });
  codes.add(sending('n1', '+8613800138000'));
  await look();
  await look();
  expect(tries).toBe(1);
  clock.pass(1);
  await look();
  expect(tries).toBe(2);
  clock.pass(5);
  await look();
  expect(codes.rows.size).toBe(0);
  expect(tries).toBe(2);
  expect(JSON.stringify(lines)).not.toMatch(/13800138000|n1/);
});

test('a webhook gets it as JSON, with the key by which it knows a repeat', async () => {
  const asked: { headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  let status = 204;
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      asked.push({ headers: request.headers, body });
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()) && server.closeAllConnections()),
  });
  const { port } = server.address() as AddressInfo;
  const sender = senderTo({ webhook: `http://127.0.0.1:${port}/sms`, token: 't0ken' }, () => {});
  const code: OutgoingCode = { id: 'i1', to: '+8613800138000', code: '048213', locale: 'en', expiresIn: 297 };
  await sender?.send(code, stopped);
  expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer t0ken', 'idempotency-key': 'i1' });
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    to: '+8613800138000',
    code: '048213',
    locale: 'en',
    expiresIn: 297,
  });
  status = 500;
  await expect(sender?.send(code, stopped)).rejects.toThrow('500');
});

test('the console prints the code and the end of the phone; nowhere is no sender', async () => {
  const printed: string[] = [];
  await senderTo('console', (line) => void printed.push(line))?.send(
    { id: 'i1', to: '+8613800138000', code: '048213', locale: 'en', expiresIn: 297 },
    stopped,
  );
  expect(printed).toEqual(['verification code 048213, for the phone that ends in 8000, good for 297 s']);
  expect(senderTo('nowhere', () => {})).toBeUndefined();
});
