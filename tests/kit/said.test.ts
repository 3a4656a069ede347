import { expect, test } from 'vitest';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { holds, rewritten, written } from './said.ts';

const said = {
  activity: {
    type: 'message',
    text: '请核对：\n地点：文三路\n联系电话：138 0013 8000\n\n编号 BA261118-000123，以上都对吗？',
    suggestedActions: { actions: [{ title: '对，提交' }, { title: '要修改' }] },
    channelData: { policydesk: { key: 'report-incident.confirm' } },
  },
} as unknown as LogEntry;

const WORDS = `bot: 请核对：
  地点：文三路
  联系电话：138 0013 8000
  编号 BA######-######，以上都对吗？
  [对，提交] [要修改]`;
const KEY = `bot: report-incident.confirm
  place: 文三路
  phone: 138 0013 8000`;

test('a new line is word for word, or a key with what it lists', () => {
  expect(written(said, true).join('\n')).toBe(WORDS);
  expect(written(said, false).join('\n')).toBe(KEY);
});

test.each([
  WORDS,
  'bot: 请核对：…',
  'bot: 请核对：\n  地点：文三…',
  KEY,
  'bot: report-incident.confirm',
  'bot: report-incident.confirm\n  以上都对吗？',
  'bot: report-incident.confirm\n  place: 文三路\n  phone: 138 0013 8000\n  文三\n  8000',
])('holds: %s', (lines) => {
  expect(holds(lines.split('\n'), said)).toBe(true);
});

test.each([
  ['bot: 请核对：', WORDS],
  ['bot: 请您核对：…', WORDS],
  ['bot: form.noted', KEY],
  ['bot: form.notted\n  place: 文三路', KEY],
  ['bot: report-incident.confirm\n  place: 文三路', KEY],
  ['bot: report-incident.confirm\n  phone: 138 0013 8000\n  place: 文三路', KEY],
  ['bot: report-incident.confirm\n  文二路\n  8000', 'bot: report-incident.confirm\n  8000'],
  ['bot: report-incident.confirm\n  8000\n  文三路', 'bot: report-incident.confirm\n  8000'],
])('does not hold, and is put as it was: %j', (lines, now) => {
  expect(holds(lines.split('\n'), said)).toBe(false);
  expect(rewritten(lines.split('\n'), said).join('\n')).toBe(now);
});
