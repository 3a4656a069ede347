import { parseArgs } from 'node:util';

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
