import type { Locale } from '../../../language/locale.ts';

const HAN = /\p{Script=Han}/u;

/** A Chinese number plate and an e-mail address are what they are in every language. */
const withoutNames = (text: string) => text.replace(/\p{Script=Han}[A-Z]\S{5,6}|[\w.+-]+@[\w.-]+/gu, '');

/** Whether Chinese is written in it. */
export const isChinese = (text: string): boolean => HAN.test(withoutNames(text));

/** Whether words are in a language; numbers are in all of them. */
export const isIn = (locale: Locale, words: string): boolean =>
  locale === 'en' ? !isChinese(words) : isChinese(words) || !/[A-Za-z]{3}/.test(withoutNames(words));
