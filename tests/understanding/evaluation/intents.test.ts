import { describe, expect, test } from 'vitest';
import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import { missedPeople } from '../../../tools/eval/missed-people.ts';
import { intentFigures, understand } from '../../../tools/eval/utterances.ts';

/*
 * What `desk eval intents` prints of what others wrote. These are floors and ceilings: they rise and fall with what is
 * reached, and never go back. The aims stand in tools/eval/printed/intents.ts.
 */
const recognizer = recognizerOfConversations();
const understood = { open: understand(recognizer, 'open'), 'held-back': understand(recognizer, 'held-back') };

describe.each([
  ['open', { zh: 0.945, en: 0.985, mixed: 0.98 }, { outOfScope: 0.935, lost: 0.011, missed: 1 }],
  ['held-back', { zh: 0.94, en: 0.91, mixed: 0.93 }, { outOfScope: 0.975, lost: 0.024, missed: 0 }],
] as const)('the %s half', (half, right, most) => {
  const all = understood[half];
  test.each(Object.entries(right))('%s is understood', (language, least) =>
    expect(intentFigures(all.filter(({ lang }) => lang === language)).right).toBeGreaterThanOrEqual(least),
  );

  test('what is nobody’s business here is told apart', () =>
    expect(intentFigures(all).outOfScope).toBeGreaterThanOrEqual(most.outOfScope));

  test('few requests are taken for nobody’s business', () =>
    expect(intentFigures(all).lost).toBeLessThanOrEqual(most.lost));

  test('hardly anybody who wants a person, or tells of a death or an injury, is missed', () =>
    expect(missedPeople(all).length).toBeLessThanOrEqual(most.missed));
});

test('what is plainly said is understood', () =>
  expect(intentFigures(understood.open.filter(({ kind }) => kind === 'plain')).inScope).toBeGreaterThanOrEqual(0.985));
