import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONVERSATIONS, isBusiness } from '../../../dialogs/conversations/index.ts';
import type { DialogServices } from '../../../dialogs/kit/dialog-services.ts';
import { LENDERS } from '../../../inbox/show/gathered.ts';
import type { Locale } from '../../../language/locale.ts';
import { CASE_KINDS } from '../../../services/cases/kinds/index.ts';
import { hasTemplate, templateKeys, templateSource } from '../../../templates/render.ts';
import { REASONS } from '../../../understanding/values/kit/reading.ts';
import { isIn } from './languages.ts';
import { homeOf, missing, ROOT, whereIs } from './to-write.ts';

/* Sentences that are said and not written, or written and not said. */

/** What the form of a conversation can't do without. It takes what it does from the services, and says without them what it asks. */
const sentencesOf = ({ dialog }: (typeof CONVERSATIONS)[number]): readonly string[] =>
  dialog({} as DialogServices).sentences ?? [];

const FORMS = [...new Set(CONVERSATIONS.flatMap(sentencesOf))];

/** What a conversation is called, to customers and to the staff. */
export const conversationsWithoutName = (locale: Locale): string[] =>
  missing(
    locale,
    CONVERSATIONS.filter(({ intent }) => isBusiness(intent)).flatMap(({ intent }) => [
      `${intent}.name`,
      `${intent}.name-for-staff`,
    ]),
  );

/** What forms ask with. */
export const formsWithoutWords = (locale: Locale): string[] => missing(locale, FORMS);

/** The names, for the staff, of what is kept in a kind of case, whatever that is called. */
export const keptWithoutLabel = (locale: Locale): string[] =>
  missing(
    locale,
    CONVERSATIONS.flatMap((conversation) =>
      conversation.cases.flatMap(({ name }) =>
        sentencesOf(conversation)
          .map((key) => /\.(label-.+)$/.exec(key)?.[1] ?? '')
          .filter((label) => label && ![name, ...LENDERS].some((home) => hasTemplate(`${home}.${label}`, locale)))
          .map((label) => `${name}.${label}`),
      ),
    ),
  );

const otherThan = (locale: Locale): Locale => (locale === 'en' ? 'zh-CN' : 'en');

/** What is said in the other language. */
export const saidInTheOther = (locale: Locale): string[] => missing(locale, templateKeys(otherThan(locale)));

/** What is put into a sentence, wherever it stands in it. */
const gapsIn = (key: string, locale: Locale): string[] =>
  [
    ...templateSource(key, locale)
      .join(' ')
      .matchAll(/\{\{\s*([\w.]+)\s*\}\}/g),
  ]
    .map(([, gap = '']) => gap)
    .filter((gap) => gap !== 'else');

/** Gaps that a language fills otherwise: a month by its name, or by its number. */
const NAMED_OTHERWISE: ReadonlySet<string> = new Set(['zh-CN form.time monthName', 'en form.time month']);

/** Where the other language puts something in. */
export const withoutGaps = (locale: Locale): string[] => {
  const other = otherThan(locale);
  return templateKeys(locale).flatMap((key) =>
    gapsIn(key, other)
      .filter((gap) => !gapsIn(key, locale).includes(gap) && !NAMED_OTHERWISE.has(`${locale} ${key} ${gap}`))
      .map((gap) => `${whereIs(key, locale)}, with {{${gap}}} in it as in ${other}`),
  );
};

/** Names that are no words of a language, and the way to the other one. */
const IN_ANY = /^(?:inbox\.(?:channel-|page-other-language)|page\.other-language)/;

/** What a sentence says itself, without its gaps. */
const saidBy = (key: string, locale: Locale): string =>
  templateSource(key, locale)
    .join(' ')
    .replace(/\{\{.*?\}\}/gs, ' ');

/** Sentences in another language than their own. */
export const foreignSentences = (locale: Locale): string[] =>
  templateKeys(locale)
    .filter((key) => !IN_ANY.test(key) && !isIn(locale, saidBy(key, locale)))
    .map((key) => `${whereIs(key, locale)} in ${locale}`);

/** What may say a sentence. */
const SOURCES = ['bots', 'dialogs', 'inbox', 'web']
  .flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(ROOT, room, name), 'utf8')),
  )
  .join('\n');

/** What the house says by its name. */
export const saidByName = (): string[] =>
  [...SOURCES.matchAll(/\b(?:say|words|wordsOf|render)\(\s*'([a-z-]+\.[\w-]+)'/g)].map(([, key = '']) => key);

/** Keys that are put together: `ask.${verdict}` may be any of its file, `a.${b ? 'c' : 'd'}` one of two. */
const PUT_TOGETHER = [...SOURCES.matchAll(/`([a-z-]+\.[\w-]*\$\{[^`]*)`/g)].map(([, written = '']) => {
  const parts = written.split(/(\$\{.*?\})/).map((part) => {
    if (!part.startsWith('${')) return part.replaceAll('.', '\\.');
    const named = [...part.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
    return named.length > 0 ? `(?:${named.join('|')})` : '[\\w-]+';
  });
  return new RegExp(`^${parts.join('')}$`);
});

/** Keys that are found by what they are called: by a form, by the inbox, and by what can't be read. */
function isFoundByName(key: string): boolean {
  const [file = '', name = ''] = key.split('.');
  if (name === 'name' || name === 'name-for-staff' || FORMS.includes(key)) return true;
  if (name.startsWith('label-') && CASE_KINDS.some((kind) => kind.name === file)) return true;
  const slots = FORMS.flatMap((one) => (one.startsWith(`${file}.ask-`) ? one.slice(`${file}.ask-`.length) : []));
  return slots.some(
    (slot) =>
      name === `retry-${slot}` ||
      name.startsWith(`${slot}-`) ||
      REASONS.some((reason) => name === `retry-${slot}-${reason}`),
  );
}

/** Sentences of conversations that nothing says. */
export function neverSaid(locale: Locale): string[] {
  const files = new Set([...CONVERSATIONS.map(({ intent }) => intent), ...FORMS.map((key) => key.split('.')[0])]);
  return templateKeys(locale)
    .filter((key) => files.has(key.split('.')[0]))
    .filter((key) => {
      // What was said in the reply before is said in its other words (`Talk.say`).
      const named = key.replace(/-else$/, '');
      return !isFoundByName(named) && !SOURCES.includes(`'${named}'`) && !PUT_TOGETHER.some((one) => one.test(named));
    })
    .map((key) => `${homeOf(key, locale)}: nothing says ${key.split('.')[1]}: say it, or take it out`);
}
