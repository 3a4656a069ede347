import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isOpenToOthers, keyFileOf, openKeys, readPublicKeys } from '../../anchors/key-file.ts';
import { makeSigningKey, publicText, secretText } from '../../services/checkpoints/keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const embedded = () => ({ database: { folder }, evidenceKeyFile: undefined });
const server = { database: { url: 'postgres://x' }, evidenceKeyFile: undefined };

describe('the desk’s key', () => {
  test('is made beside the embedded database by the first start, for its owner alone, and stays', async () => {
    const made = await openKeys(embedded());
    const file = join(folder, 'evidence.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await isOpenToOthers(file)).toBe(false);
    expect((await openKeys(embedded()))?.signing.id).toBe(made?.signing.id);
    expect(made?.signing.name).toMatch(/^policydesk\/[0-9a-f]{8}$/);
    chmodSync(file, 0o640);
    expect(await isOpenToOthers(file)).toBe(true);
  });

  test('is none with PostgreSQL or in memory, unless a file is named', async () => {
    expect(await openKeys(server)).toBeUndefined();
    expect(keyFileOf({ database: { folder: 'memory://' }, evidenceKeyFile: undefined })).toBeUndefined();
    const file = join(folder, 'desk.key');
    await expect(openKeys({ ...server, evidenceKeyFile: file })).rejects.toThrow(
      `make it once with "desk evidence key --new ${file}"`,
    );
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, `${secretText(makeSigningKey('insurer.example'))}\n`);
    expect(await openKeys({ ...server, evidenceKeyFile: file })).toMatchObject({
      signing: { name: 'insurer.example' },
    });
  });

  test('may have older ones behind it, and says what is wrong without telling it', async () => {
    const [now, before] = [makeSigningKey('now'), makeSigningKey('before')];
    const file = join(folder, 'evidence.key');
    writeFileSync(file, `# ours\n${secretText(now)}\n\n${publicText(before)}\n`);
    expect((await openKeys(embedded()))?.known.map(({ name }) => name)).toEqual(['now', 'before']);
    writeFileSync(file, secretText(now).slice(0, -3));
    await expect(openKeys(embedded())).rejects.toThrow(/evidence\.key can't be used: a signing key is written/);
    await expect(openKeys(embedded())).rejects.not.toThrow(secretText(now).slice(20, 40));
    expect(readFileSync(file, 'utf8')).toBe(secretText(now).slice(0, -3));
  });

  test('is given to others as its public half', () => {
    const key = makeSigningKey('a');
    expect(readPublicKeys(`# the desk's\n${publicText(key)}\n`)).toMatchObject([{ name: 'a', id: key.id }]);
  });
});
