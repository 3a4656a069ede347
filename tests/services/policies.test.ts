import { describe, expect, test } from 'vitest';
import { incident } from '../../services/cases/kinds/incident.ts';
import { retentionOf } from '../../services/cases/retention.ts';
import { sameName } from '../../services/customers/named.ts';
import { FOR_LIFE, type Policy, roleIn, runsOn } from '../../services/policies/policies.ts';

const POLICY: Policy = {
  number: 'MC202600010001',
  holder: 'a',
  insured: [{ customer: 'b', relation: 'child' }],
  beneficiaries: [{ customer: 'c', relation: 'spouse', rank: 1, share: 100 }],
  product: 'motor-commercial',
  version: '2026',
  plate: undefined,
  from: '2020-03-01',
  until: '2030-02-28',
  status: 'in-force',
  lapsedOn: undefined,
  endedOn: undefined,
  terms: { sumsInsured: [], riders: [] },
};
const policy = (changes: Partial<Policy>): Policy => ({ ...POLICY, ...changes });

test('somebody is what gives them the most to say', () => {
  expect(['a', 'b', 'c', 'd'].map((id) => roleIn(POLICY, id))).toEqual(['holder', 'insured', 'beneficiary', undefined]);
  expect(roleIn(policy({ holder: 'b' }), 'b')).toBe('holder');
});

test.each<[string, Partial<Policy>, string, boolean]>([
  ['before its first day', {}, '2020-02-29', false],
  ['on its first day', {}, '2020-03-01', true],
  ['on its last day', {}, '2030-02-28', true],
  ['after its last day', {}, '2030-03-01', false],
  ['the day before it lapsed', { status: 'lapsed', lapsedOn: '2026-10-01' }, '2026-09-30', true],
  ['the day it lapsed', { status: 'lapsed', lapsedOn: '2026-10-01' }, '2026-10-01', false],
  ['the day it was surrendered', { status: 'surrendered', endedOn: '2026-10-01' }, '2026-10-01', false],
  ['in a hundred years, for life', { until: FOR_LIFE }, '2126-01-01', true],
])('cover %s', (_, changes, day, runs) => {
  expect(runsOn(policy(changes), day)).toBe(runs);
});

test.each([
  ['张敏', '張敏', true],
  ['阿依古丽·买买提', '阿依古丽买买提', true],
  ['Anna Smith', 'anna  smith', true],
  ['张敏', '张敏敏', false],
  ['张敏', '', false],
])('%s and %s are one name: %s', (one, other, same) => {
  expect(sameName(one, other)).toBe(same);
});

describe('what is about a contract is kept', () => {
  test.each<[string, Partial<Policy>, object | undefined]>([
    ['for life, while it runs', { until: FOR_LIFE }, { reason: 'contract-runs' }],
    [
      'ten years after a surrender',
      { until: FOR_LIFE, status: 'surrendered', endedOn: '2017-01-31' },
      { reason: 'period-runs', until: '2027-01-31' },
    ],
    ['not longer', { until: FOR_LIFE, status: 'surrendered', endedOn: '2016-01-31' }, undefined],
    [
      'from the day of an early end',
      { status: 'ended', endedOn: '2021-05-01' },
      { reason: 'period-runs', until: '2031-05-01' },
    ],
    [
      'while it is lapsed',
      { status: 'lapsed', lapsedOn: '2021-05-01' },
      { reason: 'contract-runs', until: '2040-02-28' },
    ],
  ])('%s', async (_, changes, kept) => {
    const found = policy(changes);
    const policies = {
      find: async () => found,
      findByPlate: async () => found,
      ofPlate: async () => [],
      ofCustomer: async () => [],
    };
    const about = { kind: incident.name, step: incident.steps[0], policyNumber: found.number };
    const retention = await retentionOf(about, {
      policies,
      now: new Date('2026-11-18T12:00:00+08:00'),
      zone: 'Asia/Shanghai',
    });
    expect(retention).toEqual(kept && { source: '保险法 §87', ...kept });
  });
});
