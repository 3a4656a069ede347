import { CONVERSATIONS } from '../../../dialogs/conversations/index.ts';
import { namesIn } from './to-write.ts';

/** Conversations that stand in no list, or are called otherwise than their file. */
export const unlistedConversations = (): string[] =>
  namesIn('dialogs/conversations')
    .filter((name) => !CONVERSATIONS.some(({ intent }) => intent === name))
    .map(
      (name) =>
        `dialogs/conversations/index.ts: add the conversation of ${name}.ts, whose intent is “${name}”, or call the file as its intent`,
    );
