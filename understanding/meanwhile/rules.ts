import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { ListedPattern } from '../../language/listed-pattern.ts';
import { LOCALES, type Locale } from '../../language/locale.ts';

/*
 * What customers ask about how a matter goes, as data: each question has rules by language, and examples that are their
 * test (tests/understanding/meanwhile.test.ts).
 */

const said = z.strictObject({
  /** Of each all patterns have to be heard, those with ! before them not; where there are none, it is heard by its ways alone. */
  rules: z.array(z.array(z.string().min(1)).min(1)),
  /** Words, as a pattern, of which one has to stand in what is heard by the ways in which it is asked. */
  with: z.string().min(1).optional(),
  heard: z.array(z.string()).min(3, { error: 'write at least three ways in which it is asked' }),
});
const languages = z.strictObject({
  'zh-CN': said,
  en: said,
  /** It is asked only where nothing else is: what is next, or whether it is paid. */
  isLast: z.literal(true).optional(),
  /** It is of no matter: it is answered before a message is taken for one. */
  isGeneral: z.literal(true).optional(),
  /** What is put to the wording of the product instead, where that is known and answers it. */
  clause: z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) }).optional(),
});
const shape = z.strictObject({
  classes: z.strictObject({
    'zh-CN': z.record(z.string(), z.string()),
    en: z.record(z.string(), z.string()),
  }),
  questions: z.record(z.string(), languages),
});

/** A rule by which a question is heard: all of `heard`, none of `not`. */
export interface Rule {
  question: string;
  isLast: boolean;
  heard: readonly RegExp[];
  not: readonly RegExp[];
}

const file = shape.parse(
  load(readFileSync(new URL('./questions.yaml', import.meta.url), 'utf8'), { schema: CORE_SCHEMA }),
);

/** The questions' names, in their order. */
export const QUESTIONS: readonly string[] = Object.keys(file.questions);

/** How a question is asked, by language. */
export const askedAs = (question: string, locale: Locale): readonly string[] =>
  file.questions[question]?.[locale].heard ?? [];

/** Whether a question is asked only where nothing else is. */
export const isLast = (question: string): boolean => file.questions[question]?.isLast === true;

const topics = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    new Map(
      Object.entries(file.questions).flatMap(([question, { [locale]: said }]) =>
        said.with === undefined ? [] : [[question, new RegExp(said.with, 'iu')] as const],
      ),
    ),
  ]),
) as unknown as Record<Locale, ReadonlyMap<string, RegExp>>;

/** Whether words speak of what a question is about. */
export const isOfTopic = (words: string, question: string, locale: Locale): boolean =>
  topics[locale].get(question)?.test(words) !== false;

/** Whether a question is heard only where words of what it is about are said. */
export const hasTopic = (question: string): boolean => topics['zh-CN'].has(question);

/** What a question asks of a wording; undefined where none answers it. */
export const clauseAsked = (question: string, locale: Locale): string | undefined =>
  file.questions[question]?.clause?.[locale];

/** Whether a question is of no matter: who asks it wants nothing begun. */
export const isGeneral = (question: string): boolean => file.questions[question]?.isGeneral === true;

const readIn = (locale: Locale): Rule[] => {
  const classes = file.classes[locale];
  const withClasses = (source: string): string =>
    source.replace(/<([a-z]+)>/g, (_, name: string) => {
      const words = classes[name];
      if (words === undefined) throw new Error(`understanding/meanwhile/questions.yaml: there is no class ${name}`);
      return `(?:${words})`;
    });
  const pattern = (source: string): RegExp =>
    new ListedPattern({ before: '', lines: [withClasses(source)], after: '' });
  return Object.entries(file.questions).flatMap(
    ([
      question,
      {
        [locale]: { rules },
      },
    ]) =>
      rules.map((patterns) => ({
        question,
        isLast: isLast(question),
        heard: patterns.filter((one) => !one.startsWith('!')).map(pattern),
        not: patterns.filter((one) => one.startsWith('!')).map((one) => pattern(one.slice(1))),
      })),
  );
};

/** The rules of each language. */
export const RULES = Object.fromEntries(LOCALES.map((locale) => [locale, readIn(locale)])) as Record<Locale, Rule[]>;
