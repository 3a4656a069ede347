import { readConfig } from '../../config.ts';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { actsIn } from '../../understanding/acts/acts.ts';
import { forEachLine } from '../lines.ts';

/** What is understood of each utterance, as a message that is sent now: its intent, and what the customer does in it. */
export const recognize = (): Promise<void> => {
  const recognizer = recognizerOfConversations();
  const { zone } = readConfig(process.env);
  return forEachLine((text) => {
    const { intent, score, language } = recognizer.understand(text);
    const acts = actsIn(text, (words) => recognizer.understand(words), { reference: new Date(), zone });
    return { text, intent, score, locale: language ?? 'zh-CN', acts };
  });
};
