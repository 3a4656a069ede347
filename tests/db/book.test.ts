import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSamples } from '../../book/samples.ts';
import type { OpenDatabase } from '../../db/opened.ts';
import { keepBook, removeSamples, samplesIn } from '../../db/seed.ts';
import type { Book } from '../../services/book.ts';
import { customersNamed } from '../../services/customers/named.ts';
import { DATABASES, openPlace } from '../kit/databases.ts';
import { WEDNESDAY } from '../kit/desk.ts';

const book = readSamples({ now: new Date(WEDNESDAY), zone: 'Asia/Shanghai' });
const REAL = { samples: false, otherwise: 'changes' } as const;
const NOTHING = { customers: 0, policies: 0, cases: 0 };
const ALL = { customers: book.customers.length, policies: book.policies.length, cases: book.cases.length };

/** The book with one entry of each part made into another one. */
const changed = (): Book => ({
  customers: book.customers.map((one) => (one.id === 'sample-1' ? { ...one, phones: ['+8613800138001'] } : one)),
  policies: book.policies.map((one) =>
    one.number === 'MC202600010001' ? { ...one, terms: { ...one.terms, branch: '宁波分公司' } } : one,
  ),
  cases: book.cases.map((one) => (one.reference === 'TSHZ26-0402' ? { ...one, status: 'withdrawn' } : one)),
});

describe.each(DATABASES)('a book on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('', () => {
    let opened: OpenDatabase;
    beforeAll(async () => {
      opened = await openPlace(await fresh());
    }, 120_000);
    afterAll(() => opened.close());
    const keep = (one: Book, how: Parameters<typeof keepBook>[2] = REAL) => keepBook(opened.drizzle, one, how);

    test('is kept whole, and read back as it is', async () => {
      expect(await keep(book)).toEqual({ added: ALL, changed: NOTHING });
      const { customers, policies, insurerCases } = opened.database;
      for (const one of book.customers) expect(await customers.find(one.id)).toEqual(one);
      for (const one of book.policies) expect(await policies.find(one.number)).toEqual(one);
      for (const one of book.cases) expect(await insurerCases.find(one.reference)).toEqual(one);
      expect(await customers.find('nobody')).toBeUndefined();
      expect(await policies.find('MC000000000000')).toBeUndefined();
      expect(await insurerCases.find('LP26-0')).toBeUndefined();
    });

    test('changes nothing the second time, and what is different the third', async () => {
      expect(await keep(book)).toEqual({ added: NOTHING, changed: NOTHING });
      expect(await keep(changed(), { samples: false, otherwise: 'stays' })).toEqual({
        added: NOTHING,
        changed: NOTHING,
      });
      expect(await keep(changed())).toEqual({ added: NOTHING, changed: { customers: 1, policies: 1, cases: 1 } });
      expect(await opened.database.customers.find('sample-1')).toMatchObject({ phones: ['+8613800138001'] });
      expect(await opened.database.insurerCases.find('TSHZ26-0402')).toMatchObject({ status: 'withdrawn' });
    });

    test('of samples leaves what is real as it is', async () => {
      expect(await keep(book, { samples: true, otherwise: 'changes' })).toEqual({ added: NOTHING, changed: NOTHING });
      expect(await samplesIn(opened.drizzle)).toEqual(NOTHING);
      expect(await removeSamples(opened.drizzle)).toEqual(NOTHING);
    });

    test('is kept whole or not at all', async () => {
      const [policy] = book.policies;
      const [customer] = book.customers;
      if (!policy || !customer) throw new Error('no samples');
      const broken: Book = {
        customers: [{ ...customer, id: 'new' }],
        policies: [{ ...policy, number: 'MC202600019999', from: 'never' }],
        cases: [],
      };
      await expect(keep(broken)).rejects.toThrow();
      expect(await opened.database.customers.find('new')).toBeUndefined();
    });

    test('is searched by plate, by customer, by phone and by policy', async () => {
      const { customers, policies, insurerCases } = opened.database;
      const numbers = (found: readonly { number: string }[]) => found.map(({ number }) => number);
      const references = (found: readonly { reference: string }[]) => found.map(({ reference }) => reference);
      expect((await policies.findByPlate('浙A12345'))?.number).toBe('MC202600010001');
      expect(numbers(await policies.ofPlate('浙A12345'))).toEqual(['MC202600010001', 'JQ202600040001']);
      expect(await policies.ofPlate('浙A00000')).toEqual([]);
      // Holds one, benefits from another.
      expect(numbers(await policies.ofCustomer('sample-12')).sort()).toEqual([
        'SE202600090001',
        'TL200600070001',
        'WL202200080001',
      ]);
      // Is insured by one.
      expect(numbers(await policies.ofCustomer('sample-5'))).toEqual(['MO202600020003']);
      expect((await customers.findByPhone('+8617400000104')).map(({ id }) => id)).toEqual(['sample-4', 'sample-5']);
      expect((await customers.findByPhone('+8617400000102')).map(({ id }) => id)).toEqual(['sample-2']);
      expect(references(await insurerCases.ofCustomer('sample-5'))).toEqual(['LP26-10117', 'TSWX26-0318']);
      expect(references(await insurerCases.ofPolicy('MC202600010001'))).toEqual(['LP26-10031']);
    });

    test.each([
      ['宋秀兰', { phone: '+8617400000104' }, ['sample-5']],
      ['宋秀兰', { policyNumber: 'MO202600020003' }, ['sample-5']],
      ['宋秀蘭', { policyNumber: 'MO202600020003' }, ['sample-5']],
      ['江萍', { policyNumber: 'WL202200080001' }, ['sample-9']],
      ['林 晓', { plate: '浙A12345' }, ['sample-1']],
      ['林晓', { plate: '浙AD12345' }, []],
      ['林晓', { policyNumber: 'MC202600010002' }, []],
      ['林晓', { policyNumber: 'MC000000000000' }, []],
      ['林晓', { phone: '+8613000000000' }, []],
    ])('leads from the name %s and %o to %o', async (name, by, ids) => {
      expect((await customersNamed(name, by, opened.database)).map(({ id }) => id)).toEqual(ids);
    });
  });
});
