import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, spawnProgram } from '../../tools/lab/processes.ts';
import { openTalkDesk } from '../kit/talk.ts';

let folder: string;
let explained: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-cli-'));
  const talks = await openTalkDesk({ folder: join(folder, 'data') });
  const customer = await talks.open();
  for (const words of ['酒后开车出了事故赔吗', '我明白了']) await customer.say(words);
  explained = customer.id;
  const others = await talks.open();
  for (const words of ['车险被怪兽吞了赔不赔', '请问车险被怪兽吞了赔不赔？', '车险穿越到清朝赔不赔']) {
    talks.clock.pass(24 * 60);
    await others.say(words);
  }
  const { misses } = talks.opened.database;
  const [, done] = await misses.groups({ order: 'count', limit: 2 });
  await misses.resolve(done?.key ?? '', { by: 'test', at: talks.clock.tell() });
  await talks.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `desk <args>` in a process of its own, on the folder. */
const desk = (...args: string[]) => deskIn({}, ...args);

async function deskIn(
  more: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; lines: Record<string, unknown>[]; said: string }> {
  const environment = { DATA_DIR: join(folder, 'data'), TZ: 'Asia/Shanghai', ...more };
  const child = spawnProgram('cli/policydesk.js', environment, { args });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const [printed, said] = await Promise.all([text(stdout), text(stderr), ended(child)]);
  const lines = printed.split('\n').filter(Boolean);
  return { code: child.exitCode, lines: lines.map((line) => JSON.parse(line)), said };
}

