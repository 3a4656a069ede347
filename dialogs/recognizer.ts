import { unanswerable } from '../knowledge/search/answerable.ts';
import { IntentRecognizer, type TrainOn } from '../understanding/intent-recognizer.ts';
import { CONVERSATIONS } from './conversations/index.ts';

/** Recognises what the desk's conversations are for. With `trainOn` it learns from some phrasings only, to be measured. */
export const recognizerOfConversations = (trainOn?: TrainOn): IntentRecognizer =>
  new IntentRecognizer({ intents: CONVERSATIONS, unanswerable: unanswerable(), ...(trainOn ? { trainOn } : {}) });
