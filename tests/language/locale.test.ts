import { expect, test } from 'vitest';
import { localeOf, preferredLocale } from '../../language/locale.ts';

test.each([
  ['zh-CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hant-TW', 'zh-CN'],
  ['EN-gb', 'en'],
  ['en', 'en'],
  ['fr', 'zh-CN'],
  ['zhx', 'zh-CN'],
  ['', 'zh-CN'],
  [undefined, 'zh-CN'],
])('of the tag %j the desk speaks %s', (tag, locale) => {
  expect(localeOf(tag, 'zh-CN')).toBe(locale);
});

test.each([
  ['en', 'en'],
  ['fr,en;q=0.8', 'en'],
  ['fr-CH, fr;q=0.9, en;q=0.8, zh;q=0.7, *;q=0.5', 'en'],
  ['en;q=0.5,zh-CN;q=0.9', 'zh-CN'],
  ['en-GB,zh-CN', 'en'],
  ['zh;q=0,en;q=0.1', 'en'],
  ['de, fr;q=0.8', 'zh-CN'],
  ['en;q=x', 'zh-CN'],
  ['', 'zh-CN'],
  [undefined, 'zh-CN'],
])('who likes %j is spoken to in %s', (header, locale) => {
  expect(preferredLocale(header, 'zh-CN')).toBe(locale);
});
