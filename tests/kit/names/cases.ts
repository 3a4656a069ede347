import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONVERSATIONS } from '../../../dialogs/conversations/index.ts';
import type { Locale } from '../../../language/locale.ts';
import { DRAFT } from '../../../services/cases/case.ts';
import { CASE_KINDS } from '../../../services/cases/kinds/index.ts';
import { isThere, missing, namesIn, ROOT } from './to-write.ts';

/* Kinds of case, each in a file called as it is. */

const FOLDER = 'services/cases/kinds';
const fileOf = (kind: string): string => `${FOLDER}/${kind}.ts`;

const OPENED = CONVERSATIONS.flatMap(({ cases }) => cases.map(({ name }) => name));

/** Kinds that stand in no list, or are called otherwise than their file. */
export const unlistedKinds = (): string[] =>
  [...new Set([...namesIn(FOLDER), ...OPENED])]
    .filter((name) => !CASE_KINDS.some((kind) => kind.name === name))
    .map(
      (name) => `${FOLDER}/index.ts: add the kind of ${name}.ts, whose name is “${name}”, or call the file as the kind`,
    );

/** What is done with any conversation may open a case as well. */
const ROUTING = readdirSync(join(ROOT, 'dialogs/routing'))
  .map((name) => readFileSync(join(ROOT, 'dialogs/routing', name), 'utf8'))
  .join('\n');

/** Kinds that nothing opens. */
export const unopenedKinds = (): string[] =>
  CASE_KINDS.filter(({ name }) => !OPENED.includes(name) && !ROUTING.includes(`kinds/${name}.ts'`)).map(
    ({ name }) =>
      `dialogs/conversations/: write the kind of ${fileOf(name)} among the cases of the conversation that opens it`,
  );

/** Kinds whose references begin with what is no two letters, or another kind's. */
export const wrongPrefixes = (): string[] => [
  ...CASE_KINDS.filter(({ prefix }) => !/^[A-Z]{2}$/.test(prefix)).map(
    ({ name, prefix }) => `${fileOf(name)}: write two capital letters as its prefix, not “${prefix}”`,
  ),
  ...CASE_KINDS.flatMap(({ name, prefix }, at) =>
    CASE_KINDS.slice(0, at)
      .filter((other) => other.prefix === prefix)
      .map((other) => `${fileOf(name)}: write another prefix here or in ${fileOf(other.name)}: both have ${prefix}`),
  ),
];

/** The deadlines that some cases of a kind have, as its file names them: which cases, only these would tell. */
const deadlinesOf = (kind: string): string[] =>
  isThere(fileOf(kind))
    ? [...readFileSync(join(ROOT, fileOf(kind)), 'utf8').matchAll(/\bname: '([\w-]+)'/g)]
        .map(([, name = '']) => name)
        .filter((name) => name !== kind)
    : [];

/** What kinds, their steps and their deadlines are called. */
export const kindsWithoutName = (locale: Locale): string[] =>
  missing(locale, [
    `inbox.step-${DRAFT}`,
    'inbox.step-dropped',
    ...CASE_KINDS.flatMap(({ name, steps }) => [
      `inbox.kind-${name}`,
      ...steps.map((step) => `inbox.step-${step}`),
      ...deadlinesOf(name).map((deadline) => `inbox.deadline-${deadline}`),
    ]),
  ]);
