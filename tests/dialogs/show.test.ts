import { expect, test } from 'vitest';
import { showMoney, showPeople } from '../../dialogs/kit/show.ts';
import { describe as described } from '../../inbox/show/gathered.ts';
import type { Locale } from '../../language/locale.ts';

test.each<[amount: number, currency: string, approximate: boolean, locale: Locale, shown: string]>([
  [1200, 'CNY', false, 'zh-CN', '1,200 元'],
  [1200.5, 'CNY', true, 'zh-CN', '约 1,200.5 元'],
  [300, 'USD', false, 'zh-CN', 'USD 300'],
  [1200, 'CNY', false, 'en', 'CNY 1,200'],
  [300, 'USD', true, 'en', 'about USD 300'],
])(
  '%s %s, approximately %s, in %s is read back, and shown to the staff, as %s',
  (amount, currency, approximate, locale, shown) => {
    const money = { amount, currency, ...(approximate ? { approximate } : {}) };
    expect(showMoney(money as Parameters<typeof showMoney>[0], locale)).toBe(shown);
    expect(described({ sum: money }, 'report-incident', locale)).toEqual([{ name: 'sum', label: 'sum', value: shown }]);
  },
);

test.each<[locale: Locale, shown: string]>([
  ['zh-CN', '您（范琪）：投保人、没有开车；您的母亲（顾秀英）：73岁、被保险人、受伤；蒋萍：受益人；她：驾驶人'],
  [
    'en',
    'you (范琪): policyholder, not the driver; your mother (顾秀英): 73 years old, insured, hurt; 蒋萍: beneficiary; she: driver',
  ],
])('people are read back in %s: %s', (locale, shown) =>
  expect(
    showPeople(
      [
        { name: '范琪', roles: ['speaker', 'policyholder'], not: ['driver'] },
        { name: '顾秀英', relation: 'mother', roles: ['insured', 'hurt'], age: 73 },
        { name: '蒋萍', roles: ['beneficiary'] },
        { spokenOf: 'she', roles: ['driver'] },
      ],
      locale,
    ),
  ).toBe(shown),
);
