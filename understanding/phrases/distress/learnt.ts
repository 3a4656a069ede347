import { readdirSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Example } from '../../../language/classifier/learn.ts';
import type { Locale } from '../../../language/locale.ts';
import type { Line } from '../../../language/word-lists.ts';
import { loadPhrases } from '../../intents/phrasings.ts';
import { DANGER_KINDS, type DangerFile, dangerList } from '../danger/danger.ts';
import { perilExamples } from '../perils/perils.ts';
import { type File, type Group, wordList } from './distress.ts';
import { windowsOf } from './windows.ts';

/* What the suspicion of a wish to die is learnt from (docs/decisions/0027). */

/** What a sentence that is learnt from says of somebody's life in danger. */
export type Said = 'wish-to-die' | 'somebody-else' | 'nothing';

/** Sentences by what they say. */
export type Sentences = Record<Said, string[]>;

const LANGUAGES = ['zh-CN', 'en'] as const;
const read = (path: string): unknown =>
  load(readFileSync(new URL(`./learnt/${path}`, import.meta.url), 'utf8'), { schema: CORE_SCHEMA });

/** What strangers wrote in a language, and what this was learnt to be. */
export const sentences = (language: Locale): Sentences => read(`${language}.yaml`) as Sentences;

/** Sentences of one kind, by what they say and by language: a farewell, a burden, means at hand. */
export type OfAKind = Record<Said, Record<Locale, string[]>>;

/** The kinds by which a wish to die is said indirectly, each beside what only sounds like it. */
export const kinds = (): { kind: string; sentences: OfAKind }[] =>
  readdirSync(new URL('./learnt/kinds/', import.meta.url))
    .sort()
    .map((name) => ({ kind: name.replace(/\.yaml$/, ''), sentences: read(`kinds/${name}`) as OfAKind }));

/** Questions that only sound like those that wordings answer, by language. */
export type Unanswerable = Record<Locale, readonly string[]>;

/** What is left out of what is learnt from, to measure by it: kinds by their names, ordinary messages by their places. */
export interface LeftOut {
  kind: (kind: string) => boolean;
  ordinary: (place: number) => boolean;
}

/** What customers say first, for another reason than danger. */
const ordinaryAtFirst = (unanswerable: Unanswerable): string[] => [
  ...(['zh-CN', 'en', 'mixed'] as const).flatMap((language) => loadPhrases(language).map(({ text }) => text)),
  ...LANGUAGES.flatMap((language) => unanswerable[language]),
];

/** What they say in the middle of a talk: answers, facts, corrections, sighs, thanks, leaving. */
export const ordinaryInATalk = (): string[] => {
  const { said, told } = read('in-a-talk.yaml') as Record<'said' | 'told', Record<Locale, string[]>>;
  return LANGUAGES.flatMap((language) => [...said[language], ...told[language]]);
};

/** What people say to this desk for another reason than danger. */
export const ordinary = (unanswerable: Unanswerable): string[] => [
  ...ordinaryAtFirst(unanswerable),
  ...ordinaryInATalk(),
];

/** Everything that is learnt from. */
export function examples(unanswerable: Unanswerable, leftOut?: LeftOut): Example[] {
  const nothing = ordinary(unanswerable).filter((_, place) => !leftOut?.ordinary(place));
  const isHan = (text: string) => /\p{Script=Han}/u.test(text);
  return [
    ...LANGUAGES.flatMap((language) => labelled(sentences(language))),
    ...kinds()
      .filter(({ kind }) => !leftOut?.kind(kind))
      .flatMap((one) => LANGUAGES.flatMap((language) => labelled(inLanguage(one.sentences, language)))),
    ...listed(),
    ...endangered(),
    ...perilExamples(),
    ...[
      ...nothing.flatMap(windowsOf),
      ...ranOn(nothing.filter(isHan), ''),
      ...ranOn(
        nothing.filter((text) => !isHan(text)),
        ' ',
      ),
    ].map((text) => ({ text, label: 'nothing' })),
  ];
}

const labelled = (by: Sentences): Example[] =>
  Object.entries(by).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));

/** What is said of a kind in one language. */
export const inLanguage = (by: OfAKind, language: Locale): Sentences =>
  Object.fromEntries(Object.entries(by).map(([said, texts]) => [said, texts[language]])) as Sentences;

/** What some customers say without a stop: nothing that is learnt from is as long, and length is no danger. */
const RUN_ON = 5;
const ranOn = (texts: readonly string[], space: string): string[] =>
  Array.from({ length: Math.floor(texts.length / RUN_ON) }, (_, i) =>
    texts.slice(i * RUN_ON, (i + 1) * RUN_ON).join(space),
  );

/** What the word lists hear of each other's groups: what only may be meant is neither. */
const LISTED: Partial<Record<Group, Said>> = {
  'wish-to-die': 'wish-to-die',
  'somebody-else': 'somebody-else',
  idioms: 'nothing',
  loss: 'nothing',
  witnessed: 'nothing',
  topic: 'nothing',
  bereaved: 'nothing',
  death: 'nothing',
  well: 'nothing',
};
const FILES: readonly File[] = ['zh-CN', 'pinyin', 'en'];

/** The examples beside the lines of the word lists. */
const listed = (): { text: string; label: Said }[] =>
  FILES.flatMap((file) => {
    const list = wordList(file);
    const of = (group: Group, label: Said, which: keyof Pick<Line, 'heard' | 'unheard'>) =>
      (list[group] ?? []).flatMap((line) => (line[which] ?? []).map((text) => ({ text, label })));
    return [
      ...(Object.entries(LISTED) as [Group, Said][]).flatMap(([group, said]) => [
        ...of(group, said, 'heard'),
        ...of(group, 'nothing', 'unheard'),
      ]),
      ...of('maybe', 'nothing', 'unheard'),
    ];
  });

const DANGER_FILES: readonly DangerFile[] = ['zh-CN', 'en'];

/** The examples of the lists of danger from elsewhere: gas, a knife, pills swallowed by a child. No wish of anybody's. */
const endangered = (): Example[] =>
  DANGER_FILES.flatMap((file) => {
    const list = dangerList(file);
    return DANGER_KINDS.flatMap((kind) =>
      (list[kind] ?? []).flatMap(({ heard = [], unheard = [] }) =>
        [...heard, ...unheard].map((text) => ({ text, label: 'nothing' })),
      ),
    );
  });
