import { wordLists } from '../../language/word-lists.ts';

/** What a customer says about a clause that they were shown. */
export type Understanding = 'understood' | 'not-understood';

/** What was heard, and whether the message says nothing else. */
export interface HeardUnderstanding {
  answer: Understanding;
  alone: boolean;
}

/**
 * The rule by which the desk takes an answer and `verify` derives it again. It is named in the log with each answer: a
 * rule that reads other words is another number, and the older ones stay, so that older evidence is read as it was.
 */
export const RULE = 1;

const lists = wordLists(new URL('./understanding-words.yaml', import.meta.url), [
  'understood',
  'not-understood',
  'not-understood-alone',
  'opening',
  'closing',
]);
/** Characters are whole ones, as they were when the first answers were taken. */
const whole = ({ source }: RegExp): RegExp => new RegExp(source, 'u');
const UNDERSTOOD = whole(lists.understood);
const NOT_UNDERSTOOD = whole(lists['not-understood']);
const NOT_UNDERSTOOD_ALONE = whole(lists['not-understood-alone']);
const OPENING = whole(lists.opening);
const CLOSING = whole(lists.closing);
const END = /[\s，,。.!！~～、…]+$/u;
/** A question is never an answer. */
const ASKS = /[?？]|[吗嗎么麼呢]$/u;
/** Longer ones are no answer to "have you understood", and aren't looked through. */
const LONGEST = 400;

/**
 * What a message says about the clauses shown just before it. "Understood" only where it says so and nothing else: 好的,
 * 嗯 and ok say that something was heard, not that it was understood. "Not understood" also where more is said.
 */
export function hearUnderstanding(text: string): HeardUnderstanding | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/gu, "'")
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (plain === '' || plain.length > LONGEST) return undefined;
  const said = trimmed(plain);
  if (!ASKS.test(said) && UNDERSTOOD.test(said)) return { answer: 'understood', alone: true };
  const parts = plain.split(/[，。,.!！；;~～]+/u).map(trimmed);
  if (!parts.some((part) => NOT_UNDERSTOOD.test(part))) return undefined;
  return { answer: 'not-understood', alone: !ASKS.test(said) && NOT_UNDERSTOOD_ALONE.test(said) };
}

/** Without what stands around an answer: 好的，… 谢谢！ */
function trimmed(text: string): string {
  let said = text.replace(END, '').trim();
  for (let shorter = said; ; said = shorter) {
    shorter = said.replace(CLOSING, '').replace(END, '').replace(OPENING, '').trim();
    if (shorter === said || shorter === '') return said;
  }
}

/** A button's number is as good as the button: what a message means that is only a number, where buttons were offered. */
export function buttonNumbered(text: string, offered: readonly string[] | undefined): string | undefined {
  const [, digit] = /^第?([1-9一二三四五六七八九])[个個项項、.。]?$/u.exec(text.normalize('NFKC').trim()) ?? [];
  return digit && offered?.[('一二三四五六七八九'.indexOf(digit) + 1 || Number(digit)) - 1];
}

/** What a message says, where the number of a button stands for the button. */
export const hearIn = (text: unknown, offered: readonly string[] | undefined): HeardUnderstanding | undefined =>
  typeof text === 'string' ? hearUnderstanding(buttonNumbered(text, offered) ?? text) : undefined;
