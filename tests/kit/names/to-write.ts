import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../../language/locale.ts';
import { hasTemplate, templateSource } from '../../../templates/render.ts';

/* What tests of names share: lines that say what to write where. */

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Fails with these lines, each of which says what to write where, and nothing else around them. */
export function nothingToWrite(lines: readonly string[]): void {
  if (lines.length === 0) return;
  const error = new Error(`\n${lines.join('\n')}`);
  error.stack = error.message;
  throw error;
}

/** The names in a folder of the house, without their endings and its index. */
export const namesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .map((name) => name.replace(/\.\w+$/, ''))
    .filter((name) => name !== 'index');

export const isThere = (path: string): boolean => existsSync(join(ROOT, path));

/** The file in which a sentence stands. */
export const homeOf = (key: string, locale: Locale): string => `templates/${locale}/${key.split('.')[0]}.yaml`;

/** Where a sentence is to be written. */
export const whereIs = (key: string, locale: Locale): string =>
  `${homeOf(key, locale)}: write ${key.slice(key.indexOf('.') + 1)}`;

/** Where those sentences are to be written that a locale lacks, or that say nothing in it. */
export const missing = (locale: Locale, keys: Iterable<string>): string[] =>
  [...new Set(keys)].filter((key) => !saysSomething(key, locale)).map((key) => whereIs(key, locale));

const saysSomething = (key: string, locale: Locale): boolean =>
  hasTemplate(key, locale) && templateSource(key, locale).some((source) => source.trim() !== '');
