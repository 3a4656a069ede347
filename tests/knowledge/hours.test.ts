import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHours } from '../../knowledge/desk/hours.ts';

/** A further folder in which an insurer says its own. */
function saying(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hours-'));
  mkdirSync(join(folder, 'desk'));
  writeFileSync(join(folder, 'desk', 'hours.yaml'), text);
  return folder;
}

test('what an insurer says takes the place of what is shipped, part by part', () => {
  const hours = readHours(
    saying(`
round-the-clock: [{name: {zh-CN: 报案电话, en: claims line}, at: '95500'}]
holidays: {2030: {notice: 示例, off: [2030-01-01/2030-01-03], worked: [2030-01-05]}}
`),
  );
  expect(hours.roundTheClock).toEqual([{ name: { 'zh-CN': '报案电话', en: 'claims line' }, at: '95500' }]);
  expect(hours.weekly).toEqual(readHours().weekly);
  expect([...hours.holidays.keys()]).toEqual([2024, 2025, 2026, 2030]);
  expect([...(hours.holidays.get(2030)?.off ?? [])]).toEqual(['2030-01-01', '2030-01-02', '2030-01-03']);
});

test('no folder of its own, and no file in it, is no fault', () => {
  expect(readHours(mkdtempSync(join(tmpdir(), 'hours-')))).toEqual(readHours());
});

test.each([
  ["holiday: ['9-18']", 'write hours as 09:00-18:00'],
  ["holiday: ['18:00-09:00']", 'hours end after they begin'],
  ["holiday: ['09:00-12:00', '11:00-18:00']", 'don’t overlap'],
  ['weekly: {monday: []}', 'weekly'],
  ['holidays: {2030: {notice: x, off: [2031-01-01], worked: []}}', 'below its own year'],
  ['hours: 24', 'hours'],
  ['a: [', 'no YAML'],
])('%s can’t be used, and is told why', (text, why) => expect(() => readHours(saying(text))).toThrow(why));
