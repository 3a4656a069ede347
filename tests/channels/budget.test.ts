import { describe, expect, test } from 'vitest';
import { MOST_DEPTH, withinBudget } from '../../channels/budget.ts';

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
const BUDGET = { attachments: 1_000, value: 100 };
const picture = (bytes: number) => ({
  name: 'a.png',
  contentType: 'image/png',
  contentUrl: `data:,${'x'.repeat(bytes)}`,
});

describe('what a channel sends beside the words', () => {
  test.each<[what: string, given: Record<string, unknown>, kept: Record<string, unknown>, cut: string[]]>([
    ['nothing', {}, {}, []],
    ['null, which serializers write', { value: null }, {}, []],
    [
      'what fits',
      { value: { a: 1 }, attachments: [{ name: 'a' }] },
      { value: { a: 1 }, attachments: [{ name: 'a' }] },
      [],
    ],
    ['a value that is too large', { value: { a: 'x'.repeat(200) } }, {}, ['value']],
    ['a value of too many bytes, though few characters', { value: '汉'.repeat(40) }, {}, ['value']],
    [
      'one that starves no other',
      { value: 'x'.repeat(1e6), attachments: [{ name: 'a' }] },
      { attachments: [{ name: 'a' }] },
      ['value'],
    ],
    [
      'a file that is too large',
      { attachments: [picture(5_000)] },
      { attachments: [{ name: 'a.png', contentType: 'image/png' }] },
      ['attachments'],
    ],
    [
      'a large card beside an address',
      { attachments: [{ name: 'a', contentUrl: 'https://x.example/a', content: 'x'.repeat(5_000) }, { name: 'b' }] },
      { attachments: [{ name: 'a', contentUrl: 'https://x.example/a' }, { name: 'b' }] },
      ['attachments'],
    ],
    ['items that are none', { attachments: [7, 'x'.repeat(5_000), null] }, { attachments: [7, null] }, ['attachments']],
    ['half a character and none at all', { value: 'a\ud800b\0c' }, { value: 'a\ufffdbc' }, []],
    ['a name that is none', { value: { 'a\0': 1 } }, { value: { a: 1 } }, []],
    ['a number beyond all', { value: [Number.POSITIVE_INFINITY] }, { value: [null] }, []],
    ['a field that nobody has a budget for', { elsewhere: 1 }, {}, []],
  ])('%s', (_what, given, kept, cut) => {
    expect(withinBudget(given, BUDGET)).toEqual({ kept, cut });
  });

  test('what is nested deeper than anybody needs is left out, at any depth', () => {
    expect(withinBudget({ value: nested(MOST_DEPTH) }, { value: 1_000 }).cut).toEqual([]);
    for (const depth of [MOST_DEPTH + 1, 20_000]) {
      const { kept, cut } = withinBudget({ value: nested(depth) }, { value: 1_000 });
      expect(cut).toEqual(['value']);
      expect(JSON.stringify(kept.value)).toHaveLength('{"a":'.length * MOST_DEPTH + 'null'.length + MOST_DEPTH);
    }
  });

  test('many files: the first of them, and that there were more', () => {
    const { kept, cut } = withinBudget({ attachments: Array.from({ length: 900 }, () => ({ name: 'a.png' })) }, BUDGET);
    expect(JSON.stringify(kept.attachments).length).toBeLessThanOrEqual(BUDGET.attachments);
    expect((kept.attachments as unknown[]).length).toBeGreaterThan(40);
    expect(cut).toEqual(['attachments']);
  });
});
