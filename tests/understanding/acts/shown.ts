import { recognizerOfConversations } from '../../../dialogs/recognizer.ts';
import type { Act } from '../../../understanding/acts/act.ts';
import { actsIn } from '../../../understanding/acts/acts.ts';
import type { ActContext } from '../../../understanding/acts/context.ts';
import type { FactName } from '../../../understanding/acts/facts.ts';
import { context } from '../kit/reading.ts';

const recognizer = recognizerOfConversations();

/** The acts of a message, each in a line: act, what it is of, its value or why it has none, its words. */
export const actsOf = (said: string, before: Partial<ActContext> = {}): string[] =>
  actsIn(said, (words) => recognizer.understand(words), { ...context, ...before }).map(shown);

function shown({ act, text, intent, fact, kind, value, unclear }: Act): string {
  const of = intent ?? fact ?? kind;
  const read = value === undefined ? '' : `=${inShort(value)}`;
  const asks = unclear ? `?${unclear}` : '';
  return `${act}${of ? ` ${of}` : ''}${read}${asks}: ${text}`;
}

/** What is shown of a value. */
const inShort = (value: unknown): string => {
  const { date, time, said, amount } = Object(value) as Record<string, unknown>;
  return String(date ? [date, time].filter(Boolean).join(' ') : (amount ?? said ?? value));
};

const TAKEN: readonly FactName[] = ['injured', 'incident-time', 'place', 'plate', 'phone', 'description'];

/** A report in hand, and the fact that was asked last. */
export const reporting = (fact?: FactName, ...options: string[]): Partial<ActContext> => ({
  asked: fact || options.length > 0 ? { fact, ...(options.length > 0 ? { options } : {}) } : undefined,
  open: [{ intent: 'report-incident', facts: TAKEN }],
});
