import { describe, expect, test } from 'vitest';
import { hashOfNone, hashPassword, passwordFits } from '../../services/staff/passwords.ts';

describe('a password', () => {
  test('fits its own hash, however it is composed, and no other', async () => {
    const hash = await hashPassword('pässword 密码');
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    expect(await passwordFits('pässword 密码'.normalize('NFD'), hash)).toBe(true);
    expect(await passwordFits('Pässword 密码', hash)).toBe(false);
  });

  test('is measured by what its hash says that it costs', async () => {
    const cheap = await hashPassword('a password', { ln: 4, r: 8, p: 1 });
    expect(await passwordFits('a password', cheap)).toBe(true);
    expect(await passwordFits('a password', cheap.replace('ln=4', 'ln=5'))).toBe(false);
  });

  test('fits a hash of before hashes said what they cost', async () => {
    const [, , , salt, key] = (await hashPassword('a password')).split('$');
    expect(await passwordFits('a password', `${salt}:${key}`)).toBe(true);
    expect(await passwordFits('another password', `${salt}:${key}`)).toBe(false);
  });

  test.each([
    ['that of no password', hashOfNone()],
    ['one that is empty', ''],
    ['none', 'x'],
  ])('does not fit %s', async (_, hash) => {
    expect(await passwordFits('', hash)).toBe(false);
    expect(await passwordFits('a password', hash)).toBe(false);
  });
});
