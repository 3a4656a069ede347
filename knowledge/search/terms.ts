import { plainForm } from '../../language/simplified.ts';
import { wordLists } from '../../language/word-lists.ts';

/** Words of a question that say nothing about its matter. */
const FILLERS = new RegExp(wordLists(new URL('./fillers.yaml', import.meta.url), ['fillers']).fillers.source, 'g');
const ENGLISH_FILLERS = new Set(
  'a an the is are was were be been am i you he she it we they my your his her its our their me us him them do does did doing have has had can could will would shall should may might of to in on at for from with by and or if so that this these those there what which who how when where please tell know want like about just still much many any into out up also then than'.split(
    ' ',
  ),
);
/** In a question they say nothing either, in a wording they do. */
const ENGLISH_QUESTION_FILLERS = new Set(
  'cover insur pay paid payout claim policy get happen need okay ok thing'.split(' '),
);

/** The terms of a text: Han characters and their pairs in simplified Chinese, Latin words and digits whole. */
export const terms = (text: string): string[] => termsOf(plainForm(text));

/** The terms of a text that is in its plain form. */
export function termsOf(plain: string): string[] {
  const found: string[] = [];
  for (const [run] of plain.matchAll(/\p{Script=Han}+/gu)) {
    for (let i = 0; i < run.length; i++) {
      found.push(run.charAt(i));
      if (i + 1 < run.length) found.push(run.slice(i, i + 2));
    }
  }
  for (const [word] of plain.matchAll(/[a-z0-9]+(?:'[a-z]+)?/g)) if (!ENGLISH_FILLERS.has(word)) found.push(stem(word));
  return found;
}

/** A question's terms, without its filler words. A question of nothing else keeps them. */
export const questionTerms = (text: string): string[] => questionTermsOf(plainForm(text));

/** The terms of a question that is in its plain form. */
export function questionTermsOf(plain: string): string[] {
  const stripped = termsOf(plain.replace(FILLERS, ' ')).filter((term) => !ENGLISH_QUESTION_FILLERS.has(term));
  return stripped.length > 0 ? stripped : termsOf(plain);
}

/** The words of an English text without their endings, all of them. */
export const stemsOf = (text: string): string[] =>
  [...text.matchAll(/[a-z0-9]+(?:'[a-z]+)?/g)].map(([word]) => stem(word));

/** Enough for plurals and simple tenses; both sides are treated alike. */
const stem = (word: string): string =>
  word.length > 4
    ? word
        .replace(/(?:ies|ied)$/, 'y')
        .replace(/(?:ing|ed|es|s)$/, '')
        .replace(/(.)\1$/, '$1')
    : word.replace(/(?<=\w{3})s$/, '');
