import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaList } from '@vant/area-data';
import { describe, expect, test } from 'vitest';
import { MADE_UP_AREA } from '../../book/agreements.ts';
import { type ReadBook, readBook } from '../../book/read-book.ts';
import { readSamples, samplesTold } from '../../book/samples.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { Policy } from '../../services/policies/policies.ts';
import { idCard } from '../../understanding/values/id-card.ts';
import { policyNumber } from '../../understanding/values/policy-number.ts';
import { WEDNESDAY } from '../kit/desk.ts';

const products = loadKnowledge();
const on = (now: string) => readSamples({ now: new Date(now), zone: 'Asia/Shanghai', products });
const { customers, policies, cases, tries } = on(WEDNESDAY);
const context = { reference: new Date(WEDNESDAY), zone: 'Asia/Shanghai' };

describe('the samples', () => {
  test.each(['2026-02-28T12:00:00+08:00', '2028-02-29T23:59:00+08:00', '2030-12-31T00:01:00+08:00'])(
    'are a book without fault, on %s too',
    (now) => {
      expect(on(now).policies).toHaveLength(policies.length);
    },
  );

  test('are nobody: no city has the area of their ID numbers, which are read as others are', () => {
    expect(Object.keys(areaList.city_list).filter((code) => code.startsWith(MADE_UP_AREA))).toEqual([]);
    for (const { idNumber } of customers) {
      expect(idNumber).toMatch(new RegExp(`^${MADE_UP_AREA}`));
      expect(idCard(idNumber ?? '', context)).toEqual({ value: idNumber });
    }
    const ends = customers.map(({ idNumber }) => idNumber?.slice(-4));
    expect(new Set(ends).size).toBe(customers.length);
  });

  test('have a policy of every product, each with something to try', () => {
    const codes = (of: readonly { product: string }[]) => [...new Set(of.map(({ product }) => product))].sort();
    expect(codes(policies)).toEqual(products.products.map(({ code }) => code).sort());
    for (const { number } of policies) {
      expect(policyNumber(number, context)).toEqual({ value: number });
      expect(tries.get(number)?.length).toBeGreaterThan(0);
    }
  });

  test.each<[string, (policy: Policy) => boolean]>([
    ['lapsed', ({ status, terms }) => status === 'lapsed' && terms.premium?.failed !== undefined],
    ['at the end of its term', ({ status, until }) => status === 'in-force' && until < '2026-12-31'],
    [
      'owed a premium',
      ({ terms }) => (terms.premium?.due[0] ?? '9') < '2026-11-18' && terms.premium?.failed !== undefined,
    ],
    ['looked after by somebody who has left', ({ terms }) => terms.salesperson?.left === true],
    ['held by somebody else than its insured', ({ insured }) => insured.every(({ relation }) => relation !== 'self')],
    ['with beneficiaries of two ranks', ({ beneficiaries }) => beneficiaries.some(({ rank }) => rank === 2)],
    ['with a loan', ({ terms }) => terms.loan !== undefined],
    ['with a dividend', ({ terms }) => terms.dividend?.accumulated !== undefined],
    ['within its cooling-off period', ({ from }) => from > '2026-11-03'],
    ['surrendered', ({ status }) => status === 'surrendered'],
  ])('have a policy that is %s', (_, is) => {
    expect(policies.filter(is).map(({ number }) => number)).not.toEqual([]);
  });

  test('have a claim under review with documents missing, refused and paid ones, and a branch’s decision to be reviewed', () => {
    const told = cases.map((one) => [
      one.kind,
      one.status,
      one.decision?.outcome,
      one.kind === 'claim' ? one.missing.length : one.branch,
    ]);
    expect(told).toEqual([
      ['claim', 'under-review', undefined, 2],
      ['claim', 'decided', 'refused', 0],
      ['claim', 'decided', 'partly-accepted', 0],
      ['complaint', 'decided', 'rejected', '无锡分公司'],
      ['complaint', 'under-review', undefined, '杭州分公司'],
    ]);
  });

  test('are told with who may speak for a policy, and what can be tried', () => {
    const told = samplesTold(on(WEDNESDAY)).find(({ policy }) => policy === 'MO202600020003');
    expect(told).toEqual({
      policy: 'MO202600020003',
      product: 'medical-one-year',
      status: 'in-force',
      people: [
        { name: '许晴', is: 'holder', idEnds: '7209', phone: '+8617400000104' },
        { name: '宋秀兰', is: 'insured', idEnds: '112X', phone: '+8617400000104' },
      ],
      try: ['我妈住院的理赔到哪一步了', '我妈住院了，要报一下'],
    });
  });
});

test('a book of others, for conversations about them, is without fault and shares nothing with the samples', () => {
  const file = join(import.meta.dirname, 'others.yaml');
  const given = { file, now: new Date(WEDNESDAY), zone: 'Asia/Shanghai', products };
  const others = readBook(readFileSync(file, 'utf8'), given);
  const names = (book: ReadBook) => [
    ...book.customers.flatMap(({ id, idNumber }) => [id, idNumber ?? '']),
    ...book.policies.map(({ number }) => number),
  ];
  const known = new Set(names(on(WEDNESDAY)).filter(Boolean));
  expect(names(others).filter((name) => known.has(name))).toEqual([]);
});
