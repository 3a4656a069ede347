import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, spawnProgram } from '../../tools/lab/processes.ts';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-seed-'));
  file = join(folder, 'BOOK.yaml');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `desk seed <args>` in a process of its own, on one database. */
async function seed(args: string[], more: Record<string, string> = {}) {
  const environment = { DATA_DIR: join(folder, 'data'), TZ: 'Asia/Shanghai', ...more };
  const child = spawnProgram('cli/policydesk.js', environment, { args: ['seed', ...args] });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const [printed, said] = await Promise.all([text(stdout), text(stderr), ended(child)]);
  const lines = printed.split('\n').filter(Boolean);
  return { code: child.exitCode, lines: lines.map((line) => JSON.parse(line)), said: said.trim() };
}

const PRODUCTION = { NODE_ENV: 'production' };
const NOTHING = { customers: 0, policies: 0, cases: 0 };
const SAMPLES = { customers: 12, policies: 16, cases: 5 };
/** Whoever had this ID number was born in 1890. */
const BOOK = `customers:
  - { id: C-1, name: 张敏, idNumber: 11010118900101018X, phones: [13800138000] }
policies:
  - number: HC202600039001
    holder: C-1
    insured: [{ customer: C-1, relation: self }]
    product: home-contents
    version: 2026
    from: 2026-01-01
    until: 2099-12-31
    status: in-force
`;

test('production takes a real book, the same one again without a change, and no samples', {
  timeout: 240_000,
}, async () => {
  writeFileSync(file, BOOK);
  const added = { customers: 1, policies: 1, cases: 0 };
  const once = await seed(['--file', file], PRODUCTION);
  expect(once).toEqual({ code: 0, lines: [{ added, changed: NOTHING }], said: '' });
  const twice = await seed(['--file', file], PRODUCTION);
  expect(twice).toEqual({ code: 0, lines: [{ added: NOTHING, changed: NOTHING }], said: '' });
  const samples = join(import.meta.dirname, '../../book/samples.yaml');
  for (const args of [[], ['--file', samples]]) {
    const refused = await seed(args, PRODUCTION);
    expect([refused.code, refused.lines]).toEqual([1, []]);
    expect(refused.said).toMatch(/^the samples are people who do not exist/);
  }
});

test('a book with faults is refused by line, with no number of anybody’s, and nothing of it is kept', {
  timeout: 240_000,
}, async () => {
  writeFileSync(
    file,
    `${BOOK.replace('11010118900101018X', '110101189001010181').replace('HC202600039001', 'HC202600039002')}`,
  );
  expect(await seed(['--file', file])).toEqual({
    code: 1,
    lines: [],
    said: `${file}:2: customers[0].idNumber: write an ID number of 18 places: the last place isn’t the check digit of the others`,
  });
  writeFileSync(file, BOOK.replace('home-contents', 'home'));
  expect((await seed(['--file', file])).said).toMatch(
    /BOOK\.yaml:7: policies\[0\]\.product: write a product that the desk knows/,
  );
  expect((await seed(['--file', join(folder, 'none.yaml')])).said).toMatch(/ENOENT.*none\.yaml/);
});

test('the samples are told with what to try, and taken out again', { timeout: 240_000 }, async () => {
  const { code, lines } = await seed([]);
  const [kept, ...told] = lines;
  expect([code, kept]).toEqual([0, { added: SAMPLES, changed: NOTHING }]);
  expect(told).toHaveLength(SAMPLES.policies);
  expect(told[0]).toEqual({
    policy: 'MC202600010001',
    product: 'motor-commercial',
    status: 'in-force',
    people: [{ name: '林晓', is: 'holder', idEnds: '2041', phone: '+8613800138000' }],
    plate: '浙A12345',
    try: [expect.stringContaining('浙A12345'), '我的车损险保额是多少'],
  });
  expect((await seed(['--remove'])).lines).toEqual([{ removed: SAMPLES }]);
  expect(await seed(['BOOK.yaml'])).toMatchObject({ code: 2, lines: [] });
});
