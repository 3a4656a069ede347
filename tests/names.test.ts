import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONVERSATIONS, isBusiness } from '../dialogs/conversations/index.ts';
import type { DialogServices } from '../dialogs/kit/dialog-services.ts';
import { LENDERS } from '../inbox/show/gathered.ts';
import { LOCALES, type Locale } from '../language/locale.ts';
import { CASE_KINDS } from '../services/cases/kinds/index.ts';
import { HANDOFF_REASONS } from '../services/conversations/handoff-reason.ts';
import { hasTemplate, templateKeys, templateSource } from '../templates/render.ts';
import { loadPhrases } from '../understanding/intents/phrasings.ts';
import { SLOTS } from '../understanding/values/index.ts';
import { REASONS } from '../understanding/values/kit/reading.ts';
import { talkFiles } from './kit/talk-files.ts';
import { nothingToWrite } from './kit/to-write.ts';

/*
 * What has a name in one place has to be there in the others too. Each line of a failure says what to write where.
 */

const whereIs = (key: string, locale: Locale): string => {
  const [file, ...name] = key.split('.');
  return `templates/${locale}/${file}.yaml: write ${name.join('.')}`;
};

const missing = (locale: Locale, keys: readonly string[]): string[] =>
  keys.filter((key) => !hasTemplate(key, locale)).map((key) => whereIs(key, locale));

const PHRASINGS = 'understanding/intents/phrasings';

describe.each(LOCALES)('in %s', (locale) => {
  test('what a customer wants has a name, and phrasings that teach it', () => {
    const taught = loadPhrases(locale);
    nothingToWrite([
      ...missing(
        locale,
        BUSINESS.flatMap((intent) => [`${intent}.name`, `${intent}.name-for-staff`]),
      ),
      ...INTENTS.filter((intent) => taught.filter((phrase) => phrase.intent === intent).length < LEAST).map(
        (intent) =>
          `understanding/intents/phrasings/${intent}.yaml: write at least ${LEAST} phrasings in ${locale}, as customers say it`,
      ),
    ]);
  });

  test('a form has the sentences that it asks with', () => {
    // A form takes what it does for the customer from the services, and needs none to say what it asks.
    const dialogs = CONVERSATIONS.map(({ dialog }) => dialog({} as DialogServices));
    nothingToWrite(missing(locale, [...new Set(dialogs.flatMap(({ sentences = [] }) => sentences))]));
  });

  test('a sentence has the gaps that it has in the other language', () => {
    const other = locale === 'en' ? 'zh-CN' : 'en';
    nothingToWrite(
      templateKeys(locale).flatMap((key) =>
        gapsIn(key, other)
          .filter((gap) => !gapsIn(key, locale).includes(gap) && !NAMED_OTHERWISE.has(`${locale} ${key} ${gap}`))
          .map((gap) => `${whereIs(key, locale)}, with {{${gap}}} in it as in ${other}`),
      ),
    );
  });

  test('what is said in one language is said in the other', () => {
    const other = locale === 'en' ? 'zh-CN' : 'en';
    nothingToWrite(missing(locale, templateKeys(other)));
  });

  test('what a form keeps is named to the staff, whatever its kind of case is called', () => {
    const keys = CONVERSATIONS.flatMap(({ cases, dialog }) =>
      cases.flatMap(({ name }) =>
        (dialog({} as DialogServices).sentences ?? [])
          .map((key) => /\.(label-.+)$/.exec(key)?.[1] ?? '')
          .filter((label) => label && ![name, ...LENDERS].some((home) => hasTemplate(`${home}.${label}`, locale)))
          .map((label) => `${name}.${label}`),
      ),
    );
    nothingToWrite(missing(locale, keys));
  });

  test('a sentence that is said is written', () => {
    const said = sources().flatMap((source) =>
      [...source.matchAll(/\b(?:say|words|wordsOf|render)\(\s*'([a-z-]+\.[\w-]+)'/g)].map(([, key = '']) => key),
    );
    expect(said.length).toBeGreaterThan(50);
    nothingToWrite(missing(locale, [...new Set(said)]));
  });

  test('a kind of case, its steps and its deadlines have names', () => {
    const keys = CASE_KINDS.flatMap((kind) => [
      `inbox.kind-${kind.name}`,
      ...kind.steps.map((step) => `inbox.step-${step}`),
      ...INTENTS.flatMap((intent) => kind.deadlines({ intent })).map(({ name }) => `inbox.deadline-${name}`),
    ]);
    nothingToWrite(missing(locale, [...new Set(keys)]));
  });

  test('a reason for a person has a name', () => {
    nothingToWrite(
      missing(
        locale,
        HANDOFF_REASONS.map((reason) => `inbox.reason-${reason}`),
      ),
    );
  });

  test('a reason to ask again has its sentence', () => {
    nothingToWrite(
      missing(
        locale,
        REASONS.map((reason) => `form.retry-${reason}`),
      ),
    );
  });

  test('a sentence is in its language', () => {
    nothingToWrite(
      templateKeys(locale)
        .filter((key) => !IN_ANY.test(key) && !isIn(locale, saidBy(key, locale)))
        .map((key) => `${whereIs(key, locale)} in ${locale}`),
    );
  });

  test('a phrasing is in its language', () => {
    // Greetings, thanks and nonsense are the same in all of them.
    const foreign = loadPhrases(locale).filter(
      ({ intent, text }) => isBusiness(intent) && HAN.test(withoutNames(text)) !== (locale === 'zh-CN'),
    );
    nothingToWrite(foreign.map(({ intent, text }) => `${PHRASINGS}/${intent}.yaml: write in ${locale} “${text}”`));
  });

  test('a phrasing stands for one intent', () => {
    const said = new Map<string, string>();
    nothingToWrite(
      loadPhrases(locale).flatMap(({ intent, text }) => {
        const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
        const other = said.get(plain) ?? intent;
        said.set(plain, other);
        return other === intent || !(isBusiness(intent) || isBusiness(other))
          ? []
          : [`${PHRASINGS}/${intent}.yaml: “${text}” stands in ${other}.yaml too: write it in one`];
      }),
    );
  });

  test('whatever customers want has a talk that shows how it goes when all goes well', () => {
    const paths = talkFiles().map(({ path }) => path);
    const straight = BUSINESS.map((intent) => `tests/conversations/straight/${intent}.${locale}.talk`);
    nothingToWrite(straight.filter((path) => !paths.includes(path)).map((path) => `${path}: write ${STRAIGHT}`));
  });

  test('the customer of a talk speaks its language', () => {
    const foreign = talkFiles()
      .filter((file) => file.locale === locale && !IN_BOTH.test(file.path))
      .flatMap(({ path, talks }) =>
        talks.flatMap(({ turns }) =>
          turns.flatMap(({ at, step, or }) =>
            ('customer' in step ? [...step.customer, ...or] : [])
              .filter((words) => !isIn(locale, words))
              .map((words) => `${path}:${at}: write in ${locale} “${words}”`),
          ),
        ),
      );
    nothingToWrite(foreign);
  });
});

/** Fewer teach nothing. */
const LEAST = 10;

const HAN = /\p{Script=Han}/u;
/** A Chinese number plate and an e-mail address are what they are in every language. */
const withoutNames = (text: string) => text.replace(/\p{Script=Han}[A-Z]\S{5,6}|[\w.+-]+@[\w.-]+/gu, '');
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

/** Whether words are in a language; numbers are in all of them. */
function isIn(locale: Locale, words: string): boolean {
  const said = withoutNames(words);
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
  nothingToWrite([
    ...namesIn('dialogs/conversations')
      .filter((name) => !INTENTS.some((intent) => intent === name))
      .map(
        (name) =>
          `dialogs/conversations/index.ts: add the conversation of ${name}.ts, whose intent is “${name}”, or call the file as its intent`,
      ),
    ...namesIn('understanding/intents/phrasings')
      .filter((name) => !INTENTS.some((intent) => intent === name))
      .map(
        (name) =>
          `dialogs/conversations/${name}.ts: declare what is done about ${name}, which has phrasings, or call these as their intent`,
      ),
  ]));

test('a value stands in the list of them, is called as its file, and has a table of what is read', () => {
  const values = Object.keys(SLOTS);
  const tables = readdirSync(new URL('understanding', import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`understanding/${name}`, import.meta.url), 'utf8'));
  nothingToWrite([
    ...namesIn('understanding/values')
      .filter((name) => !values.includes(name) && !['kit', 'time'].includes(name))
      .map(
        (name) =>
          `understanding/values/index.ts: add the reader of ${name}.ts as “${name}”, or call the file as it is listed`,
      ),
    ...values
      .filter((name) => !tables.some((table) => table.includes(`values/${name}.ts`)))
      .map((name) => `tests/understanding/${name}.test.ts: write a table of what is read as ${name}, and what isn't`),
  ]);
});

