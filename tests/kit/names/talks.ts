import { CONVERSATIONS, isBusiness } from '../../../dialogs/conversations/index.ts';
import type { Locale } from '../../../language/locale.ts';
import type { TalkFile } from '../talk-file.ts';
import { readTalks, talkPaths } from '../talk-files.ts';
import { isIn } from './languages.ts';

/* Talks that are missing, and what is missing in them. */

const UPDATE = 'run UPDATE_TALKS=1 npm test -- tests/conversations';

/** A talk file; or a line that says why it can't be read. */
function read(path: string): TalkFile | string {
  try {
    return readTalks(path);
  } catch (error) {
    return (error as Error).message;
  }
}

const READ = talkPaths().map(read);
const FILES = READ.filter((file) => typeof file !== 'string');

/** What can't be read. */
export const unreadableTalks = (): string[] => READ.filter((file) => typeof file === 'string');

const BUSINESS = CONVERSATIONS.filter(({ intent }) => isBusiness(intent));
const straightOf = (intent: string, locale: Locale): string => `tests/conversations/straight/${intent}.${locale}.talk`;

/** Conversations without a talk that shows how they go when all goes well. */
export const withoutStraightTalk = (locale: Locale): string[] => {
  const paths = talkPaths();
  return BUSINESS.map(({ intent }) => straightOf(intent, locale))
    .filter((path) => !paths.includes(path))
    .map((path) => `${path}: write “# what it shows” and a line “customer: …” for each message, then ${UPDATE}`);
};

/** Straight talks in which nothing is answered yet, or that don't keep what their conversation opens. */
export const unfinishedStraightTalks = (locale: Locale): string[] =>
  BUSINESS.flatMap(({ intent, cases }) => {
    const file = FILES.find(({ path }) => path === straightOf(intent, locale));
    if (!file) return [];
    if (file.talks.length === 0) return [`${file.path}: write “# what it shows” and what the customer says`];
    if (!file.talks.some(({ turns }) => turns.some(({ answers }) => answers.length > 0)))
      return [`${file.path}: ${UPDATE} -t ${intent}, which writes what is said and kept, and read it`];
    const kept = keptIn(file);
    const declared = cases.map(({ name }) => name);
    return [
      ...kept
        .filter((kind) => !declared.includes(kind))
        .map((kind) => `dialogs/conversations/${intent}.ts: write ${kind} among its cases: ${file.path} keeps one`),
      ...declared
        .filter((kind) => !kept.includes(kind))
        .map(
          (kind) =>
            `dialogs/conversations/${intent}.ts: open the ${kind} that it declares, or don’t: ${file.path} keeps none`,
        ),
    ];
  });

/** The kinds of case that are kept at the ends of talks. */
const keptIn = ({ talks }: TalkFile): string[] => [
  ...new Set(talks.flatMap(({ end }) => end.flatMap(({ lines }) => /^case: ([\w-]+)/.exec(lines[0] ?? '')?.[1] ?? []))),
];

/** Talks in which the language changes. */
const IN_BOTH = /\/languages\//;

/** Customers who speak another language than their talk's. */
export const foreignCustomers = (locale: Locale): string[] =>
  FILES.filter((file) => file.locale === locale && !IN_BOTH.test(file.path)).flatMap(({ path, talks }) =>
    talks.flatMap(({ turns }) =>
      turns.flatMap(({ at, step, or }) =>
        ('customer' in step ? [...step.customer, ...or] : [])
          .filter((words) => !isIn(locale, words))
          .map((words) => `${path}:${at}: write in ${locale} “${words}”`),
      ),
    ),
  );
