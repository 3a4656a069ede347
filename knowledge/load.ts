import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHours } from './desk/hours.ts';
import { readGeneral } from './general.ts';
import { Knowledge } from './knowledge.ts';
import { readProduct } from './read-product.ts';

const shipped = fileURLToPath(new URL('./products', import.meta.url));

/** What of a further folder is no product: what the insurer says of its own desk. */
const DESK = 'desk';

/** Reads the shipped products, general questions and hours, and the products and hours of a further folder. Throws `KnowledgeError` with file and line. */
export function loadKnowledge(furtherFolder?: string): Knowledge {
  const folders = [shipped, ...(furtherFolder ? [furtherFolder] : [])].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== DESK)
      .map(({ name }) => join(parent, name))
      .sort(),
  );
  return new Knowledge(folders.map(readProduct), readGeneral(), readHours(furtherFolder));
}