test('a kind of case stands in the list of them, and is called as its file', () => {
  const kinds = CASE_KINDS.map(({ name }) => name);
  const opened = CONVERSATIONS.flatMap(({ cases }) => cases).map(({ name }) => name);
  nothingToWrite(
    [...new Set([...namesIn('services/cases/kinds'), ...opened])]
      .filter((name) => !kinds.includes(name))
      .map(
        (name) =>
          `services/cases/kinds/index.ts: add the kind of ${name}.ts, whose name is “${name}”, or call the file as the kind`,
      ),
  );
});

test('a straight talk keeps the kinds of case that its conversation declares', () =>
  nothingToWrite(
    talkFiles().flatMap(({ path, talks }) => {
      const intent = /straight\/([\w-]+)\./.exec(path)?.[1];
      const declared = CONVERSATIONS.find((one) => one.intent === intent)?.cases.map(({ name }) => name) ?? [];
      const kept = talks.flatMap(({ end }) =>
        end.flatMap(({ lines }) => /^case: ([\w-]+)/.exec(lines[0] ?? '')?.[1] ?? []),
      );
      return intent && isBusiness(intent)
        ? [...new Set(kept)]
            .filter((kind) => !declared.includes(kind))
            .map(
              (kind) => `dialogs/conversations/${intent}.ts: write ${kind} among its cases, which it opens in ${path}`,
            )
        : [];
    }),
  ));

test('no two kinds of case share what their references begin with, which is two letters', () =>
  nothingToWrite([
    ...CASE_KINDS.filter(({ prefix }) => !/^[A-Z]{2}$/.test(prefix)).map(
      ({ name, prefix }) => `services/cases/kinds/${name}.ts: write two capital letters as its prefix, not “${prefix}”`,
    ),
    ...CASE_KINDS.flatMap(({ name, prefix }, at) =>
      CASE_KINDS.slice(0, at)
        .filter((other) => other.prefix === prefix)
        .map((other) => `services/cases/kinds/${name}.ts: write another prefix: ${prefix} is ${other.name}’s`),
    ),
  ]));
