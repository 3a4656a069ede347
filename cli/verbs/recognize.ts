import { unanswerable } from '../../knowledge/search/answerable.ts';
import { Understanding } from '../../understanding/intent-recognizer.ts';
import { forEachLine } from '../lines.ts';

/** What is understood of each utterance. */
export const recognize = (): Promise<void> => {
  const understanding = new Understanding(unanswerable());
  return forEachLine((text) => {
    const { intent, score, language } = understanding.understand(text);
    return { text, intent, score, locale: language ?? 'zh-CN' };
  });
};
