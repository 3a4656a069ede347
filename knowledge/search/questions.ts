/** Most questions that are answered at once; whoever asks more is asked to go on one by one. */
const MOST_QUESTIONS = 3;

/** Where a question ends: at its mark, or at a Chinese question word before a comma. */
const END =
  /(?<=[？?])\s*|(?<=(?:吗|呢|么|赔不赔|保不保|管不管|算不算|行不行|多少钱?|多久|几天|哪些))[，,、；;\s]+(?=.{3})|[；;。\n]+|(?<=\w)\.\s+(?=(?:and|also|what|is|are|does|do|how|can|will|who)\b)/iu;
const ASKS =
  /[？?]$|吗$|呢$|么$|[赔保管算行能给用](?:不|没)|多少|多久|几|哪|谁|怎么|如何|什么|咋|是不是|有没有|^(?:is|are|do|does|did|can|could|will|would|what|how|when|where|who|which|am|should)\b/iu;

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
    if (!ASKS.test(part)) continue;
    questions.push(open);
    open = '';
  }
  if (open && questions.length > 0) questions.push(`${questions.pop()}，${open}`);
  return questions.length > 1 ? questions.slice(0, MOST_QUESTIONS) : [text];
}
