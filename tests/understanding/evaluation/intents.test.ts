import { describe, expect, test } from 'vitest';
import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import { evaluateUtterances, utterances } from '../../../tools/eval/intents.ts';
import { loadPhrases } from '../../../understanding/intents/phrasings.ts';

/* What `desk eval intents` prints. These are floors: they rise with what is reached, and never fall. */
const recognizer = recognizerOfConversations();

test('nothing was learnt from the utterances', () => {
  const learnt = new Set([...loadPhrases('zh-CN'), ...loadPhrases('en')].map(({ text }) => text.toLowerCase()));
  const all = Object.values(utterances()).flat().map(String);
  expect(all.length).toBeGreaterThan(550);
  expect(all.filter((text) => learnt.has(text.toLowerCase()))).toEqual([]);
});

describe.each(['zh-CN', 'en'] as const)('%s', (language) => {
  const { inScope, outOfScope } = evaluateUtterances(recognizer, language);
  test('what is wanted is understood', () => expect(inScope).toBeGreaterThanOrEqual(0.97));
  test('what is nobody’s business here is told apart', () => expect(outOfScope).toBeGreaterThanOrEqual(0.88));
});
