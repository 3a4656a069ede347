import { wordLists } from '../../language/word-lists.ts';

/** Most questions that are answered at once; whoever asks more is asked to go on one by one. */
const MOST_QUESTIONS = 3;

const words = wordLists(new URL('./questions.yaml', import.meta.url), ['ends', 'begins', 'asks']);
/** Where a question ends: at its mark, or at a Chinese question word before a comma. */
const END = new RegExp(
  `(?<=[？?])\\s*|(?<=${words.ends.source})[，,、；;\\s]+(?=.{3})|[；;。\\n]+|(?<=\\w)\\.\\s+(?=${words.begins.source})`,
  'iu',
);

/**
 * The questions in one message, in their order; the whole message where it is one question. What stands before a
 * question without asking anything (「我昨天喝了酒，」) belongs to the one after it.
 */
export function questionsIn(text: string): string[] {
  const parts = text
    .split(END)
    .map((part) => part.trim())
    .filter(Boolean);
  const questions: string[] = [];
  let open = '';
  for (const part of parts) {
    open = open ? `${open}，${part}` : part;
    if (!words.asks.test(part)) continue;
    questions.push(open);
    open = '';
  }
  if (open && questions.length > 0) questions.push(`${questions.pop()}，${open}`);
  return questions.length > 1 ? questions.slice(0, MOST_QUESTIONS) : [text];
}
