import { expect, test } from 'vitest';
import { showCase } from '../../inbox/show/cases.ts';
import { describe as described } from '../../inbox/show/gathered.ts';
import { LOCALES } from '../../language/locale.ts';
import { type Case, DRAFT } from '../../services/cases/case.ts';
import { CASE_KINDS } from '../../services/cases/kinds/index.ts';
import { hasTemplate } from '../../templates/render.ts';

test.each(LOCALES)('every kind of case and every step has a name (%s)', (locale) => {
  const keys = CASE_KINDS.flatMap(({ name, steps }) => [
    `inbox.kind-${name}`,
    ...steps.map((step) => `inbox.step-${step}`),
  ]);
  expect(keys.filter((key) => !hasTemplate(key, locale))).toEqual([]);
});

const draft: Case = {
  id: 'x',
  reference: 'BA261118-000001',
  kind: 'incident',
  conversationId: 'c',
  policyNumber: undefined,
  step: DRAFT,
  data: { anyoneHurt: false },
  facts: [{ name: 'anyoneHurt', value: false, words: '没人受伤', entry: 'e', by: 'customer' }],
  notes: [{ words: '对方很凶', entry: 'e', by: 'customer' }],
  openedAt: new Date('2026-11-18T15:30:00+08:00'),
  submittedAt: undefined,
  closedAt: undefined,
  deadlines: [],
};

test.each([
  ['zh-CN' as const, ['报案', '客户还没提交', '客户不办了', ['没有人受伤', '对方很凶']]],
  ['en' as const, ['Incident', 'Not submitted yet', 'Dropped by the customer', ['Nobody is hurt', '对方很凶']]],
])('what was told so far is told in words, and what fits no fact (%s)', (locale, expected) => {
  const viewing = { locale, zone: 'Asia/Shanghai', now: new Date('2026-11-19T15:30:00+08:00') };
  const { label, stepLabel, values } = showCase(draft, viewing);
  const dropped = showCase({ ...draft, closedAt: viewing.now }, viewing);
  expect([label, stepLabel, dropped.stepLabel, values.map(({ value }) => value)]).toEqual(expected);
});

test.each([
  ['zh-CN' as const, [['案件信息', '已删除，由谁删除、为何删除见会话记录']]],
  ['en' as const, [['Data', "Erased; the conversation's log says who did it and why"]]],
])('a case whose data were erased says so (%s)', (locale, expected) => {
  const erased = { ...draft, data: {}, facts: [], notes: [], closedAt: new Date('2026-11-19T10:00:00+08:00') };
  const { reference, values } = showCase(erased, {
    locale,
    zone: 'Asia/Shanghai',
    now: new Date('2026-11-19T15:30:00+08:00'),
  });
  expect([reference, values.map(({ label, value }) => [label, value])]).toEqual(['BA261118-000001', expected]);
});

test('a place is told once, as it was said', () => {
  const place = { said: '西湖区文三路', detail: '文三路', district: '西湖区' };
  expect(described({ place }, 'report-incident', 'zh-CN')).toEqual([
    { name: 'place', label: '地点', value: '西湖区文三路' },
  ]);
});
