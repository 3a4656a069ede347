import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { Classifier } from '../../../language/classifier/classifier.ts';
import { kept } from '../../../language/classifier/kept.ts';
import type { Example } from '../../../language/classifier/learn.ts';
import type { Locale } from '../../../language/locale.ts';
import { simplified } from '../../../language/simplified.ts';
import { normalize } from '../../../language/text.ts';
import { readable } from '../../../language/window.ts';
import type { Line } from '../../../language/word-lists.ts';
import { loadPhrases } from '../../intents/phrasings.ts';
import { type Distress, type File, type Group, wordList } from './distress.ts';

/** What a sentence that is learnt from says of somebody's life in danger. */
export type Said = 'wish-to-die' | 'somebody-else' | 'nothing';

/** Sentences by what they say. */
export type Sentences = Record<Said, string[]>;

/** What is suspected of a message that the lists heard nothing sure in. */
export interface Suspected {
  kind: 'wish-to-die' | 'somebody-else';
  /** A person is called; otherwise the customer is asked whether they are all right. */
  isSure: boolean;
  language: Locale;
}

/**
 * From where on a message is surely meant, and from where on it is asked about. Chosen by what each of three strangers
 * wrote, scored by what was learnt from the other two (docs/decisions/0027).
 */
const BORDERS: Record<Locale, { sure: number; suspected: number }> = {
  'zh-CN': { sure: 0.12, suspected: -0.03 },
  en: { sure: 0.04, suspected: -0.03 },
};

/** Shorter ones are answers: a place, a name, "by the river". They count only from far beyond the border on. */
const SURE_THOUGH_SHORT = 0.8;
const SHORTEST: Record<Locale, number> = { 'zh-CN': 6, en: 3 };

/** A longer message is read in windows of as many characters, which overlap by a sentence. */
const LONGEST = 150;
const SENTENCE = /[^。！？!?；;.\n]*[。！？!?；;.\n]*/gu;

const LANGUAGES = ['zh-CN', 'en'] as const;
const HAN = /\p{Script=Han}/u;
/** Pinyin is read with what else is written in its letters. */
const languageOf = (text: string): Locale => (HAN.test(text) ? 'zh-CN' : 'en');
const plain = (text: string): string => simplified(normalize(text));

/** What strangers wrote in a language, and what this was learnt to be. */
export const sentences = (language: Locale): Sentences =>
  load(readFileSync(new URL(`./learnt/${language}.yaml`, import.meta.url), 'utf8'), {
    schema: CORE_SCHEMA,
  }) as Sentences;

/** Questions that only sound like those that wordings answer, by language. */
export type Unanswerable = Record<Locale, readonly string[]>;

/** Which ordinary messages to learn from: others are left out to measure how many of those are suspected. */
export type LearnFrom = (text: string, index: number) => boolean;

/**
 * Suspects what the word lists don't hear: that somebody wants to die, in words that nobody foresaw. A linear classifier
 * a language, learnt from sentences of strangers beside everything that customers say for another reason.
 */
export class Suspicion {
  readonly #learnt: Partial<Record<Locale, Classifier>> = {};
  readonly #unanswerable: Unanswerable;
  readonly #learnFrom: LearnFrom | undefined;

  /** Without `learnFrom` it learns from everything, and keeps what it learnt for the next start. */
  constructor(unanswerable: Unanswerable, learnFrom?: LearnFrom) {
    this.#unanswerable = unanswerable;
    this.#learnFrom = learnFrom;
  }

  /** The worst that is suspected of a message, in any part of it. */
  suspect(text: string): Suspected | undefined {
    let worst: (Suspected & { score: number }) | undefined;
    for (const window of windowsOf(readable(text))) {
      const language = languageOf(window);
      const { kind, score } = this.score(window);
      const { sure, suspected } = BORDERS[language];
      if (score <= (isShort(window, language) ? SURE_THOUGH_SHORT : suspected)) continue;
      const isSure = score > sure;
      if (!worst || (isSure && !worst.isSure) || (isSure === worst.isSure && score > worst.score))
        worst = { kind, isSure, language, score };
    }
    return worst && { kind: worst.kind, isSure: worst.isSure, language: worst.language };
  }

