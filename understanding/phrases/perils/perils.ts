import { readdirSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Example } from '../../../language/classifier/learn.ts';
import type { Locale } from '../../../language/locale.ts';

/*
 * What can't wait and is told in too many words for a list: a driver who hit somebody and went on, a car that smokes,
 * somebody who lies hurt, a swindle, a car that stands in water. Learnt together with the wish to die (`distress/`), by the
 * same classifier: a message is read once.
 */

/** What a message may tell of that somebody has to be told what to do about at once. */
export const PERILS = ['vehicle-fire', 'person-down', 'drove-on', 'swindle', 'flooded'] as const;
export type Peril = (typeof PERILS)[number];

/** Sentences that tell of a peril, and what only sounds like it. */
export type OfAPeril = Record<'told' | 'not', Record<Locale, string[]>>;

const LANGUAGES = ['zh-CN', 'en'] as const;

/** A peril's sentences, as they stand in its file. */
export const sentencesOf = (peril: Peril): OfAPeril =>
  load(readFileSync(new URL(`./${peril}.yaml`, import.meta.url), 'utf8'), { schema: CORE_SCHEMA }) as OfAPeril;

/** The files that there are: each is a peril's. */
export const perilFiles = (): string[] =>
  readdirSync(new URL('./', import.meta.url)).filter((name) => name.endsWith('.yaml'));

/** What is learnt of them. */
export const perilExamples = (): Example[] =>
  PERILS.flatMap((peril) => {
    const { told, not } = sentencesOf(peril);
    return LANGUAGES.flatMap((language) => [
      ...told[language].map((text) => ({ text, label: peril })),
      ...not[language].map((text) => ({ text, label: 'nothing' })),
    ]);
  });