describe('evidence', () => {
  test('is one JSON object on one line; verify takes it, and names what was changed', async () => {
    const { code, lines } = await desk('evidence', explained);
    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toMatchObject({
      format: 'policydesk-evidence/2',
      conversation: explained,
      disclosures: [{ product: 'motor-commercial', wordsShown: true, confirmation: { answer: 'understood' } }],
    });
    const file = join(folder, 'evidence.json');
    writeFileSync(file, JSON.stringify(lines[0]));
    expect(await desk('verify', file)).toMatchObject({ code: 0, lines: [{ ok: true, disclosures: 1, confirmed: 1 }] });
    writeFileSync(file, JSON.stringify(lines[0]).replaceAll('我明白了', '我不明白'));
    expect(await desk('verify', file)).toMatchObject({
      code: 1,
      lines: [{ ok: false, seq: 6, reason: 'content-changed' }],
    });
  });

  test('is a page with --html; verify takes that too', async () => {
    const file = join(folder, 'evidence.html');
    expect(await desk('evidence', explained, '--html', file)).toMatchObject({
      code: 0,
      lines: [{ html: file, conversation: explained, disclosures: 1, entries: 8 }],
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
    expect(await desk('verify', file)).toMatchObject({ code: 0, lines: [{ ok: true, conversation: explained }] });
  });

  test('verify takes a transcript as before', async () => {
    const { lines } = await desk('export', explained);
    const file = join(folder, 'transcript.jsonl');
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(await desk('verify', file)).toMatchObject({
      code: 0,
      lines: [{ ok: true, entries: 8, standing: 'unanchored' }],
    });
    writeFileSync(file, 'nothing of the kind');
    expect(await desk('verify', file)).toMatchObject({ code: 1, lines: [{ ok: false, reason: 'not-a-transcript' }] });
  });

  test.each<[string[], number, RegExp]>([
    [['evidence'], 2, /say which conversation\n {2}desk evidence <conversation>/],
    [['evidence', 'nobody'], 1, /there is no conversation nobody/],
    [['evidence', 'x', '--pdf', 'y'], 2, /--pdf/],
  ])('%j is refused', async (args, code, sentence) => {
    const refused = await desk(...args);
    expect([refused.code, refused.lines]).toEqual([code, []]);
    expect(refused.said).toMatch(sentence);
  });
});

describe('the whole database', () => {
  test('is verified with --all, also after something was erased', async () => {
    const [{ key }] = (await desk('evidence', 'key')).lines as [{ key: string }];
    expect(key).toMatch(/^policydesk\/[0-9a-f]{8}\+[0-9a-f]{8}\+\S+$/);
    const by = ['--by', 'dpo@insurer.example', '--why', 'PIPL 47'];
    expect(await desk('erase', explained, '--entry', '2', ...by)).toMatchObject({
      code: 0,
      lines: [
        { conversation: explained, erased: 1, cases: [], files: { erased: 0, kept: 0 }, archives: [], signed: true },
      ],
    });
    expect(await desk('verify', '--all', '--json', '--key', key)).toMatchObject({
      code: 0,
      lines: [{ ok: true, conversations: 2, erased: 1, unsignedErasures: 0, signatures: 'checked' }],
    });
  });

  test('is archived by month, verified from there, and put back', async () => {
    const archive = join(folder, 'archive');
    const after = { CLOCK: '2026-12-10T10:00:00+08:00' };
    const { code, lines } = await deskIn(after, 'archive', '--month', '2026-11', '--to', archive);
    expect([code, lines]).toEqual([
      0,
      [
        {
          month: '2026-11',
          to: archive,
          conversations: expect.any(Number),
          entries: expect.any(Number),
          files: 0,
          left: {},
          signed: true,
        },
      ],
    ]);
    expect((await desk('verify', '--all', '--json')).lines).toMatchObject([{ ok: true, archived: lines[0]?.entries }]);
    const [file = ''] = readdirSync(join(archive, '2026-11'))
      .filter((name) => name.endsWith('.jsonl.gz'))
      .map((name) => join(archive, '2026-11', name));
    const plain = join(folder, 'from-the-archive.jsonl');
    writeFileSync(plain, gunzipSync(readFileSync(file)));
    expect(await desk('verify', plain)).toMatchObject({ code: 0, lines: [{ ok: true }] });
    expect(await desk('archive', '--restore', file)).toMatchObject({ code: 0, lines: [{ restored: file, files: 0 }] });
    expect(await desk('archive', '--restore', file)).toMatchObject({
      ...{ code: 1, lines: [], said: expect.stringContaining('put back already') },
    });
  });

  test.each<[string[], RegExp]>([
    [['archive', '--month', '2999-01', '--to', 'x'], /2999-01 isn't over yet/],
    [['erase'], /say which conversation/],
    [['erase', 'x', '--by', 'me'], /say who erases it \(--by\) and why \(--why\)/],
    [['erase', 'x', '--by', 'me', '--why', 'so', '--cases', 'BA1,,BA2'], /--cases are references such as/],
    [['archive', '--month', '2025-03'], /say which month and to which folder/],
    [['archive', '--month', '2025-13', '--to', 'x'], /--month is a year and a month/],
    [['verify'], /say which file, or --all/],
  ])('%j is refused', async (args, sentence) => {
    const refused = await desk(...args);
    expect([refused.code, refused.lines]).toEqual([2, []]);
    expect(refused.said).toMatch(sentence);
  });
});

describe('misses', () => {
  test('are printed a group a line, the open ones', async () => {
    const { code, lines } = await desk('misses');
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        question: '请问车险被怪兽吞了赔不赔?',
        count: 2,
        firstAt: '2026-11-19T07:30:00.000Z',
        lastAt: '2026-11-20T07:30:00.000Z',
        product: 'motor-commercial',
        locale: 'zh-CN',
        nearest: expect.any(Array),
        resolved: false,
        key: expect.any(String),
        conversationId: expect.any(String),
      },
    ]);
  });

  test.each<[string[], [question: string, count: number, resolved: boolean][]]>([
    [
      ['--all'],
      [
        ['请问车险被怪兽吞了赔不赔?', 2, false],
        ['车险穿越到清朝赔不赔', 1, true],
      ],
    ],
    [['--since', '2026-11-20'], [['请问车险被怪兽吞了赔不赔?', 1, false]]],
    [['--all', '--since', '2026-11-21T00:00:00+08:00'], [['车险穿越到清朝赔不赔', 1, true]]],
    [['--product', 'home-contents'], []],
  ])('%j', async (args, expected) => {
    const { lines } = await desk('misses', ...args);
    expect(lines.map(({ question, count, resolved }) => [question, count, resolved])).toEqual(expected);
  });

  test.each([[['--since', 'yesterday']], [['--since', '2026-13-01']], [['what']], [['--until', '2026-01-01']]])(
    '%j is refused',
    async (args) => {
      expect(await desk('misses', ...args)).toMatchObject({ code: 2, lines: [] });
    },
  );
});
