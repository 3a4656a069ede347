import type { Locale } from '../../language/locale.ts';
import { hasTemplate, words } from '../../templates/render.ts';

/** What a conversation is called in the middle of a sentence and on a button; one of an older version, in general. */
export function nameFor(intent: string, locale: Locale): string {
  const key = `${intent}.name`;
  return words(hasTemplate(key, locale) ? key : 'returning.earlier-matter', locale);
}
