import { ImportError } from './import-error.ts';
import { type ProductFile, shownBy } from './product-file.ts';
import type { Removal } from './source.ts';
import { Tally } from './tally.ts';

/** What an import has to account for. */
export interface Account {
  name: string;
  /** Every character of the source. */
  source: Tally;
  /** The product file as it will be saved. */
  content: string;
  file: ProductFile;
  removed: readonly Removal[];
}

/**
 * Checks that nothing was dropped and nothing added: each character of the source stands in the product, read back from
 * its file, or in what was removed and reported. Throws {@link ImportError}.
 */
export function accountFor({ name, source, content, file, removed }: Account): void {
  const kept = Tally.of(shownBy(content));
  if (file.title.made) kept.add(file.title.text, -1);
  for (const section of file.sections) if (section.is === 'clause') for (const made of section.made) kept.add(made, -1);
  for (const { text, times } of removed) kept.add(text, times);
  const { more, less } = source.compare(kept);
  if (more.size === 0 && less.size === 0) return;
  throw new ImportError(
    `${name} could not be imported without loss: ${[told('lost', more), told('doubled', less)].filter(Boolean).join(', ')}. Nothing was written: import it in another format, and report this file`,
  );
}

function told(how: string, characters: ReadonlyMap<string, number>): string {
  const count = [...characters.values()].reduce((sum, times) => sum + times, 0);
  const some = [...characters.keys()].slice(0, 20).join('');
  return count === 0 ? '' : `${count} characters ${how} (${some})`;
}
