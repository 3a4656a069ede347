import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';

const folder = fileURLToPath(new URL('./pages/', import.meta.url));

/** Pages are HTML: everything that is put into one is escaped, unless its template says otherwise with three braces. */
const handlebars = Handlebars.create();

const pages = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [file.slice(0, -4), readFileSync(`${folder}${file}`, 'utf8')] as const),
);
for (const [name, source] of pages) handlebars.registerPartial(name, source);
const compiled = new Map([...pages].map(([name, source]) => [name, handlebars.compile(source, { strict: false })]));

/** Renders the page or fragment `templates/pages/<name>.hbs`. */
export function page(name: string, data: Record<string, unknown>): string {
  const template = compiled.get(name);
  if (!template) throw new Error(`there is no page ${name}: add templates/pages/${name}.hbs`);
  return template(data);
}
