import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { Signals } from '../../services/signals.ts';
import { hashPassword, passwordFits } from '../../services/staff/passwords.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { ended, spawnProgram } from '../../tools/lab/processes.ts';
import { openTalkDesk } from '../kit/talk.ts';

let folder: string;
let talk: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-agents-'));
  const talks = await openTalkDesk({ folder: join(folder, 'data') });
  const customer = await talks.open();
  talk = customer.id;
  await customer.say('转人工');
  const { agents } = talks.opened.database;
  const passwordHash = await hashPassword('a password for tests');
  for (const [id, name, role] of [
    ['lin', '林悦', 'agent'],
    ['boss', '包斯', 'admin'],
  ] as const) {
    const agent = { id, email: `${id}@example.com`, name, role };
    await agents.add({ ...agent, passwordHash });
    await agents.begin(id, { agent, csrf: 'x', expiresAt: new Date('2100-01-01T00:00:00Z') }, passwordHash);
  }
  await customer.act({ id: 'lin', email: 'lin@example.com', name: '林悦', role: 'agent' }, { do: 'take' });
  await talks.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `desk agents <args>` in a process of its own, with something on its standard input. */
async function agents(args: string, input = ''): Promise<{ code: number | null; lines: Line[]; said: string }> {
  const child = spawnProgram(
    'cli/policydesk.js',
    { DATA_DIR: join(folder, 'data'), TZ: 'Asia/Shanghai' },
    { args: ['agents', ...args.split(' ').filter(Boolean)], reads: true },
  );
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('no pipes');
  stdin.on('error', () => {}).end(input);
  const [printed, said] = await Promise.all([text(stdout), text(stderr), ended(child)]);
  const lines = printed.split('\n').filter(Boolean);
  return { code: child.exitCode, lines: lines.map((line) => JSON.parse(line)), said };
}

/** biome-ignore lint/suspicious/noExplicitAny: tests look into what is printed freely */
type Line = Record<string, any>;

/** Looks into the database between two commands. */
async function look<T>(work: (opened: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const opened = await openDatabase(
    { folder: join(folder, 'data') },
    { signals: new Signals(), logger: createLogger('silent') },
  );
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

const fits = (email: string, password: string) =>
  look(async ({ database }) => passwordFits(password, (await database.agents.findByEmail(email))?.passwordHash ?? ''));

describe('desk agents', () => {
  test('add takes a password from standard input, or makes one up and shows it once', async () => {
    const added = await agents('add Mei@Example.com 梅 小', 'a long password\n');
    expect(added).toMatchObject({
      code: 0,
      lines: [{ added: { email: 'mei@example.com', name: '梅 小', role: 'agent' } }],
    });
    expect(added.lines[0]).not.toHaveProperty('password');
    const made = await agents('add han@example.com 韩 --role admin --generate');
    expect(made.lines[0]).toMatchObject({ added: { role: 'admin' }, password: expect.stringMatching(/^[\w-]{16}$/) });
    expect(await fits('mei@example.com', 'a long password')).toBe(true);
    expect(await fits('han@example.com', made.lines[0]?.password)).toBe(true);
  });

  test('list tells who there is, who is signed in and who has how many conversations', async () => {
    const { lines } = await agents('list');
    // One is always there on the desk of the talks.
    const listed = lines.filter(({ email }) => email !== 'there@localhost');
    expect(
      listed.map(({ email, role, enabled, sessions, conversations }) => [
        email,
        role,
        enabled,
        sessions,
        conversations,
      ]),
    ).toEqual([
      ['boss@example.com', 'admin', true, 1, 0],
      ['han@example.com', 'admin', true, 0, 0],
      ['lin@example.com', 'agent', true, 1, 1],
      ['mei@example.com', 'agent', true, 0, 0],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/hash|password/i);
  });

  test('disable ends their sessions, and their customers wait again', async () => {
    expect(await agents('disable LIN@example.com')).toMatchObject({
      code: 0,
      lines: [{ disabled: { email: 'lin@example.com' }, sessionsEnded: 1, returnedToQueue: 1 }],
    });
    const { conversation, entries } = await look(async ({ database }) => ({
      conversation: await database.conversations.find(talk),
      entries: await database.log.read(talk, 0, { reader: 'customer', limit: 100 }),
    }));
    expect(conversation?.floor.holder).toBe('queue');
    expect(entries.at(-1)?.activity?.text).toContain('已回到排队');
    expect((await agents('enable lin@example.com')).lines).toMatchObject([{ enabled: { email: 'lin@example.com' } }]);
  });

  test('the last admin who can sign in stays one', async () => {
    expect((await agents('role han@example.com agent')).code).toBe(0);
    for (const args of ['disable boss@example.com', 'role boss@example.com agent']) {
      const { code, said } = await agents(args);
      expect([code, said]).toEqual([
        1,
        expect.stringContaining('make another one first (desk agents role <email> admin)'),
      ]);
    }
    expect((await agents('role mei@example.com admin')).code).toBe(0);
    expect((await agents('disable boss@example.com')).code).toBe(0);
  });

  test('password gives another one and signs out', async () => {
    const { lines } = await agents('password boss@example.com', 'quite another one');
    expect(lines).toMatchObject([{ changed: { email: 'boss@example.com' }, sessionsEnded: 0, returnedToQueue: 0 }]);
    expect(await fits('boss@example.com', 'quite another one')).toBe(true);
    expect((await agents('password boss@example.com --generate')).lines[0]?.password).toMatch(/^[\w-]{16}$/);
  });

  test.each<[args: string, input: string, code: number, said: RegExp]>([
    ['', '', 2, /say what to do: add, list, disable, enable, password, role/],
    ['constructor', '', 2, /say what to do/],
    ['add mei@example.com 梅', 'a long password', 1, /choose another one/],
    ['add new@example.com 新', 'short', 2, /at least 8 characters.*--generate/],
    ['add new@example.com 新 --role king', 'a long password', 2, /a role is agent or admin/],
    ['add nobody', '', 2, /say whom to add/],
    ['disable nobody@example.com', '', 1, /desk agents list shows who there is/],
    ['password mei@example.com secret123', '', 2, /a password is never an argument/],
  ])('%s is refused, with what to do', async (args, input, code, said) => {
    const refused = await agents(args, input);
    expect([refused.code, refused.lines]).toEqual([code, []]);
    expect(refused.said).toMatch(said);
  });
});
