import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../language/locale.ts';

/** The command line was not understood: says what is missing. */
export class Usage extends Error {}

/** Options by name and what stands besides them. Throws {@link Usage} for an unknown option. */
export function options<Name extends string>(
  args: string[],
  names: readonly Name[],
): { given: Partial<Record<Name, string>>; rest: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    return { given: values as Partial<Record<Name, string>>, rest: positionals };
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

/** The locale that `--locale` names; undefined where it isn't given. Throws {@link Usage} for one that isn't spoken here. */
export function localeIn(given: string | undefined): Locale | undefined {
  const locale = LOCALES.find((one) => one === given);
  if (given !== undefined && !locale) throw new Usage(`--locale is one of ${LOCALES.join(', ')}, not ${given}`);
  return locale;
}
