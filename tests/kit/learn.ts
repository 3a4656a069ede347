import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { loadKnowledge } from '../../knowledge/load.ts';

/* What a desk learns at its first start: run once before the tests, it is kept, and none of them waits for it. */

const recognizer = recognizerOfConversations();
for (const steps of [recognizer.learning(), recognizer.suspecting(), loadKnowledge().indexing()])
  for (const _ of steps);
