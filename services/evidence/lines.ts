import type { TranscriptLine } from '../conversation-log/transcript.ts';
import type { Noted } from './noted.ts';

/** Whether a line is a message by somebody. Erased and archived entries count as messages: what was said in them isn't known here. */
export const isSaid = ({ role, activity }: TranscriptLine, by: TranscriptLine['role']): boolean =>
  role === by && (activity === null || activity.type === 'message');

/** The file of an archive that has an entry's content. */
export const archivedIn = (line: TranscriptLine, { whereabouts }: Noted): string | undefined =>
  line.activity === null ? whereabouts.of(line)?.file : undefined;

/** The template that the bot's words came from. */
export const keyOf = ({ activity }: TranscriptLine): unknown =>
  (activity?.channelData as { policydesk?: { key?: unknown } } | null | undefined)?.policydesk?.key;

/** The buttons below a message; undefined where it has none. */
export function buttonsOf({ activity }: TranscriptLine): string[] | undefined {
  const { actions } = (activity?.suggestedActions ?? {}) as { actions?: unknown };
  return Array.isArray(actions) && actions.length > 0
    ? actions.map((action) => String(action?.title ?? ''))
    : undefined;
}
