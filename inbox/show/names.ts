import type { Locale } from '../../language/locale.ts';
import { hasTemplate, words } from '../../templates/render.ts';

/**
 * What something with a name in the code is called by people: `inbox.<sort>-<name>`, or the name itself for what a
 * newer room of the desk has brought and nobody has named here.
 */
export function nameOf(
  sort: 'channel' | 'reason' | 'kind' | 'step' | 'deadline' | 'language',
  name: string,
  locale: Locale,
): string {
  const key = `inbox.${sort}-${name}`;
  return hasTemplate(key, locale) ? words(key, locale) : name;
}

/** What one of the bot's conversations is called by the staff, or its own name. */
export function dialogNameOf(dialog: string, locale: Locale): string {
  const key = `${dialog}.name-for-staff`;
  return hasTemplate(key, locale) ? words(key, locale) : dialog;
}
