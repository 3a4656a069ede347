import { expect, test } from 'vitest';
import { showCase } from '../../inbox/show/cases.ts';
import { describe as described } from '../../inbox/show/gathered.ts';
import { LOCALES } from '../../language/locale.ts';
import type { Case } from '../../services/cases/case.ts';
import { CASE_KINDS } from '../../services/cases/kinds/index.ts';
import { hasTemplate } from '../../templates/render.ts';

test.each(LOCALES)('every kind of case and every step has a name (%s)', (locale) => {
  const keys = CASE_KINDS.flatMap(({ name, steps }) => [
    `inbox.kind-${name}`,
    ...steps.map((step) => `inbox.step-${step}`),
  ]);
  expect(keys.filter((key) => !hasTemplate(key, locale))).toEqual([]);
});

const leftUndone: Case = {
  id: 'x',
  reference: 'WB261118-000001',
  kind: 'unfinished',
  conversationId: 'c',
  policyNumber: undefined,
  step: 'filed',
  data: { stack: [{ dialog: 'report-incident', state: { filled: { anyoneHurt: false } } }] },
  openedAt: new Date('2026-11-18T15:30:00+08:00'),
  closedAt: undefined,
  deadlines: [],
};

test.each([
  ['zh-CN' as const, ['没办完的事', '已按当时情况留存', ['报案', '没有人受伤']]],
  ['en' as const, ['Left unfinished', 'Filed as it stood', ['Incident report', 'Nobody is hurt']]],
])('what was left undone is told in words (%s)', (locale, expected) => {
  const { label, stepLabel, values } = showCase(leftUndone, {
    locale,
    zone: 'Asia/Shanghai',
    now: new Date('2026-11-19T15:30:00+08:00'),
  });
  expect([label, stepLabel, values.map(({ value }) => value)]).toEqual(expected);
});

test.each([
  ['zh-CN' as const, [['案件信息', '已删除，由谁删除、为何删除见会话记录']]],
  ['en' as const, [['Data', "Erased; the conversation's log says who did it and why"]]],
])('a case whose data were erased says so (%s)', (locale, expected) => {
  const erased = { ...leftUndone, data: {}, closedAt: new Date('2026-11-19T10:00:00+08:00') };
  const { reference, values } = showCase(erased, {
    locale,
    zone: 'Asia/Shanghai',
    now: new Date('2026-11-19T15:30:00+08:00'),
  });
  expect([reference, values.map(({ label, value }) => [label, value])]).toEqual(['WB261118-000001', expected]);
});

test('a place is told once, as it was said', () => {
  const place = { said: '西湖区文三路', detail: '文三路', district: '西湖区' };
  expect(described({ place }, 'report-incident', 'zh-CN')).toEqual([
    { name: 'place', label: '地点', value: '西湖区文三路' },
  ]);
});
