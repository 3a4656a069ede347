import { expect } from 'vitest';
import type { Locale } from '../../../language/locale.ts';
import { normalize } from '../../../language/text.ts';
import type { Case } from '../../../services/cases/case.ts';
import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import { keyOf } from '../../kit/said.ts';
import type { Move } from './customer.ts';
import { ANSWERS, PLAIN_YES, SAID } from './sayings.ts';

/* What holds of a conversation, whatever the customer does. */

/** So often a question is put, in all its wordings, before the customer comes back to it of themselves. */
const MOST_PUT = 2;
/** What begins a question anew: who comes back to it wants to hear it. */
const ANEW = [SAID.start, SAID.resume, SAID.restart, SAID.cancel, SAID.summary, ANSWERS.change ?? {}].flatMap((words) =>
  Object.values(words).flat(),
);

/** Counts how often each question of a matter is put. */
export class Questions {
  readonly #put = new Map<string, number>();

  /** Hears what the desk said to a move. A question that stands for the third time is none that people bear. */
  hear(move: Move, words: string, said: readonly LogEntry[]): void {
    if (move.do === 'away' || ANEW.includes(words)) this.#put.clear();
    for (const key of said.map(keyOf)) {
      const [, matter, slot] = /^([\w-]+)\.(?:ask|retry)-([a-z]+[A-Z]?\w*)/.exec(key) ?? [];
      if (!matter || matter === 'form' || matter === 'verification' || !slot) continue;
      const times = (this.#put.get(`${matter} ${slot}`) ?? 0) + 1;
      this.#put.set(`${matter} ${slot}`, times);
      expect(times, `${key} put again and again`).toBeLessThanOrEqual(MOST_PUT);
    }
  }
}

/** The slot that was asked for last, or what else was asked. */
export function askedIn(said: readonly LogEntry[]): string | undefined {
  const asked = said.map(keyOf).findLast((key) => /\.(?:ask|retry|confirm|change|which)/.test(key)) ?? '';
  return /\.(?:ask|retry)-([a-z]+[A-Z]?[a-z]*)/.exec(asked)?.[1] ?? /\.(confirm|change|which)/.exec(asked)?.[1];
}

/** Whatever stands in a case was said: its words in the entry that it names, its values in what the customer wrote. */
export function nothingMadeUp(cases: readonly Case[], log: readonly LogEntry[]): void {
  const textOf = new Map(log.map(({ id, activity }) => [id, activity?.text ?? '']));
  const all = normalize([...textOf.values()].join('\n'));
  const digits = all.replace(/\D/g, '');
  for (const { data, facts, notes } of cases) {
    for (const { words, entry, by } of [...facts, ...notes])
      if (by === 'customer')
        for (const part of words.split(/；|; /)) expect(normalize(textOf.get(entry) ?? '')).toContain(normalize(part));
    const { phone, place, happenedAt, words, policy } = data as Partial<{
      phone: string;
      place: { said: string };
      happenedAt: { said: string };
      words: string;
      policy: string;
    }>;
    if (phone) expect(digits).toContain(phone.replace(/^\+86/, ''));
    if (place) expect(all).toContain(place.said);
    if (happenedAt)
      for (const part of happenedAt.said.split('；')) expect(all.toLowerCase()).toContain(part.toLowerCase());
    if (words) for (const line of words.split('\n')) expect(all).toContain(normalize(line));
    if (policy) expect(all).toContain(policy);
  }
}

/** A message and what came of it. */
export interface Step {
  words: string;
  locale: Locale;
  said: readonly LogEntry[];
  /** How many cases were submitted before it, and after. */
  submitted: { before: number; after: number };
}

/** Nothing is filed that wasn't summed up and said yes to, but what is urgent; and what is said yes to is filed. */
export class Filing {
  /** A summary was said, and not filed since. */
  #isSummed = false;
  /** It was said just now. */
  #isFresh = false;

  hear({ words, locale, said, submitted }: Step): void {
    const keys = said.map(keyOf);
    const isFiled = submitted.after > submitted.before;
    const isPlain = PLAIN_YES[locale].includes(words);
    if (isFiled && !keys.some((key) => URGENT.test(key)))
      expect([this.#isSummed, isPlain || YES.test(words)], `summed up, and filed at a yes, at “${words}”`).toEqual([
        true,
        true,
      ]);
    if (this.#isFresh && isPlain && !keys.some((key) => key.startsWith('verification.')))
      expect(isFiled, `filed at “${words}” to a summary`).toBe(true);
    if (isFiled) this.#isSummed = false;
    this.#isFresh = /^[\w-]+\.confirm$/.test(keys.at(-1) ?? '');
    if (keys.some((key) => /\.confirm$/.test(key))) this.#isSummed = true;
  }
}

const YES = /^(?:对|是|嗯|好|yes|ok|hm)/iu;
/** What an emergency, a death or a call to somebody says: it is filed at once. */
const URGENT = /urgent|condolence|bereaved|quiet|danger|human\.|distress|call-back\./;

/** What is told of a matter in hand stands with it: as a fact, or as a note. */
export function isKept(words: string, entry: LogEntry | undefined, cases: readonly Case[], stack: unknown): void {
  const isStory = Object.values(SAID.tell).some((lines: readonly string[]) => lines.includes(words));
  if (!isStory || !entry) return;
  const entries = cases.flatMap(({ facts, notes }) => [...facts, ...notes].map((one) => one.entry));
  const isHeld = JSON.stringify(stack).includes(entry.id);
  expect(entries.includes(entry.id) || isHeld, `“${words}” stands with the matter`).toBe(true);
}
