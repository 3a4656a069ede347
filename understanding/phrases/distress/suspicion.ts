import { LRUCache } from 'lru-cache';
import { Classifier } from '../../../language/classifier/classifier.ts';
import { kept, readWith } from '../../../language/classifier/kept.ts';
import type { Locale } from '../../../language/locale.ts';
import { simplified } from '../../../language/simplified.ts';
import { normalize } from '../../../language/text.ts';
import { readable } from '../../../language/window.ts';
import { PERILS, type Peril } from '../perils/perils.ts';
import { withConcepts } from './concepts.ts';
import type { Distress, Suspicious } from './distress.ts';
import { examples, type LeftOut, type Said, type Unanswerable } from './learnt.ts';
import { windowsOf } from './windows.ts';

/** What is suspected of a message that the lists heard nothing sure in. */
export interface Suspected {
  kind: 'wish-to-die' | 'somebody-else';
  /** From `surely` on a person is called; otherwise the customer is asked whether they are all right. */
  how: Suspicious;
  language: Locale;
}

/**
 * From where on a message is asked about, is surely meant, and is so whatever is in hand. Chosen by cross-validation: at
 * most 0.3 % of what customers say first is suspected, 2 % of what only sounds like it surely, 0.5 % of what is said in the
 * middle of a talk far beyond (docs/decisions/0027).
 */
const BORDERS: Record<Locale, { far: number; sure: number; suspected: number }> = {
  'zh-CN': { far: 0.6, sure: 0.18, suspected: 0.1 },
  en: { far: 0.6, sure: 0.35, suspected: 0.11 },
};

/**
 * A longer message is a story, of which some part sounds like anything: it has to say it so much more plainly. Of ordinary
 * messages one in 150 is as long, and half of those that were suspected were among them.
 */
const A_STORY = 0.4;
const STORY_FROM: Record<Locale, number> = { 'zh-CN': 76, en: 151 };

/** Shorter ones are answers: a place, a name, "by the river". They count only from far beyond the border on. */
const SURE_THOUGH_SHORT = 0.8;
const SHORTEST: Record<Locale, number> = { 'zh-CN': 6, en: 3 };

/** Characters in which a peril is told: nobody who has time for more is in one. */
const MOST_OF_A_PERIL = 2_000;

const HOW: readonly Suspicious[] = ['faintly', 'surely', 'far'];

const HAN = /\p{Script=Han}/u;
/** Pinyin is read with what else is written in its letters. */
const languageOf = (text: string): Locale => (HAN.test(text) ? 'zh-CN' : 'en');
const plain = (text: string): string => withConcepts(simplified(normalize(text)));

/**
 * Suspects what the word lists don't hear: that somebody wants to die, in words that nobody foresaw. A linear classifier
 * of both languages, learnt from sentences of strangers beside everything that customers say for another reason.
 */
export class Suspicion {
  #learnt: Classifier | undefined;
  readonly #unanswerable: Unanswerable;
  readonly #leftOut: LeftOut | undefined;

  /** Where nothing is left out, what it learns is kept for the next start. */
  constructor(unanswerable: Unanswerable, leftOut?: LeftOut) {
    this.#unanswerable = unanswerable;
    this.#leftOut = leftOut;
  }

  /** The worst that is suspected of a message, in any part of it. */
  suspect(text: string): Suspected | undefined {
    let worst: (Suspected & { score: number }) | undefined;
    const read = readable(text);
    for (const window of windowsOf(read)) {
      const language = languageOf(window);
      const { kind, score: found } = this.score(window);
      const score = found - (read.length >= STORY_FROM[language] ? A_STORY : 0);
      const { far, sure, suspected } = BORDERS[language];
      if (score <= (isShort(window, language) ? SURE_THOUGH_SHORT : suspected)) continue;
      const how = score > far ? 'far' : score > sure ? 'surely' : 'faintly';
      const [rank, most] = [HOW.indexOf(how), worst ? HOW.indexOf(worst.how) : -1];
      if (!worst || rank > most || (rank === most && score > worst.score)) worst = { kind, how, language, score };
    }
    return worst && { kind: worst.kind, how: worst.how, language: worst.language };
  }

  /** How far a short text lies on the side of danger, and whose it is. */
  score(text: string): { kind: Suspected['kind']; score: number } {
    const of = this.#scores(text);
    const [own, other] = [of('wish-to-die'), of('somebody-else')];
    const none = Math.max(of('nothing'), ...PERILS.map(of));
    return { kind: own >= other ? 'wish-to-die' : 'somebody-else', score: (Math.max(own, other) - none) / 2 };
  }

  /** The peril that a message tells of most likely, in any part of it, and how far it lies on its side of the border. */
  peril(text: string): { peril: Peril; score: number } | undefined {
    let most: { peril: Peril; score: number } | undefined;
    for (const window of windowsOf(readable(text).slice(0, MOST_OF_A_PERIL))) {
      const found = this.perilScore(window);
      if (!most || found.score > most.score) most = found;
    }
    return most;
  }

  /** How far a short text lies on the side of the peril that it tells of most likely. */
  perilScore(text: string): { peril: Peril; score: number } {
    const of = this.#scores(text);
    const [peril] = [...PERILS].sort((a, b) => of(b) - of(a)) as [Peril];
    return { peril, score: (of(peril) - Math.max(of('nothing'), of('wish-to-die'), of('somebody-else'))) / 2 };
  }

  /** What was ranked last: a wish to die and a peril are looked for in the same windows. */
  readonly #ranked = new LRUCache<string, (label: Said | Peril) => number>({ max: 32 });

  #scores(text: string): (label: Said | Peril) => number {
    const known = this.#ranked.get(text);
    if (known) return known;
    const scores = new Map(
      this.#classifier()
        .rank(plain(text))
        .map(({ label, score }) => [label, score]),
    );
    const of = (label: Said | Peril) => scores.get(label) ?? 0;
    this.#ranked.set(text, of);
    return of;
  }

  /** Learns a step at a time. */
  *learning(): Generator<void> {
    const classifier = this.#classifier();
    yield;
    yield* classifier.training();
  }

  #classifier(): Classifier {
    this.#learnt ??= new Classifier(
      {
        examples: examples(this.#unanswerable, this.#leftOut),
        read: ({ text, label }) => ({ text: plain(text), label }),
        by: readWith(new URL('../../', import.meta.url), new URL('../../../language/', import.meta.url)),
      },
      { languages: 'together', least: 2, store: this.#leftOut ? undefined : kept },
    );
    return this.#learnt;
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
  const { kind, how, language } = suspected;
  if (how !== 'faintly') return { kind, language, suspected: how };
  return heard ?? { kind: 'maybe', language, suspected: how };
}

const STANDS: readonly Distress['kind'][] = ['wish-to-die', 'somebody-else', 'bereaved'];

function isShort(text: string, language: Locale): boolean {
  const words = language === 'zh-CN' ? text.match(/\p{Script=Han}/gu) : text.match(/[\p{L}'’]+/gu);
  return (words?.length ?? 0) < SHORTEST[language];
}
