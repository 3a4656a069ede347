import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { loadKnowledge } from '../../knowledge/load.ts';

/** What the desks of this process know and understand: loaded and learnt once, for it holds nothing of a conversation. */
export const learnt = { knowledge: loadKnowledge(), recognizer: recognizerOfConversations() };
