import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsFor } from '../../channels/connector/in-parts.ts';
import { inParts } from '../../channels/parts.ts';

describe('a text in parts that a channel takes', () => {
  test.each<[what: string, text: string, most: number, parts: string[]]>([
    ['what fits is one', '您好。再见。', 6, ['您好。再见。']],
    ['between sentences', '第一句话。第二句话。第三句话。', 11, ['第一句话。第二句话。', '第三句话。']],
    ['between paragraphs first', '第一段有话。\n\n第二段。再说。', 14, ['第一段有话。', '第二段。再说。']],
    ['in English too', 'One is said. Two is said. Three.', 26, ['One is said. Two is said.', 'Three.']],
    ['a number isn’t parted at its point', 'Pay 12.50 now', 9, ['Pay 12.50', 'now']],
    ['no place at all', '字'.repeat(5), 2, ['字字', '字字', '字']],
    ['no character is cut in two', '😀😀', 3, ['😀', '😀']],
    ['nothing', '', 5, ['']],
    ['blanks at the end', `${'字'.repeat(4)}   `, 4, ['字'.repeat(4)]],
  ])('%s', (_what, text, most, parts) => expect(inParts(text, most)).toEqual(parts));

  test('nothing but blanks is lost, and no part is too long', () => {
    const texts = fc.array(fc.constantFrom('字', '。', '，', ' ', '\n', '😀', 'word', '. ')).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 20 }), (text, most) => {
        const parts = inParts(text, most);
        expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(most);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });

  test('a channel without an end gets one, another one parts, the last of them with the buttons', () => {
    const activity = {
      type: 'message',
      text: `${'说明。'.repeat(700)}`,
      suggestedActions: { to: [], actions: [] },
      channelData: { policydesk: { key: 'ask.answer' } },
    };
    expect(partsFor(activity, 'webchat')).toEqual([activity]);
    const parts = partsFor(activity, 'facebook');
    expect(parts.map(({ text }) => text?.length)).toEqual([1998, 102]);
    expect(parts.map((part) => 'suggestedActions' in part)).toEqual([false, true]);
    expect(parts[0]?.channelData).toEqual({ policydesk: { key: 'ask.answer', part: [1, 2] } });
  });
});
