import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readExpression, type Verdict, verdictOf } from '../../cli/licences/spdx.ts';
import { type Dependency, dependencies, readLookedAt } from '../../cli/licences/tree.ts';

describe('a licence expression', () => {
  test.each<[expression: string, verdict: Verdict]>([
    ['MIT', 'permissive'],
    ['mit', 'permissive'],
    ['(MIT)', 'permissive'],
    ['MIT OR GPL-3.0-only', 'permissive'],
    ['GPL-2.0-only or MIT', 'permissive'],
    ['MIT AND Apache-2.0', 'permissive'],
    ['(AFL-2.1 OR BSD-3-Clause)', 'permissive'],
    ['Apache-2.0 WITH LLVM-exception', 'permissive'],
    ['CC-BY-4.0', 'permissive'],
    ['GPL-3.0-or-later', 'copyleft'],
    ['GPL-2.0+', 'copyleft'],
    ['gpl-2.0', 'copyleft'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'copyleft'],
    ['AGPL-3.0-only', 'copyleft'],
    ['LGPL-2.1-or-later', 'copyleft'],
    ['SSPL-1.0', 'copyleft'],
    ['MPL-2.0', 'copyleft'],
    ['CC-BY-SA-4.0', 'copyleft'],
    ['CC-BY-NC-SA-4.0', 'copyleft'],
    ['BUSL-1.1', 'copyleft'],
    ['MIT AND GPL-3.0-only', 'copyleft'],
    ['MIT AND (GPL-3.0-only OR AGPL-3.0-only)', 'copyleft'],
    ['MIT AND (GPL-3.0-only OR ISC)', 'permissive'],
    ['MIT OR ISC AND GPL-3.0-only', 'permissive'],
    ['(MIT OR ISC) AND GPL-3.0-only', 'copyleft'],
    ['GPL-3.0-only OR Nobody-1.0', 'copyleft'],
    ['Nobody-1.0', 'unknown'],
    ['MIT AND Nobody-1.0', 'unknown'],
    ['MIT OR Nobody-1.0', 'permissive'],
    ['LicenseRef-ours', 'unknown'],
    ['DocumentRef-x:LicenseRef-y', 'unknown'],
    ['SEE LICENSE IN LICENSE.md', 'unknown'],
    ['UNLICENSED', 'unknown'],
    ['public domain', 'unknown'],
    ['MIT/X11', 'unknown'],
    ['MIT OR', 'unknown'],
    ['OR MIT', 'unknown'],
    ['(MIT', 'unknown'],
    ['MIT)', 'unknown'],
    ['MIT WITH', 'unknown'],
    ['MIT ISC', 'unknown'],
    ['MIT Or ISC', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (expression, verdict) => {
    expect(verdictOf(readExpression(expression))).toBe(verdict);
  });
});

describe('a tree of packages', () => {
  const root = mkdtempSync(join(tmpdir(), 'policydesk-licences-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (path: string, content: unknown) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const installed = (path: string, more: object) => write(`${path}/package.json`, { name: 'x', ...more });

  test('is read from what is installed: each version once, by name, without what only builds it', () => {
    write('package-lock.json', {
      packages: {
        '': { name: 'root', version: '1.0.0' },
        'node_modules/b': { version: '1.0.0', license: 'MIT' },
        'node_modules/a': { version: '2.0.0', license: 'MIT' },
        'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/c/node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/@scope/d': { version: '1.0.0', license: 'MIT' },
        'node_modules/old': { version: '1.0.0' },
        'node_modules/object': { version: '1.0.0' },
        'node_modules/none': { version: '1.0.0' },
        'node_modules/seen': { version: '1.0.0' },
        'node_modules/later': { version: '2.0.0' },
        'node_modules/alias': { name: 'real', version: '1.0.0', license: 'ISC' },
        'node_modules/elsewhere': { version: '1.0.0', license: 'MIT', optional: true },
        'node_modules/builds': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
        'node_modules/linked': { resolved: 'x', link: true },
      },
    });
    installed('node_modules/b', { license: 'GPL-3.0-only' });
    write('node_modules/b/index.js', '12345');
    installed('node_modules/a', { license: 'MIT' });
    for (const path of ['b', 'c']) installed(`node_modules/${path}/node_modules/a`, { license: 'MIT' });
    installed('node_modules/@scope/d', { license: 'MIT' });
    installed('node_modules/old', { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] });
    installed('node_modules/object', { license: { type: 'ISC', url: 'x' } });
    installed('node_modules/none', {});
    installed('node_modules/seen', { license: 'public domain' });
    installed('node_modules/later', { license: 'public domain' });
    installed('node_modules/alias', { license: 'ISC' });
    const looked = ['seen', 'later'].map((name) => ({
      package: name,
      version: '1.0.0',
      licence: 'CC0-1.0',
      why: 'its LICENSE',
    }));
    const tree = dependencies(root, looked, { sizes: true });
    const line = ({ package: name, version, licence, verdict }: Dependency) =>
      `${name} ${version} ${licence} ${verdict}`;
    expect(tree.map(line)).toEqual([
      '@scope/d 1.0.0 MIT permissive',
      'a 1.0.0 MIT permissive',
      'a 2.0.0 MIT permissive',
      'b 1.0.0 GPL-3.0-only copyleft',
      'elsewhere 1.0.0 MIT permissive',
      'later 2.0.0 public domain unknown',
      'none 1.0.0 null unknown',
      'object 1.0.0 ISC permissive',
      'old 1.0.0 (MIT OR GPL-2.0) permissive',
      'real 1.0.0 ISC permissive',
      'seen 1.0.0 CC0-1.0 permissive',
    ]);
    const bytes = Object.fromEntries(tree.map((one) => [`${one.package}@${one.version}`, one.bytes]));
    const own = Buffer.byteLength(JSON.stringify({ name: 'x', license: 'MIT' }));
    expect(bytes['a@1.0.0']).toBe(2 * own);
    expect(bytes['b@1.0.0']).toBe(Buffer.byteLength(JSON.stringify({ name: 'x', license: 'GPL-3.0-only' })) + 5);
    expect(bytes['elsewhere@1.0.0']).toBe(0);
  });
});

describe('the desk', () => {
  const project = join(import.meta.dirname, '..', '..');
  const lookedAt = readLookedAt(join(project, 'cli', 'licences', 'looked-at.yaml'));
  const tree = dependencies(project, lookedAt, { sizes: false });

  test('runs with nothing that is copyleft, or whose licence nobody knows', () => {
    expect(tree.length).toBeGreaterThan(100);
    expect(tree.filter(({ verdict }) => verdict !== 'permissive')).toEqual([]);
  });

  test('lists nothing as looked at that isn’t there any more', () => {
    const unused = lookedAt.filter(
      (one) => !tree.some(({ package: name, version, why }) => why && name === one.package && version === one.version),
    );
    expect(unused).toEqual([]);
  });
});
