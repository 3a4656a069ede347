import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readGeneral } from './general.ts';
import { Knowledge } from './knowledge.ts';
import { readProduct } from './read-product.ts';

const shipped = fileURLToPath(new URL('./products', import.meta.url));

/** Reads the shipped products and general questions, and the products of a further folder. Throws `KnowledgeError` with file and line. */
export function loadKnowledge(furtherFolder?: string): Knowledge {
  const folders = [shipped, ...(furtherFolder ? [furtherFolder] : [])].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(parent, name))
      .sort(),
  );
  return new Knowledge(folders.map(readProduct), readGeneral());
}
