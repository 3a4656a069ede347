import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { forEachLine } from '../lines.ts';

/** What is understood of each utterance. */
export const recognize = (): Promise<void> => {
  const recognizer = recognizerOfConversations();
  return forEachLine((text) => {
    const { intent, score, language } = recognizer.understand(text);
    return { text, intent, score, locale: language ?? 'zh-CN' };
  });
};
