import { MOST_READ } from '../language/window.ts';

/** Where a customer goes on to something else, in so many words. A full stop alone may only go on with the story. */
const NEXT =
  /[。，,；;！!？?\n\s]*(?:另外|顺便(?:问一?下|再)?)[，,：:、\s]*|[。，,；;！!？?\n\s]+(?:还有(?:一?(?:件事|个事|个问题))?|对了|再就是|再一个|第[二三四五]|其次|[2-5][.、)）]|(?:also|another thing|one more thing|by the way|and also|oh and|secondly|second|btw|in addition)\b)[，,：:、\s]*/gi;
const FIRST = /^(?:第一|首先|一是|1[.、)）]|firstly|first)[，,：:、\s]*/i;
/** Shorter ones are no request of their own. */
const SHORTEST = 3;

/** The parts of a message that may each want something: split where the customer says that something else comes. */
export function requestsIn(said: string): string[] {
  if (said.length > MOST_READ) return [said];
  const parts = said
    .split(NEXT)
    .map((part) => part.replace(FIRST, '').trim())
    .filter((part) => part.length >= SHORTEST);
  return parts.length > 1 ? parts : [said];
}
