import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBook } from '../../book/read-book.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { WEDNESDAY } from '../kit/desk.ts';

// Long: a table of what may stand in a book and of what it is refused for, a row each, with what is said.

const products = loadKnowledge();
const read = (source: string) =>
  readBook(source, { file: 'BOOK.yaml', now: new Date(WEDNESDAY), zone: 'Asia/Shanghai', products });

/** What is said of a book that can't be used. */
function saidOf(source: string): string[] {
  try {
    read(source);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

/** Whoever had this ID number was born in 1890. */
const BOOK = `customers:
  - id: C-1
    name: 张敏
    idNumber: 11010118900101018X
    phones: [13800138000]
  - id: C-2
    name: 张军
policies:
  - number: MC202600010001
    holder: C-1
    insured: [{ customer: C-1, relation: self }]
    beneficiaries:
      - { customer: C-2, relation: sibling, rank: 1, share: 100% }
    product: motor-commercial
    version: 2026
    from: 2026-03-01
    until: 2027-02-28
    status: in-force
    premium: { amount: 3200.50 CNY, frequency: yearly, paidUntil: 2027-02-28 }
    sumsInsured: [{ name: 第三者责任, cover: third-party, amount: 2000000 CNY }]
cases:
  - kind: claim
    reference: LP26-1
    policy: MC202600010001
    customer: C-1
    receivedOn: 2026-08-19
    branch: 无锡分公司
    status: under-review
    what: 追尾
`;

/** The book with something put in the place of something else. */
const changed = (from: string, to: string): string => {
  expect(BOOK).toContain(from);
  return BOOK.replace(from, to);
};

describe('a book', () => {
  test('is read into customers, policies and cases', () => {
    const book = read(BOOK);
    expect(book.samples).toBe(false);
    expect(book.customers).toEqual([
      { id: 'C-1', name: '张敏', idNumber: '11010118900101018X', phones: ['+8613800138000'] },
      { id: 'C-2', name: '张军', phones: [] },
    ]);
    expect(book.policies).toEqual([
      {
        number: 'MC202600010001',
        holder: 'C-1',
        insured: [{ customer: 'C-1', relation: 'self' }],
        beneficiaries: [{ customer: 'C-2', relation: 'sibling', rank: 1, share: 100 }],
        product: 'motor-commercial',
        version: '2026',
        from: '2026-03-01',
        until: '2027-02-28',
        status: 'in-force',
        terms: {
          premium: { amount: 3200.5, currency: 'CNY', frequency: 'yearly', due: [], paidUntil: '2027-02-28' },
          sumsInsured: [{ name: '第三者责任', cover: 'third-party', amount: 2_000_000, currency: 'CNY' }],
          riders: [],
        },
      },
    ]);
    expect(book.cases).toEqual([
      {
        kind: 'claim',
        reference: 'LP26-1',
        policyNumber: 'MC202600010001',
        customer: 'C-1',
        receivedOn: '2026-08-19',
        branch: '无锡分公司',
        status: 'under-review',
        what: '追尾',
        missing: [],
      },
    ]);
  });

  test.each([
    [
      'three shares of a third',
      'share: 100% }',
      'share: 33.33% }\n      - { customer: C-2, relation: child, rank: 1, share: 33.33% }\n      - { customer: C-1, relation: self, rank: 1, share: 33.34% }',
    ],
    [
      'a second rank',
      'share: 100% }',
      'share: 100% }\n      - { customer: C-1, relation: self, rank: 2, share: 100% }',
    ],
    ['a foreign phone', '[13800138000]', '["+852 9123 4567"]'],
    ['a contract for life', 'until: 2027-02-28', 'until: life'],
    ['what ended in its time', 'until: 2027-02-28\n    status: in-force', 'until: 2026-10-31\n    status: ended'],
    ['what was surrendered', 'in-force', 'surrendered\n    endedOn: 2026-10-01'],
    ['what is lapsed', 'in-force', 'lapsed\n    lapsedOn: 2026-10-01'],
    ['amounts in other currencies', '3200.50 CNY', '450 USD'],
    ['no e-mail, no phone', '    phones: [13800138000]\n', ''],
    ['quotes where nobody needs them', '11010118900101018X', '"11010118900101018X"'],
  ])('may have %s', (_, from, to) => {
    expect(saidOf(changed(from, to))).toEqual([]);
  });

  test('that is empty says nothing is in it', () => {
    expect(saidOf('')).toEqual(['BOOK.yaml:1: write keys and values']);
    expect(read('customers: []')).toMatchObject({ customers: [], policies: [], cases: [] });
  });
});

describe('a book is refused for', () => {
  test.each([
    // YAML
    [
      'a list that isn’t closed',
      '[13800138000]',
      '[13800138000',
      [expect.stringContaining('BOOK.yaml:6: this isn’t YAML: Flow sequence')],
    ],
    [
      'a key that stands twice',
      '    name: 张敏',
      '    name: 张敏\n    name: 张悯',
      ['BOOK.yaml:4: this key stands twice here: write it once'],
    ],
    [
      'a reference to elsewhere',
      'name: 张军',
      'name: *other',
      ['BOOK.yaml:7: customers[1].name: write it out: nothing is referred to by * here'],
    ],
    // Keys
    [
      'an unknown key',
      'name: 张军',
      'name: 张军\n    phone: 13800138000',
      ['BOOK.yaml:8: customers[1].phone: nothing is called so here: docs/seed.md says what is'],
    ],
    [
      'an unknown part',
      'cases:',
      'claims:',
      ['BOOK.yaml:21: claims: nothing is called so here: docs/seed.md says what is'],
    ],
    ['a missing key', '    from: 2026-03-01\n', '', ['BOOK.yaml:9: policies[0].from: write a day such as 2026-01-31']],
    ['a key without a value', 'name: 张军', 'name:', ['BOOK.yaml:7: customers[1].name: write a name']],
    [
      'a value where a list belongs',
      '[13800138000]',
      '13800138000',
      ['BOOK.yaml:5: customers[0].phones: write a list'],
    ],
    [
      'nobody who is insured',
      '[{ customer: C-1, relation: self }]',
      '[]',
      ['BOOK.yaml:11: policies[0].insured: write at least one who is insured'],
    ],
    [
      'a kind of case that isn’t one',
      'kind: claim',
      'kind: review',
      ['BOOK.yaml:22: cases[0].kind: write kind: claim or kind: complaint'],
    ],
    // Values
    [
      'a wrong check digit',
      '11010118900101018X',
      '110101189001010181',
      [
        'BOOK.yaml:4: customers[0].idNumber: write an ID number of 18 places: the last place isn’t the check digit of the others',
      ],
    ],
    [
      'no area',
      '11010118900101018X',
      '99010118900101018X',
      ['BOOK.yaml:4: customers[0].idNumber: write an ID number of 18 places: no area has the first six digits'],
    ],
    [
      'no birthday',
      '11010118900101018X',
      '110101189002300010',
      ['BOOK.yaml:4: customers[0].idNumber: write an ID number of 18 places: digits 7 to 14 are no birthday'],
    ],
    [
      'an old ID number',
      '11010118900101018X',
      '110101900101001',
      [
        'BOOK.yaml:4: customers[0].idNumber: write an ID number of 18 places: the old one of 15 places is none any more',
      ],
    ],
    [
      'half an ID number',
      '11010118900101018X',
      '1101011890',
      ['BOOK.yaml:4: customers[0].idNumber: write an ID number of 18 places'],
    ],
    [
      'a phone without its area',
      '[13800138000]',
      '[87654321]',
      [
        'BOOK.yaml:5: customers[0].phones[0]: write one phone number, such as 13800138000 or +852 9123 4567: its area code is missing',
      ],
    ],
    [
      'a number with more than a number',
      'number: MC202600010001',
      'number: MC202600010001 (old)',
      ['BOOK.yaml:9: policies[0].number: write a policy number of two capital letters and twelve digits'],
    ],
    [
      'two phones in one',
      '[13800138000]',
      '[13800138000 / 13900139000]',
      ['BOOK.yaml:5: customers[0].phones[0]: write one phone number, such as 13800138000 or +852 9123 4567'],
    ],
    [
      'a number that isn’t a policy’s',
      'number: MC202600010001',
      'number: P-1',
      ['BOOK.yaml:9: policies[0].number: write a policy number of two capital letters and twelve digits'],
    ],
    [
      'a plate that isn’t one',
      'product: motor-commercial',
      'vehicle: { plate: 浙I12345 }\n    product: motor-commercial',
      ['BOOK.yaml:14: policies[0].vehicle.plate: write a number plate such as 浙A12345'],
    ],
    [
      'a day that isn’t in the calendar',
      '2026-03-01',
      '2026-02-30',
      ['BOOK.yaml:16: policies[0].from: write a day such as 2026-01-31'],
    ],
    [
      'a day counted from today',
      '2026-03-01',
      '-120d',
      ['BOOK.yaml:16: policies[0].from: write a day such as 2026-01-31: days are counted from today in samples alone'],
    ],
    [
      'an end in other words',
      'until: 2027-02-28',
      'until: forever',
      ['BOOK.yaml:17: policies[0].until: write a day such as 2026-01-31, or life'],
    ],
    [
      'another status',
      'in-force',
      'active',
      ['BOOK.yaml:18: policies[0].status: write one of in-force, lapsed, surrendered, ended'],
    ],
    [
      'an amount without its currency',
      '3200.50 CNY',
      '3200.50',
      ['BOOK.yaml:19: policies[0].premium.amount: write an amount with its currency, such as 3200.50 CNY'],
    ],
    [
      'a currency that isn’t one',
      '3200.50 CNY',
      '3200.50 RMB',
      ['BOOK.yaml:19: policies[0].premium.amount: write an amount with its currency, such as 3200.50 CNY'],
    ],
    [
      'a whole account',
      'yearly,',
      'yearly, paidBy: { way: card, account: 6222020000000000 },',
      [
        'BOOK.yaml:19: policies[0].premium.paidBy.account: write the last four digits of the account, and no more of it',
      ],
    ],
    [
      'a share that isn’t one',
      'share: 100%',
      'share: 1/1',
      ['BOOK.yaml:13: policies[0].beneficiaries[0].share: write a share such as 50%'],
    ],
    [
      'another relation',
      'relation: sibling',
      'relation: brother',
      [
        'BOOK.yaml:13: policies[0].beneficiaries[0].relation: write one of parent-in-law, child-in-law, grandchild, grandparent, relative, spouse, child, parent, sibling, friend, colleague, employer, self',
      ],
    ],
    // What has to agree
    [
      'an unknown holder',
      'holder: C-1',
      'holder: C-9',
      [
        'BOOK.yaml:10: policies[0].holder: write a customer of this book: C-9 isn’t among them',
        'BOOK.yaml:11: policies[0].insured[0].relation: write who they are to the holder: they aren’t the holder',
      ],
    ],
    [
      'an unknown beneficiary',
      'customer: C-2',
      'customer: C-9',
      ['BOOK.yaml:13: policies[0].beneficiaries[0].customer: write a customer of this book: C-9 isn’t among them'],
    ],
    [
      'an unknown policy of a case',
      'policy: MC202600010001',
      'policy: MC202600010009',
      ['BOOK.yaml:24: cases[0].policy: write a policy of this book: MC202600010009 isn’t among them'],
    ],
    [
      'an unknown product',
      'product: motor-commercial',
      'product: motor',
      [
        expect.stringContaining(
          'BOOK.yaml:14: policies[0].product: write a product that the desk knows: critical-illness, home-contents, ',
        ),
      ],
    ],
    [
      'an unknown version',
      'version: 2026',
      'version: 2019',
      [
        'BOOK.yaml:15: policies[0].version: write a version of motor-commercial that the desk knows: 2019 isn’t one, 2026 is',
      ],
    ],
    [
      'an unknown cover',
      'cover: third-party',
      'cover: dental',
      [
        expect.stringContaining(
          'BOOK.yaml:20: policies[0].sumsInsured[0].cover: write a cover of motor-commercial: own-damage, ',
        ),
      ],
    ],
    [
      'shares that don’t make 100%',
      'share: 100%',
      'share: 60%',
      ['BOOK.yaml:12: policies[0].beneficiaries: write shares of rank 1 that make 100%: they make 60%'],
    ],
    [
      'a second rank without a first',
      'rank: 1',
      'rank: 2',
      ['BOOK.yaml:12: policies[0].beneficiaries: write rank 1 for those who come first'],
    ],
    [
      'an id that is given twice',
      'id: C-2',
      'id: C-1',
      [
        'BOOK.yaml:6: customers[1].id: write another one: customers[0] has the same',
        'BOOK.yaml:13: policies[0].beneficiaries[0].customer: write a customer of this book: C-2 isn’t among them',
      ],
    ],
    [
      'an ID number that is given twice',
      'name: 张军',
      'name: 张军\n    idNumber: 11010118900101018X',
      ['BOOK.yaml:8: customers[1].idNumber: write another one: customers[0] has the same'],
    ],
    [
      'an ID number that is made up',
      '11010118900101018X',
      '336001198804122041',
      ['BOOK.yaml:4: customers[0].idNumber: write somebody’s own: what begins with 3360 is made up'],
    ],
    [
      'an end before the beginning',
      'from: 2026-03-01',
      'from: 2027-03-01',
      [
        'BOOK.yaml:17: policies[0].until: write a day that isn’t before from, 2027-03-01',
        'BOOK.yaml:19: policies[0].premium.paidUntil: write a day that isn’t before from, 2027-03-01',
      ],
    ],
    [
      'what is in force after its end',
      '2027-02-28\n    status',
      '2026-10-31\n    status',
      ['BOOK.yaml:18: policies[0].status: write ended: it ran until 2026-10-31'],
    ],
    [
      'lapsed, and nobody knows when',
      'in-force',
      'lapsed',
      ['BOOK.yaml:9: policies[0].lapsedOn: write since when it is lapsed'],
    ],
    [
      'lapsed, and in force',
      'in-force',
      'in-force\n    lapsedOn: 2026-10-01',
      ['BOOK.yaml:19: policies[0].lapsedOn: leave it out: its status is in-force'],
    ],
    [
      'surrendered in the future',
      'in-force',
      'surrendered\n    endedOn: 2026-12-01',
      ['BOOK.yaml:19: policies[0].endedOn: write a day that isn’t after today, 2026-11-18'],
    ],
    [
      'ended early, and nobody knows when',
      'in-force',
      'ended',
      ['BOOK.yaml:9: policies[0].endedOn: write on which day it ended'],
    ],
    [
      'premiums that are due in no order',
      'yearly,',
      'yearly, due: [2027-03-01, 2026-12-01],',
      ['BOOK.yaml:19: policies[0].premium.due[1]: write a day that isn’t before the one before, 2027-03-01'],
    ],
    [
      'what can be tried with a real policy',
      'status: in-force',
      'status: in-force\n    try: [我要报案]',
      ['BOOK.yaml:19: policies[0].try: leave it out: it is for samples alone'],
    ],
    [
      'a case of the future',
      '2026-08-19',
      '2026-12-01',
      ['BOOK.yaml:26: cases[0].receivedOn: write a day that isn’t after today, 2026-11-18'],
    ],
    [
      'a reference as the desk gives it',
      'LP26-1',
      'BA260819-000001',
      ['BOOK.yaml:23: cases[0].reference: write the insurer’s own: the desk gives references of this form'],
    ],
    [
      'decided, and nobody knows how',
      'under-review',
      'decided',
      ['BOOK.yaml:22: cases[0].decision: write what was decided, or another status'],
    ],
    [
      'a decision before the claim',
      'under-review',
      'decided\n    decision: { outcome: refused, on: 2026-08-01, reason: 除外 }',
      ['BOOK.yaml:29: cases[0].decision.on: write a day that isn’t before receivedOn, 2026-08-19'],
    ],
    [
      'an acceptance of nothing',
      'under-review',
      'decided\n    decision: { outcome: accepted, on: 2026-09-01, reason: 属于责任 }',
      ['BOOK.yaml:29: cases[0].decision.amount: write what was decided to be paid'],
    ],
    [
      'a refusal that was paid',
      'under-review',
      'decided\n    paidOn: 2026-09-02\n    decision: { outcome: refused, on: 2026-09-01, reason: 除外 }',
      ['BOOK.yaml:29: cases[0].paidOn: leave it out: nothing was decided to be paid'],
    ],
    [
      'somebody who acts for themselves',
      'customer: C-1\n    receivedOn',
      'customer: C-1\n    onBehalfOf: C-1\n    receivedOn',
      ['BOOK.yaml:26: cases[0].onBehalfOf: leave it out: they act for themselves'],
    ],
  ])('%s', (_, from, to, said) => {
    expect(saidOf(changed(from, to))).toEqual(said);
  });

  test('everything that is wrong, said at once in the order of the lines, twenty at most', () => {
    expect(saidOf(BOOK.replace('motor-commercial', 'motor').replace('holder: C-1', 'holder: C-9'))).toHaveLength(3);
    const many = `customers:\n${'  - { id: C-1 }\n'.repeat(30)}`;
    const said = saidOf(many);
    expect([said.length, said[0], said.at(-1)]).toEqual([
      21,
      'BOOK.yaml:2: customers[0].name: write a name',
      '… and 10 more',
    ]);
  });

  test('a number of somebody’s, and doesn’t repeat it', () => {
    const said = saidOf(
      BOOK.replace('11010118900101018X', '110101189001010181')
        .replace('13800138000', '138001380009')
        .replace('6222', ''),
    );
    expect(said).toHaveLength(2);
    expect(said.join()).not.toMatch(/110101189|13800138(?!000 or)/);
  });
});

describe('a book of samples', () => {
  const SAMPLES = `samples: true\n${BOOK.replace('11010118900101018X', '336001198804122041')}`;

  test.each([
    ['today', '2026-11-18'],
    ['-120d', '2026-07-21'],
    ['-9m', '2026-02-18'],
    ['-2y', '2024-11-18'],
    ['2026-03-01', '2026-03-01'],
  ])('begins %s on %s', (said, day) => {
    expect(read(SAMPLES.replace('from: 2026-03-01', `from: ${said}`)).policies[0]?.from).toBe(day);
  });

  test('is refused with an ID number that may be somebody’s', () => {
    expect(saidOf(`samples: true\n${BOOK}`)).toEqual([
      'BOOK.yaml:5: customers[0].idNumber: write one that begins with 3360, so that it is nobody’s',
    ]);
  });
});

test('the book in docs/seed.md can be kept', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/seed.md'), 'utf8');
  const [, source = ''] = /```yaml\n(.*?)```/s.exec(guide) ?? [];
  expect(saidOf(source)).toEqual([]);
  const { customers, policies, cases } = read(source);
  expect([customers.length, policies.length, cases.length]).toEqual([2, 2, 2]);
});
