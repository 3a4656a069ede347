import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { CORE_SCHEMA, load as readYaml } from 'js-yaml';

/** A sentence as a person will read it. */
export interface Rendered {
  text: string;
  format: 'plain' | 'markdown';
  /** Short answers offered as buttons; on channels without buttons they can be typed. */
  actions: string[];
}

type Source = string | { text?: string; format?: 'markdown'; actions?: string[] };
type Compiled = { text: Template; format: Rendered['format']; actions: Template[]; source: string[] };
type Template = (data: Record<string, unknown>) => string;

/** Thrown for a key that a locale doesn't have: add the sentence to `templates/<locale>/<file>.yaml`. */
export class NoSuchTemplate extends Error {
  constructor(key: string, locale: string) {
    super(`there is no sentence ${key} in ${locale}: add it to templates/${locale}/${key.split('.')[0]}.yaml`);
  }
}

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Nothing is HTML here, so nothing is escaped: what a customer wrote is shown as it was written. Pages escape (`pages.ts`). */
const handlebars = Handlebars.create();

/** What stands as it is written isn't rendered: Handlebars gathers its helpers anew each time. A backslash may escape braces. */
const compile = (source: string): Template =>
  /\{\{|\\/.test(source) ? handlebars.compile(source, { noEscape: true, strict: true }) : () => source;

function load(locale: string): Map<string, Compiled> {
  const sentences = new Map<string, Compiled>();
  for (const file of readdirSync(`${folder}${locale}`).filter((name) => name.endsWith('.yaml'))) {
    const filename = `templates/${locale}/${file}`;
    const entries = readYaml(readFileSync(`${folder}${locale}/${file}`, 'utf8'), { schema: CORE_SCHEMA, filename });
    for (const [name, source] of Object.entries((entries ?? {}) as Record<string, Source | null>)) {
      const { text, format = 'plain', actions = [] } = typeof source === 'string' ? { text: source } : (source ?? {});
      if (typeof text !== 'string')
        throw new Error(`${filename}: write ${name} as a text, in quotes if it is a number`);
      sentences.set(`${file.replace(/\.yaml$/, '')}.${name}`, {
        text: compile(text.trim()),
        format,
        actions: actions.map(compile),
        source: [text, ...actions],
      });
    }
  }
  return sentences;
}

const locales = new Map(
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'pages')
    .map(({ name }) => [name, load(name)]),
);

/** The keys of a locale, `<file>.<name>`, sorted. */
export const templateKeys = (locale: string): string[] => [...(locales.get(locale)?.keys() ?? [])].sort();

/** What a sentence and its buttons were written as, in Handlebars; for checks of the sentences themselves. */
export const templateSource = (key: string, locale: string): readonly string[] =>
  locales.get(locale)?.get(key)?.source ?? [];

/** Whether a locale has this sentence. */
export const hasTemplate = (key: string, locale: string): boolean => locales.get(locale)?.has(key) ?? false;

/** The sentence of a key. Throws {@link NoSuchTemplate}, and an Error where the sentence wants data that isn't given. */
export function render(key: string, locale: string, data: Record<string, unknown> = {}): Rendered {
  const compiled = locales.get(locale)?.get(key);
  if (!compiled) throw new NoSuchTemplate(key, locale);
  return {
    text: tidy(compiled.text(data)),
    format: compiled.format,
    actions: compiled.actions.map((action) => action(data)),
  };
}

/** Blocks that a template left out leave no gap. */
const tidy = (text: string): string => text.replace(/\n{3,}/g, '\n\n').trim();

/** Only the words of a key: for labels and names of values inside other sentences. */
export const words = (key: string, locale: string, data: Record<string, unknown> = {}): string =>
  render(key, locale, data).text;
