import { withoutPlates } from './plates.ts';

/** The text as the readers see it: one Unicode form, one kind of space, no control characters. */
export const normalize = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** Words that only an English sentence has: names, models and markup are no reason to change the language. */
const ENGLISH =
  /\b(the|a|an|my|your|i|i'm|you|we|he|she|it|is|are|was|were|am|be|have|has|had|do|does|did|don't|can|can't|could|would|will|what|when|where|who|why|how|which|on|at|in|to|of|for|with|from|and|or|but|not|yes|no|ago|last|yesterday|today|nobody|someone|hello|hi|hey|thanks|thank|please|help|human|agent|person|cancel|stop|bye|goodbye|claim|policy|report|understood)\b/i;

/** A text without markup and templates: what stands in them is no word of the customer's. */
export const withoutMarkup = (text: string): string =>
  text.replace(/<script\b[^<]{0,500}<\/script>|<[^<>]{0,500}>|\{\{[^{}]{0,500}\}\}/gi, ' ');

/** One name in Han characters, or two or three, in a text that is English otherwise. */
const ONE_NAME = /^[^\p{Script=Han}]*\p{Script=Han}{2,4}[^\p{Script=Han}]*$/u;
const NAMES =
  /^(?:[^\p{Script=Han}]+|^)\p{Script=Han}{2,3}(?:[^\p{Script=Han}]+\p{Script=Han}{2,3}){0,2}[^\p{Script=Han}]*$/u;
const ENGLISH_WORDS = new RegExp(ENGLISH.source, 'gi');
/** So many English words make a text English around a name. */
const AROUND_A_NAME = 3;
/** A name, numbers, and so many words in Latin letters say nothing: "id ends" beside them is the language spoken so far. */
const LATIN_WORDS = /(?<![A-Za-z\d])[a-z]{2,}(?![A-Za-z\d])/g;
const BESIDE_A_NAME = 2;

/** Words that only a Chinese sentence has; a name, a road or a hospital has none of them. */
const CHINESE =
  /[我你您他她它们的了是在不没有吗呢吧啊呀哦请要好对行可以谢想问怎什么哪谁被把给说让跟和也都就还又很太嗯喂]/u;
/** Longer than that no name or address is. */
const LONGEST_NAME = 16;

/** Whether the Chinese in a text is no more than a name or an address, which people write as it is called. */
export function isOnlyNamed(text: string): boolean {
  const [run, ...others] = withoutPlates(text).match(/\p{Script=Han}[\p{Script=Han}\d\s-]*/gu) ?? [];
  return run !== undefined && others.length === 0 && !CHINESE.test(run) && run.length <= LONGEST_NAME;
}

/** An English sentence holds an address as it is written, whatever is Chinese in it: no word of a sentence. */
const LATIN_WORD = /(?<![A-Za-z\d])[A-Za-z][a-z']*(?![A-Za-z\d])/g;
/** So many English words, and so many times as many words as Han characters, make a text English around a few of those. */
const AROUND_A_FEW = 5;
const OUTWEIGHS = 2;

/** Whether the Chinese in an English text is only what is called so, an address or a shop, or a few words among many. */
function isEnglishAround(plain: string): boolean {
  const english = plain.match(ENGLISH_WORDS)?.length ?? 0;
  if (english < AROUND_A_NAME) return false;
  if (!CHINESE.test(plain)) return true;
  const han = plain.match(/\p{Script=Han}/gu)?.length ?? 0;
  return english >= AROUND_A_FEW && (plain.match(LATIN_WORD)?.length ?? 0) >= han * OUTWEIGHS;
}

/**
 * Han characters make a text Chinese, what is only called so among English words aside, or a few words in a longer English
 * text; English words make it English; neither says nothing.
 */
export function languageOf(text: string): 'zh-CN' | 'en' | undefined {
  const plain = withoutPlates(text);
  if (/\p{Script=Han}/u.test(plain)) {
    if (isEnglishAround(plain)) return 'en';
    if (!CHINESE.test(plain) && (plain.match(LATIN_WORDS)?.length ?? 0) >= AROUND_A_NAME) return undefined;
    if (!ONE_NAME.test(plain) && !NAMES.test(plain)) return 'zh-CN';
    if ((plain.match(ENGLISH_WORDS)?.length ?? 0) >= AROUND_A_NAME) return 'en';
    return /\d{4}/.test(plain) && (plain.match(LATIN_WORDS)?.length ?? 0) >= BESIDE_A_NAME ? undefined : 'zh-CN';
  }
  return ENGLISH.test(text.replace(/<[^<>]*>|[{[(][^{[()\]}]*[}\])]|https?:\S+/g, ' ')) ? 'en' : undefined;
}
