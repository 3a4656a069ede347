import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONVERSATIONS, isBusiness } from '../dialogs/conversations/index.ts';
import type { DialogServices } from '../dialogs/kit/dialog-services.ts';
import { LOCALES, type Locale } from '../language/locale.ts';
import { CASE_KINDS } from '../services/cases/kinds/index.ts';
import { HANDOFF_REASONS } from '../services/conversations/handoff-reason.ts';
import { hasTemplate, templateKeys, templateSource } from '../templates/render.ts';
import { loadPhrases } from '../understanding/intents/phrasings.ts';
import { SLOTS } from '../understanding/values/index.ts';
import { REASONS } from '../understanding/values/kit/reading.ts';
import { talkFiles } from './kit/talk-files.ts';

/*
 * What has a name in one place has to be there in the others too. Each line of a failure says what to write where.
 */

const missing = (locale: Locale, keys: readonly string[]): string[] =>
  keys
    .filter((key) => !hasTemplate(key, locale))
    .map((key) => {
      const [file, ...name] = key.split('.');
      return `templates/${locale}/${file}.yaml: write ${name.join('.')}`;
    });

describe.each(LOCALES)('in %s', (locale) => {
  test('what a customer wants has a name, and phrasings that teach it', () => {
    const taught = loadPhrases(locale);
    expect([
      ...missing(
        locale,
        BUSINESS.flatMap((intent) => [`${intent}.name`, `${intent}.name-for-staff`]),
      ),
      ...INTENTS.filter((intent) => taught.filter((phrase) => phrase.intent === intent).length < LEAST).map(
        (intent) =>
          `understanding/intents/phrasings/${intent}.yaml: write at least ${LEAST} phrasings in ${locale}, as customers say it`,
      ),
    ]).toEqual([]);
  });

  test('a form has the sentences that it asks with', () => {
    // A form takes what it does for the customer from the services, and needs none to say what it asks.
    const dialogs = CONVERSATIONS.map(({ dialog }) => dialog({} as DialogServices));
    expect(missing(locale, [...new Set(dialogs.flatMap(({ sentences = [] }) => sentences))])).toEqual([]);
  });

  test('a sentence that is said is written', () => {
    const said = sources().flatMap((source) =>
      [...source.matchAll(/\b(?:say|words|wordsOf|render)\(\s*'([a-z-]+\.[\w-]+)'/g)].map(([, key = '']) => key),
    );
    expect(said.length).toBeGreaterThan(50);
    expect(missing(locale, [...new Set(said)])).toEqual([]);
  });

  test('a kind of case, its steps and its deadlines have names', () => {
    const keys = CASE_KINDS.flatMap((kind) => [
      `inbox.kind-${kind.name}`,
      ...kind.steps.map((step) => `inbox.step-${step}`),
      ...INTENTS.flatMap((intent) => kind.deadlines({ intent })).map(({ name }) => `inbox.deadline-${name}`),
    ]);
    expect(missing(locale, [...new Set(keys)])).toEqual([]);
  });

  test('a reason for a person has a name', () => {
    expect(
      missing(
        locale,
        HANDOFF_REASONS.map((reason) => `inbox.reason-${reason}`),
      ),
    ).toEqual([]);
  });

  test('a reason to ask again has its sentence', () => {
    expect(
      missing(
        locale,
        REASONS.map((reason) => `form.retry-${reason}`),
      ),
    ).toEqual([]);
  });

  test('a sentence is in its language', () => {
    expect(templateKeys(locale).filter((key) => !IN_ANY.test(key) && !isIn(locale, saidBy(key, locale)))).toEqual([]);
  });

  test('a phrasing is in its language', () => {
    // Greetings, thanks and nonsense are the same in all of them.
    const foreign = loadPhrases(locale).filter(
      ({ intent, text }) => isBusiness(intent) && HAN.test(withoutPlates(text)) !== (locale === 'zh-CN'),
    );
    expect(foreign.map(({ intent, text }) => `${intent}: ${text}`)).toEqual([]);
  });

  test('whatever customers want has a talk that shows how it goes when all goes well', () => {
    const paths = talkFiles().map(({ path }) => path);
    const straight = BUSINESS.map((intent) => `tests/conversations/straight/${intent}.${locale}.talk`);
    expect(straight.filter((path) => !paths.includes(path)).map((path) => `${path}: write ${STRAIGHT}`)).toEqual([]);
  });

  test('the customer of a talk speaks its language', () => {
    const foreign = talkFiles()
      .filter((file) => file.locale === locale && !IN_BOTH.test(file.path))
      .flatMap(({ path, talks }) =>
        talks.flatMap(({ turns }) =>
          turns.flatMap(({ at, step, or }) =>
            ('customer' in step ? [...step.customer, ...or] : [])
              .filter((words) => !isIn(locale, words))
              .map((words) => `${path}:${at}: ${words}`),
          ),
        ),
      );
    expect(foreign).toEqual([]);
  });
});

/** Fewer teach nothing. */
const LEAST = 10;

const HAN = /\p{Script=Han}/u;
/** A Chinese number plate is what it is in every language. */
const withoutPlates = (text: string) => text.replace(/\p{Script=Han}[A-Z]\S{5,6}/gu, '');
/** Names that are no words of a language, and the way to the other one. */
const IN_ANY = /^(?:inbox\.(?:channel-|page-other-language)|page\.other-language)/;

/** What a talk needs before `UPDATE_TALKS=1` adds what is said to it. */
const STRAIGHT =
  '“# what it shows” and a line “customer: …” for each message, then run UPDATE_TALKS=1 npm test -- tests/conversations';
/** Talks in which the language changes. */
const IN_BOTH = /\/languages\//;

/** What a sentence says itself, without its gaps. */
const saidBy = (key: string, locale: Locale): string =>
  templateSource(key, locale)
    .join(' ')
    .replace(/\{\{.*?\}\}/gs, ' ');

/** Whether words are in a language; numbers are in all of them. */
function isIn(locale: Locale, words: string): boolean {
  const said = withoutPlates(words);
  return locale === 'en' ? !HAN.test(said) : HAN.test(said) || !/[A-Za-z]{3}/.test(said);
}

const INTENTS = CONVERSATIONS.map(({ intent }) => intent);
const BUSINESS = INTENTS.filter(isBusiness);

/** The names in a folder of the house, without their endings and its index. */
const namesIn = (folder: string): string[] =>
  readdirSync(new URL(`../${folder}`, import.meta.url))
    .map((name) => name.replace(/\.\w+$/, ''))
    .filter((name) => name !== 'index');

/** What may say a sentence. */
const sources = (): string[] =>
  ['bots', 'dialogs', 'inbox', 'web'].flatMap((room) =>
    readdirSync(new URL(`../${room}`, import.meta.url), { recursive: true })
      .filter((name) => String(name).endsWith('.ts'))
      .map((name) => readFileSync(new URL(`../${room}/${name}`, import.meta.url), 'utf8')),
  );

test('a conversation stands in the list of them, and is called as its file', () =>
  expect([
    ...namesIn('dialogs/conversations')
      .filter((name) => !INTENTS.some((intent) => intent === name))
      .map((name) => `dialogs/conversations/index.ts: add the conversation of ${name}, whose intent is “${name}”`),
    ...namesIn('understanding/intents/phrasings')
      .filter((name) => !INTENTS.some((intent) => intent === name))
      .map((name) => `dialogs/conversations/${name}.ts: declare what is done about ${name}, which has phrasings`),
  ]).toEqual([]));

test('a value stands in the list of them, is called as its file, and has a table of what is read', () => {
  const values = Object.keys(SLOTS);
  const tables = readdirSync(new URL('understanding', import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`understanding/${name}`, import.meta.url), 'utf8'));
  expect([
    ...namesIn('understanding/values')
      .filter((name) => !values.includes(name) && !['kit', 'time'].includes(name))
      .map((name) => `understanding/values/index.ts: add the reader of ${name}`),
    ...values
      .filter((name) => !tables.some((table) => table.includes(`values/${name}.ts`)))
      .map((name) => `tests/understanding/${name}.test.ts: write a table of what is read as ${name}, and what isn't`),
  ]).toEqual([]);
});

test('a kind of case stands in the list of them, and is called as its file', () => {
  const kinds = CASE_KINDS.map(({ name }) => name);
  const opened = CONVERSATIONS.flatMap(({ cases }) => cases).map(({ name }) => name);
  expect(
    [...new Set([...namesIn('services/cases/kinds'), ...opened])]
      .filter((name) => !kinds.includes(name))
      .map((name) => `services/cases/kinds/index.ts: add the kind ${name}`),
  ).toEqual([]);
});

test('no two kinds of case share their name or what their references begin with, which is two letters', () => {
  const prefixes = CASE_KINDS.map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.filter((prefix) => !/^[A-Z]{2}$/.test(prefix))).toEqual([]);
  expect(new Set(CASE_KINDS.map(({ name }) => name)).size).toBe(CASE_KINDS.length);
});
