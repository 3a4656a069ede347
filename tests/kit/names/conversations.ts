import { CONVERSATIONS } from '../../../dialogs/conversations/index.ts';
import { describedIntents } from '../../../model/instructions.ts';
import { namesIn } from './to-write.ts';

/** Conversations that stand in no list, or are called otherwise than their file. */
export const unlistedConversations = (): string[] =>
  namesIn('dialogs/conversations')
    .filter((name) => !CONVERSATIONS.some(({ intent }) => intent === name))
    .map(
      (name) =>
        `dialogs/conversations/index.ts: add the conversation of ${name}.ts, whose intent is “${name}”, or call the file as its intent`,
    );

/** Nobody's business: there is nothing to tell of it. */
const NONE = 'out-of-scope';

/** Intents that a language model isn't told of, and what it is told of that there isn't. */
export function undescribedIntents(): string[] {
  const described = Object.keys(describedIntents());
  const wanted = CONVERSATIONS.map(({ intent }): string => intent).filter((intent) => intent !== NONE);
  return [
    ...wanted
      .filter((intent) => !described.includes(intent))
      .map((intent) => `model/intents.yaml: write what ${intent} is, in a line, and what decides near misses`),
    ...described
      .filter((intent) => !wanted.includes(intent))
      .map((intent) => `model/intents.yaml: take out ${intent}, which no conversation meets`),
  ];
}
