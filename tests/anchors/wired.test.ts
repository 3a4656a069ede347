import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { readCheckpoint } from '../../services/checkpoints/checkpoint.ts';
import { notesIn } from '../../services/checkpoints/signed-note.ts';
import { freshDatabase } from '../../tools/lab/postgres.ts';
import { DeskProcess, ended, spawnProgram } from '../../tools/lab/processes.ts';
import { Customer } from '../kit/customer.ts';
import { startTestDesk } from '../kit/desk.ts';
import { HAS_OPENSSL, startAuthority, type TimeStampingAuthority } from '../kit/time-stamping-authority.ts';

/** For a desk that was started or asked to stop, on a busy machine. */
const PATIENCE = { timeout: 60_000, interval: 100 };
/** An anchor is waited for so long (`anchors/ports.ts`); a stop doesn't wait for it. */
const ANCHOR_WITHIN_MS = 10_000;

let folder: string;
let running: DeskProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-wired-'));
});
afterEach(() => running?.end());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TAKES = (response: ServerResponse): void => {
  response.statusCode = 204;
  response.end();
};

/** A place that takes checkpoints over HTTP, at once or as the test says. */
class Webhook {
  readonly taken: { headers: IncomingHttpHeaders; note: string }[] = [];
  answer = TAKES;
  /** Requests that their sender called off. */
  calledOff = 0;
  readonly #server: Server = createServer(async (request, response) => {
    response.once('close', () => {
      if (!response.writableFinished) this.calledOff += 1;
    });
    this.taken.push({ headers: request.headers, note: await text(request) });
    this.answer(response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/checkpoints`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

async function started(environment: Record<string, string>): Promise<DeskProcess> {
  running = await DeskProcess.at({ CHECKPOINT_EVERY_SECONDS: '1', ...environment });
  running.start();
  await running.ready();
  return running;
}

/** `desk <args>` in a process of its own. */
async function verb(
  dataDir: string,
  ...args: string[]
): Promise<{ code: number | null; printed: string; said: string }> {
  const child = spawnProgram('cli/policydesk.js', { DATA_DIR: dataDir, TZ: 'Asia/Shanghai' }, { args });
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
  return { code: child.exitCode, printed, said };
}

describe.skipIf(!HAS_OPENSSL)('a started desk (skipped where there is no openssl)', () => {
  let authority: TimeStampingAuthority;
  beforeAll(async () => {
    authority = await startAuthority();
  });
  afterAll(() => authority.stop());

  test('signs by itself, hands out by every way, stops in order, and what it exports is proved to whoever kept that', async () => {
    const dataDir = join(folder, 'anchored');
    const kept = join(folder, 'kept.txt');
    const webhook = new Webhook();
    const desk = await started({
      DATA_DIR: dataDir,
      ANCHOR_FILE: kept,
      ANCHOR_WEBHOOK: await webhook.listen(),
      ANCHOR_WEBHOOK_TOKEN: 'a-token',
      ANCHOR_TSA: authority.url,
    });
    expect(statSync(join(dataDir, 'evidence.key')).mode & 0o777).toBe(0o600);
    const customer = new Customer(desk.url);
    await customer.open();
    const said = await customer.say('酒后开车出了事故赔吗');
    const last = new Date(String(said.at(-1)?.timestamp));

    // Until a checkpoint that has all of it was taken by every way: then nothing is left to sign.
    const accepted = async (port: string): Promise<number> => {
      const metrics = await (await fetch(`${desk.url}/metrics`)).text();
      return Number(
        new RegExp(`policydesk_anchors_total{port="${port}",outcome="accepted"} (\\d+)`).exec(metrics)?.[1],
      );
    };
    const notes = () => (existsSync(kept) ? notesIn(readFileSync(kept, 'utf8')) : []);
    await expect
      .poll(async () => {
        const newest = readCheckpoint(notes().at(-1) ?? '');
        const counts = await Promise.all(['file', 'webhook', 'time-stamp'].map(accepted));
        return newest !== undefined && newest.at > last && counts.every((count) => count === notes().length);
      }, PATIENCE)
      .toBe(true);
    expect(webhook.taken.map(({ note }) => note)).toEqual(notes());
    expect(webhook.taken.every(({ headers }) => headers.authorization === 'Bearer a-token')).toBe(true);
    expect(await desk.stop()).toBe(0);
    webhook.close();

    const [{ key }] = [JSON.parse((await verb(dataDir, 'evidence', 'key')).printed)];
    const file = join(folder, 'transcript.jsonl');
    const { printed } = await verb(dataDir, 'export', customer.conversationId);
    writeFileSync(file, printed);
    const proof = join(folder, 'proof');
    const verified = await verb(dataDir, 'verify', file, '--key', key, '--checkpoint', kept, '--out', proof);
    expect([verified.code, JSON.parse(verified.printed)]).toMatchObject([
      0,
      { ok: true, standing: 'anchored', anchored: { outside: true, entries: printed.trim().split('\n').length - 1 } },
    ]);
    const checkpoint = readFileSync(join(proof, 'checkpoint.txt'), 'utf8');
    expect(notes()).toContain(checkpoint);
    const stamp = readFileSync(join(proof, 'time-stamp.tsr'));
    expect(() => authority.verify(checkpoint, stamp)).not.toThrow();
    expect(() => authority.verify(`${checkpoint} `, stamp)).toThrow();

    // Nothing is written of a file that doesn't hold, or that has no proof with it.
    const [header = '', ...entries] = printed.split('\n');
    for (const [name, changed, says] of [
      ['changed', printed.replace('酒后', '饭后'), /content-changed/],
      [
        'unsigned',
        [JSON.stringify({ ...JSON.parse(header), signed: undefined }), ...entries].join('\n'),
        /no checkpoint comes with this file/,
      ],
    ] as const) {
      writeFileSync(file, changed);
      const out = join(folder, name);
      const refused = await verb(dataDir, 'verify', file, '--out', out);
      expect([refused.code, existsSync(out)]).toEqual([1, false]);
      expect(`${refused.printed}${refused.said}`).toMatch(says);
    }
    expect(await verb(dataDir, 'verify', '--all', '--key', key, '--checkpoint', kept)).toMatchObject({ code: 0 });
  }, 240_000);
});

test('a stop calls off what is being handed out, and the next start hands out what was not taken', async () => {
  const webhook = new Webhook();
  const environment = {
    DATA_DIR: join(folder, 'called-off'),
    CHECKPOINT_EVERY_SECONDS: '1',
    ANCHOR_WEBHOOK: await webhook.listen(),
  };
  webhook.answer = () => {}; // never
  const desk = await startTestDesk(environment);
  await new Customer(desk.url).open();
  await expect.poll(() => webhook.taken.length, PATIENCE).toBe(1);
  const from = performance.now();
  await desk.stop();
  expect(performance.now() - from).toBeLessThan(ANCHOR_WITHIN_MS / 2);
  await expect.poll(() => webhook.calledOff, PATIENCE).toBe(1);

  const [first] = webhook.taken.splice(0);
  webhook.answer = TAKES;
  const again = await startTestDesk(environment);
  await expect.poll(() => webhook.taken.length, PATIENCE).toBe(1);
  await again.stop();
  webhook.close();
  const sizeOf = (note = '') => readCheckpoint(note)?.size ?? 0;
  expect(sizeOf(webhook.taken[0]?.note)).toBeGreaterThanOrEqual(sizeOf(first?.note));
}, 120_000);

test('a key that others on the machine may read is said at the start', async () => {
  const dataDir = join(folder, 'open-key');
  const desk = await started({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  expect(desk.printed).not.toContain('chmod 600');
  expect(await desk.stop()).toBe(0);
  chmodSync(join(dataDir, 'evidence.key'), 0o644);
  const again = await started({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  expect(again.printed).toContain('the evidence key may be read by others on this machine: chmod 600 it');
  expect(await again.stop()).toBe(0);
}, 120_000);

const postgres = inject('postgres');
describe.skipIf(!postgres)('on PostgreSQL (skipped where there is none)', () => {
  test('a desk without a key says so and signs nothing; with one it signs; it does not start with one that is not there', async () => {
    const url = await freshDatabase(postgres ?? '');
    const keyFile = join(folder, 'server.key');
    const kept = join(folder, 'kept-by-server.txt');
    const environment = { DATABASE_URL: url, LOG_LEVEL: 'warn', ANCHOR_FILE: kept };
    const without = await started(environment);
    expect(without.printed).toContain('evidence is not signed: make a key once with');
    await new Customer(without.url).open();
    expect(await without.stop()).toBe(0);

    running = await DeskProcess.at({ ...environment, EVIDENCE_KEY_FILE: keyFile });
    running.start();
    await expect(running.ready()).rejects.toThrow(`EVIDENCE_KEY_FILE: there is no ${keyFile}; make it once with`);
    expect(existsSync(kept)).toBe(false);

    expect(await verb(folder, 'evidence', 'key', '--new', keyFile)).toMatchObject({ code: 0 });
    const signing = await started({ ...environment, EVIDENCE_KEY_FILE: keyFile });
    expect(signing.printed).not.toContain('evidence is not signed');
    // What was said before there was a key is signed too.
    await expect.poll(() => existsSync(kept) && notesIn(readFileSync(kept, 'utf8')).length, PATIENCE).toBe(1);
    expect(await signing.stop()).toBe(0);
  }, 240_000);
});
