import { LOCALES, type Locale } from '../../language/locale.ts';
import { askedAs, isOfTopic, QUESTIONS } from './rules.ts';

/*
 * Which question words are nearest to, by what they share with the ways in which each is asked: for wordings that no rule
 * foresees. Cosine over characters in ones and twos (Chinese), words and their pairs (English); what many questions share
 * (会有影响吗, is that a problem) counts little.
 */

/** A question, and how near words are to a way in which it is asked: 1 the same, 0 nothing in common. */
export interface Near {
  question: string;
  near: number;
}

/** What a feature counts, the ways that have it, and what it makes each of them nearer by, in {@link UNIT}. */
interface Feature {
  count: number;
  ways: Uint32Array;
  nearer: Int32Array;
}

/** Nearness is summed up in whole numbers, which need no room of their own. */
const UNIT = 1 << 20;

interface Index {
  features: ReadonlyMap<string, Feature>;
  /** What a feature counts that no question has. */
  unheard: number;
  /** By way, the question that it asks. */
  questions: readonly string[];
}

const indexes: Partial<Record<Locale, Index>> = {};

/** The question that words are nearest to; undefined where they have nothing in common with any. */
export function nearestQuestion(words: string, locale: Locale): Near | undefined {
  indexes[locale] ??= indexOf(locale);
  const { features, unheard, questions } = indexes[locale];
  const near = nearnessOf(questions.length);
  let length = 0;
  for (const said of featuresOf(words, locale)) {
    const feature = features.get(said);
    length += (feature?.count ?? unheard) ** 2;
    if (feature) addTo(near, feature);
  }
  let [question, most]: [string | undefined, number] = [undefined, 0];
  for (let way = 0; way < near.length; way++) {
    if ((near[way] as number) <= most || !isOfTopic(words, questions[way] as string, locale)) continue;
    [question, most] = [questions[way], near[way] as number];
  }
  return question === undefined ? undefined : { question, near: most / UNIT / Math.sqrt(length) };
}

function addTo(near: Int32Array, { ways, nearer }: Feature): void {
  for (let i = 0; i < ways.length; i++) {
    const way = ways[i] as number;
    near[way] = (near[way] as number) + (nearer[i] as number);
  }
}

let scratch = new Int32Array(0);
/** Room for a nearness of each way, all 0: the same each time, as nobody keeps it. */
function nearnessOf(ways: number): Int32Array {
  if (scratch.length < ways) scratch = new Int32Array(ways);
  return scratch.subarray(0, ways).fill(0);
}

/** Reads the ways in which questions are asked, which the first question waits for otherwise. */
export const readWays = (): void => {
  for (const locale of LOCALES) indexes[locale] ??= indexOf(locale);
};

function indexOf(locale: Locale): Index {
  const all = QUESTIONS.flatMap((question) =>
    askedAs(question, locale).map((said) => ({ question, features: featuresOf(said, locale) })),
  );
  const asking = new Map<string, Set<string>>();
  for (const { question, features } of all)
    for (const feature of features) asking.set(feature, (asking.get(feature) ?? new Set()).add(question));
  const counts = new Map(
    [...asking].map(
      ([feature, { size }]) => [feature, weigh(feature) * Math.log(1 + QUESTIONS.length / size)] as const,
    ),
  );
  const ways = new Map<string, [number, number][]>();
  for (const [way, { features }] of all.entries()) {
    const weights = features.map((feature) => counts.get(feature) as number);
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
    for (const [at, feature] of features.entries()) {
      const those = ways.get(feature) ?? [];
      those.push([way, (weights[at] as number) / length]);
      ways.set(feature, those);
    }
  }
  const features = new Map(
    [...ways].map(([feature, those]) => {
      const count = counts.get(feature) as number;
      const nearer = Int32Array.from(those, ([, weight]) => Math.round(weight * count * UNIT));
      return [feature, { count, ways: Uint32Array.from(those, ([way]) => way), nearer }];
    }),
  );
  const unheard = 0.3 * Math.log(1 + QUESTIONS.length);
  return { features, unheard, questions: all.map(({ question }) => question) };
}

/** A pair says more than one of its halves. */
const weigh = (feature: string): number => (feature.length === 1 ? 0.5 : 1);

const LATIN_WORD = /[a-z']+|\d+/g;
/** Endings by which forms of one word differ; nobody reads what is left. */
const ENDINGS = /(?:'s|'ve|'re|'ll|'d|ing|ed|es|s|e)$/;
/** Words that hold a sentence together and say nothing. */
const SMALL = new Set(
  'a an the of to and or so but in on at for with by as be is are was were am been it that this these those'.split(' '),
);

function featuresOf(words: string, locale: Locale): string[] {
  const text = words.toLowerCase().replaceAll('’', "'");
  return [...new Set(locale === 'en' ? latin(text) : han(text))];
}

function latin(text: string): string[] {
  const words = [...text.matchAll(LATIN_WORD)].map(([word]) => stem(word));
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return [...words.filter((word) => !SMALL.has(word)), ...pairs];
}

const stem = (word: string): string => (word.length > 4 ? word.replace(ENDINGS, '') : word);

function han(text: string): string[] {
  const characters = text.match(/\p{Script=Han}|[a-z]+|\d+/gu) ?? [];
  return [...characters, ...characters.slice(1).map((character, at) => `${characters[at]}${character}`)];
}