  /** How far a short text lies on the side of danger, and whose it is. */
  score(text: string): { kind: Suspected['kind']; score: number } {
    const ranked = this.#in(languageOf(text)).rank(plain(text));
    const of = (said: Said) => ranked.find(({ label }) => label === said)?.score ?? 0;
    const [own, other] = [of('wish-to-die'), of('somebody-else')];
    return { kind: own >= other ? 'wish-to-die' : 'somebody-else', score: (Math.max(own, other) - of('nothing')) / 2 };
  }

  /** Learns every language, a step at a time. */
  *learning(): Generator<void> {
    for (const language of LANGUAGES) {
      const classifier = this.#in(language);
      yield;
      yield* classifier.training();
    }
  }

  #in(language: Locale): Classifier {
    this.#learnt[language] ??= new Classifier(examples(language, this.#unanswerable, this.#learnFrom), {
      least: 2,
      store: this.#learnFrom ? undefined : kept,
    });
    return this.#learnt[language];
  }
}

/**
 * What is heard of a message by the lists and by what was learnt. What the lists hear surely stands; what is sure is more
 * than what only may be meant, or a death that is told in the same breath; what is suspected is asked about.
 */
export function together(heard: Distress | undefined, suspect: () => Suspected | undefined): Distress | undefined {
  if (heard && STANDS.includes(heard.kind)) return heard;
  const suspected = suspect();
  if (!suspected) return heard;
  const { kind, isSure, language } = suspected;
  if (isSure) return { kind, language };
  return heard ?? { kind: 'maybe', language };
}

const STANDS: readonly Distress['kind'][] = ['wish-to-die', 'somebody-else', 'bereaved'];

/** What people say to this desk for another reason than danger. */
export const ordinary = (language: Locale, unanswerable: Unanswerable): string[] => [
  ...loadPhrases(language).map(({ text }) => text),
  ...unanswerable[language],
];

function examples(language: Locale, unanswerable: Unanswerable, learnFrom: LearnFrom = () => true): Example[] {
  const learnt = LANGUAGES.flatMap((file) =>
    (Object.entries(sentences(file)) as [Said, string[]][]).flatMap(([label, texts]) =>
      texts.map((text) => ({ text, label })),
    ),
  );
  const said = ordinary(language, unanswerable).filter(learnFrom);
  return [...learnt, ...listed()]
    .filter(({ text }) => languageOf(text) === language)
    .concat(
      [...said, ...ranOn(said, language === 'zh-CN' ? '' : ' ')].map((text) => ({ text, label: 'nothing' as const })),
    )
    .map(({ text, label }) => ({ text: plain(text), label }));
}

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

function isShort(text: string, language: Locale): boolean {
  const words = language === 'zh-CN' ? text.match(/\p{Script=Han}/gu) : text.match(/[\p{L}'’]+/gu);
  return (words?.length ?? 0) < SHORTEST[language];
}

/** A short text is one; a long one is cut where sentences end, none of them longer than half a window. */
export function windowsOf(text: string): string[] {
  if (text.length <= LONGEST) return /\p{L}/u.test(text) ? [text] : [];
  const pieces = (text.match(SENTENCE) ?? []).flatMap((sentence) => halves(sentence));
  const windows: string[] = [];
  for (let start = 0; start < pieces.length; ) {
    let [window, end] = [pieces[start] ?? '', start + 1];
    while (end < pieces.length && window.length + (pieces[end]?.length ?? 0) <= LONGEST) window += pieces[end++];
    if (/\p{L}/u.test(window)) windows.push(window);
    start = end >= pieces.length ? end : Math.max(end - 1, start + 1);
  }
  return windows;
}

function halves(sentence: string): string[] {
  const half = LONGEST / 2;
  return Array.from({ length: Math.ceil(sentence.length / half) }, (_, i) => sentence.slice(i * half, (i + 1) * half));
}
