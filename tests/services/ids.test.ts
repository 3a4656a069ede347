import { expect, test } from 'vitest';
import { unguessable } from '../../services/ids.ts';

test('an id never begins with a dash: a command would take it for an option', () => {
  const ids = Array.from({ length: 10_000 }, () => unguessable());
  expect(ids.filter((id) => id.startsWith('-'))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
