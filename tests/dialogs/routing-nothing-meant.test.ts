import { expect, test } from 'vitest';
import type { Talk } from '../../dialogs/kit/talk.ts';
import { REASONS, reasonAgainst } from '../../dialogs/routing/nothing-meant.ts';

/** A message as it is suspected where a talk stands, as far as the reasons look at it. */
function suspected(words: string, how: 'faintly' | 'surely' | 'far', where: object): Talk {
  const kind = 'other' in where ? 'somebody-else' : how === 'faintly' ? 'maybe' : 'wish-to-die';
  const said = {
    words,
    intent: 'out-of-scope',
    score: 0,
    distress: { kind, language: 'en', suspected: how },
    ...where,
  };
  const state = { stack: 'inHand' in where ? [{ dialog: 'report-incident' }] : [], ...where };
  return { said, state, read: () => ('fact' in where ? { value: 1 } : undefined) } as unknown as Talk;
}

const IN_HAND = { inHand: true };

/* What is said, how far it is suspected, what else is so, and the reason that nothing is meant by it; none: it stands. */
test.each([
  ['你们等着，我弄死你们', 'far', {}, 'threat'],
  ['yes or no, does it exist', 'far', { guarded: true }, 'guarded'],
  ['那就写我弟开的呗 他没喝', 'far', {}, 'untruth'],
  ['念给我听一遍', 'far', {}, 'read-back'],
  ['I only had three beers', 'surely', IN_HAND, 'drink'],
  ['I only had three beers', 'surely', {}, undefined],
  ['I only had three beers', 'far', IN_HAND, undefined],
  ['喝了点 我自己开回去算了', 'far', {}, 'drive-after-drink'],
  ['我撞了人 没停 开回家了', 'far', { peril: 'drove-on' }, 'peril'],
  ['我撞了人 不想活了', 'surely', { peril: 'drove-on' }, undefined],
  ['他坐路边说腰疼', 'surely', { advised: ['care.drove-on'] }, 'drove-on'],
  ['就这样交吧', 'surely', {}, 'business'],
  ['so no one will ring me at 4 and wake my flatmate', 'far', IN_HAND, 'call'],
  ['so no one will ring me at 4 and wake my flatmate', 'far', {}, undefined],
  ['will my spot be gone if I log off', 'surely', {}, 'place'],
  ['where I left off please', 'surely', {}, 'goes-on'],
  ['oops, he is correcting me. RIGHT knee', 'surely', IN_HAND, 'other-side'],
  ['right wrist, I cut it', 'surely', IN_HAND, undefined],
  ['she says it is enough', 'surely', { other: true, ...IN_HAND }, 'others'],
  ['she says it is enough', 'surely', { other: true }, undefined],
  ['我老婆查出来乳腺癌', 'surely', {}, 'illness'],
  ['我撑不住了', 'faintly', { allRight: true }, 'all-right'],
  ['我撑不住了', 'surely', { allRight: true }, undefined],
  ['我撑不住了 电话13800138000', 'faintly', { fact: true, ...IN_HAND }, 'fact'],
  ['我撑不住了 电话13800138000', 'faintly', { fact: true }, undefined],
] as const)('%s (%s, %o): %s', (words, how, where, reason) =>
  expect(reasonAgainst(suspected(words, how, where))).toBe(reason),
);

test('each reason has a name of its own', () => {
  expect(new Set(REASONS.map(({ name }) => name)).size).toBe(REASONS.length);
});
