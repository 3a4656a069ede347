import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSalt, sha256, unguessable, uuidv7 } from '../../services/ids.ts';

test('an id never begins with a dash: a command would take it for an option', () => {
  const ids = Array.from({ length: 10_000 }, () => unguessable());
  expect(ids.filter((id) => id.startsWith('-'))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no bits are given out twice, whatever is asked for in between', () => {
  const halves = Array.from({ length: 5_000 }, (_, at) => {
    unguessable(8 * (1 + (at % 40)));
    const salt = newSalt();
    const uuid = uuidv7(new Date()).replaceAll('-', '');
    return [salt.slice(0, 16), salt.slice(16), uuid.slice(20)];
  }).flat();
  expect(new Set(halves).size).toBe(halves.length);
  for (const half of halves) expect(half).toMatch(/^[0-9a-f]{12,16}$/);
});

test('a hash is SHA-256 over the UTF-8 of its parts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }), (parts) => {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part, 'utf8');
      expect(sha256(...parts)).toBe(hash.digest('hex'));
    }),
  );
});
