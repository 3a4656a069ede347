import type { TranscriptLine } from '../conversation-log/transcript.ts';
import type { Confirmation, ProvenDisclosure } from './disclosed.ts';
import type { AnsweredValue } from './entries.ts';
import { hearIn } from './understanding.ts';

interface Asked {
  answered: { seq: number; id: string; value: AnsweredValue } | undefined;
  group: readonly ProvenDisclosure[];
  atOnce: boolean;
  offered: readonly string[] | undefined;
  /** The file of an archive that has the message. */
  archived: string | undefined;
}

/** What a customer's message says to what was shown before it; `differs` where it was taken for something else. */
export function answerOf(
  { id, seq, at, activity }: TranscriptLine,
  { answered, group, atOnce, offered, archived }: Asked,
): Confirmation | 'differs' | undefined {
  const about = new Set(group.map(({ entryId }) => entryId));
  if (answered) {
    const { value } = answered;
    if (answered.seq < seq || about.size !== value.about.length || !value.about.every((one) => about.has(one)))
      return 'differs';
  }
  if (group.length === 0) return undefined;
  const given = { entryId: id, seq, at, recordedIn: answered?.id ?? null };
  if (activity === null)
    return answered && (atOnce || answered.value.answer === 'not-understood')
      ? { answer: answered.value.answer, words: null, ...(archived ? { archived } : {}), proved: false, ...given }
      : undefined;
  const heard = hearIn(activity.text, offered);
  if (answered && answered.value.answer !== heard?.answer) return 'differs';
  if (!heard) return undefined;
  // What was shown before the desk noted such things has no note of its answer either.
  const taken = answered !== undefined || group.every(({ recordedIn }) => recordedIn === null);
  if (heard.answer === 'understood' ? !(atOnce && taken) : !(atOnce || answered)) return undefined;
  return { answer: heard.answer, words: activity.text ?? '', proved: true, ...given };
}
