import { expect, test } from 'vitest';
import { showMoney } from '../../dialogs/kit/show.ts';
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
    expect(described({ damage: money }, 'report-incident', locale)).toEqual([
      { name: 'damage', label: 'damage', value: shown },
    ]);
  },
);
