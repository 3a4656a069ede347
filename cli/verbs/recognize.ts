import { z } from 'zod';
import { readConfig } from '../../config.ts';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { actsIn } from '../../understanding/acts/acts.ts';
import { FACTS, type FactName } from '../../understanding/acts/facts.ts';
import { forEachLine } from '../lines.ts';

const fact = z.enum(Object.keys(FACTS) as [FactName, ...FactName[]]);
const matter = z.object({ intent: z.string(), facts: z.array(fact).default([]) });
/** A line that tells what stood before the message. */
const inTalk = z.object({
  text: z.string(),
  asked: z.object({ fact: fact.optional(), options: z.array(z.string()).optional() }).nullish(),
  open: z.array(z.union([matter, z.string().transform((intent) => ({ intent, facts: [] }))])).optional(),
});

/**
 * What is understood of each utterance, as a message that is sent now: its intent, and what the customer does in it. A line
 * is the words, or a JSON object `{text, asked?: {fact?, options?}, open?: [intent, …]}` with what stood before them.
 */
export const recognize = (): Promise<void> => {
  const recognizer = recognizerOfConversations();
  const { zone } = readConfig(process.env);
  return forEachLine((line) => {
    const { text, asked, open } = messageIn(line);
    const { intent, score, language } = recognizer.understand(text);
    const acts = actsIn(text, (words) => recognizer.understand(words), {
      reference: new Date(),
      zone,
      asked: asked ?? undefined,
      open: open ?? [],
    });
    return { text, intent, score, locale: language ?? 'zh-CN', acts };
  });
};

/** The message of a line: customers write braces too, so what isn't of that form is their words. */
function messageIn(line: string): z.infer<typeof inTalk> {
  if (!line.trimStart().startsWith('{')) return { text: line };
  try {
    return inTalk.safeParse(JSON.parse(line)).data ?? { text: line };
  } catch {
    return { text: line };
  }
}
