import { WORDS } from './understanding-words.ts';

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

const zh = WORDS['zh-CN'];
const { en } = WORDS;

const UNDERSTOOD = [
  new RegExp(
    `^(?:${zh.what})?(?:${zh.who})?(?:${zh.now})(?:${zh.what})?(?:${zh.read})(?:${zh.now})${zh.understood}${zh.done}$`,
    'u',
  ),
  new RegExp(
    `^(?:${en.who} )(?:${en.now} )*${en.read}(?:${en.now} )*${en.understood}(?<!\\bget|\\bgot)(?: ${en.what})?(?: ${en.now})*$`,
    'u',
  ),
  new RegExp(`^(?:${en.who} )(?:${en.now} )*(?:get|got) ${en.what}(?: ${en.now})*$`, 'u'),
  new RegExp(`^${en.bare}(?: ${en.what})?(?: ${en.now})*$`, 'u'),
  new RegExp(`^(?:${en.clear})$`, 'u'),
];
const NOT_UNDERSTOOD_ALONE = [
  new RegExp(
    `^(?:${zh.who})?${zh.still}(?:${zh.what})?(?:${zh.who})?${zh.still}(?:${zh.not}(?:${zh.what})?|${zh.unclear}|${zh.doubt})${zh.done}$`,
    'u',
  ),
  new RegExp(`^(?:${en.not}(?: ${en.what})?(?: ${en.now})*|${en.unclear}|${en.doubt}|not clear)$`, 'u'),
];
const NOT_UNDERSTOOD = [
  new RegExp(
    `^(?:${zh.who})?${zh.still}(?:${zh.what})?(?:${zh.who})?${zh.still}(?:${zh.not}|${zh.unclear}|${zh.doubt})`,
    'u',
  ),
  new RegExp(`^(?:${en.not}|${en.unclear}|${en.doubt}|not clear)(?=$|\\W)`, 'u'),
];
const OPENING = new RegExp(`^(?:${zh.opening}[\\s，,。.!！~～、]*|${en.opening}(?:[\\s,.!]+))`, 'u');
const CLOSING = new RegExp(`[\\s，,。.!！~～、]*(?:${zh.closing}|(?<![a-z])${en.closing})$`, 'u');
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
  if (!ASKS.test(said) && UNDERSTOOD.some((way) => way.test(said))) return { answer: 'understood', alone: true };
  const parts = plain.split(/[，。,.!！；;~～]+/u).map(trimmed);
  if (!parts.some((part) => NOT_UNDERSTOOD.some((way) => way.test(part)))) return undefined;
  return { answer: 'not-understood', alone: !ASKS.test(said) && NOT_UNDERSTOOD_ALONE.some((way) => way.test(said)) };
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
