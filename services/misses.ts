import type { Locale } from '../language/locale.ts';
import { wordLists } from '../language/word-lists.ts';
import { sha256, uuidv7 } from './ids.ts';

/** A clause that came near to a question without answering it. */
export interface NearestClause {
  clause: string;
  number: string;
  heading: string;
}

/** A question that the desk could not answer, as it was asked. What identifies somebody has been masked in it. */
export interface MissedQuestion {
  conversationId: string;
  question: string;
  product?: string | undefined;
  locale: Locale;
  nearest: readonly NearestClause[];
}

/** A missed question as it is kept. */
export interface Miss extends MissedQuestion {
  id: string;
  /** The same for equal questions about the same product in the same language. */
  key: string;
  nearest: NearestClause[];
  askedAt: Date;
}

/** Equal questions together, as an editor works on them. */
export interface MissGroup {
  key: string;
  /** In the words of the last one who asked. */
  question: string;
  product: string | undefined;
  locale: Locale;
  /** How often it was asked. */
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** As they were found for the last one who asked. */
  nearest: NearestClause[];
  /** Where it was asked last. */
  conversationId: string;
  /** Marked as done, and not asked since. */
  resolved: boolean;
  /** When it was last marked as done, also where it was asked again since. */
  resolvedAt: Date | undefined;
}

/** Which groups, and in which order: the most asked first, or the last asked. */
export interface MissQuery {
  /** Leaves out what was asked before. */
  since?: Date | undefined;
  product?: string | undefined;
  /** Only the done ones, or only the others; both where it isn't said. */
  resolved?: boolean | undefined;
  order: 'count' | 'time';
  limit: number;
}

/** What the misses need of a database. */
export interface MissStore {
  record(miss: Miss): Promise<void>;
  groups(query: MissQuery): Promise<MissGroup[]>;
  /** How many groups the query has, without its limit. */
  count(query: Pick<MissQuery, 'since' | 'product' | 'resolved'>): Promise<number>;
  /** The products that questions were missed about. */
  products(): Promise<string[]>;
  /** Marks a group's questions as done. Returns whether there was one that wasn't. */
  resolve(key: string, done: { by: string; at: Date }): Promise<boolean>;
  /** Takes that back. Returns whether there was something to take back. */
  reopen(key: string): Promise<boolean>;
}

const { courtesy, particles } = wordLists(new URL('./misses-words.yaml', import.meta.url), ['courtesy', 'particles']);

/** Characters of a question that are kept. */
const MOST_KEPT = 500;

/** A missed question with its key and time. */
export const missOf = ({ nearest, question, ...missed }: MissedQuestion, now: Date): Miss => ({
  ...missed,
  id: uuidv7(now),
  key: sha256(JSON.stringify([missed.locale, missed.product ?? null, likeOthers(question)])).slice(0, 32),
  question: shortened(question),
  nearest: nearest.map(({ clause, number, heading }) => ({ clause, number, heading })),
  askedAt: now,
});

/** The question without what differs between people who ask the same: case, width, spaces, punctuation, courtesy. */
function likeOthers(question: string): string {
  const bare = question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<!\d)[.,:]|[.,:](?!\d)|(?![.,:%])[\p{P}\p{So}\p{Sk}]|[\s\p{Cf}]/gu, '');
  const asked = bare.replace(courtesy, '').replace(particles, '');
  return asked || bare || question;
}

function shortened(question: string): string {
  const characters = [...question];
  return characters.length > MOST_KEPT ? `${characters.slice(0, MOST_KEPT - 1).join('')}…` : question;
}
