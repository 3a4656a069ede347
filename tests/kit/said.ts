import { LOCALES } from '../../language/locale.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { hasTemplate, templateKeys, words } from '../../templates/render.ts';

/* What was said to a customer, as the lines of a talk file (`talk-file.ts`). */

/** What the desk notes with what it says. */
interface Noted {
  suggestedActions?: { actions: { title: string }[] };
  channelData?: { policydesk?: { key?: string; dialog?: string } };
}

const noted = ({ activity }: LogEntry) => (activity ?? {}) as Noted;

/** The key of the sentence. */
export const keyOf = (entry: LogEntry): string => noted(entry).channelData?.policydesk?.key ?? '';

/** The dialog that said it. */
export const dialogOf = (entry: LogEntry): string | undefined => noted(entry).channelData?.policydesk?.dialog;

/** The keys of what was said, for tests that only care what was meant. */
export const keysOf = (entries: readonly LogEntry[]): string[] => entries.map(keyOf);

/** What a customer reads: the words, without gaps between paragraphs and with references masked, and the buttons below. */
function shown(entry: LogEntry): string[] {
  const text = (entry.activity?.text ?? '').replace(/\b([A-Z]{2})\d{6}-\d{6}\b/g, '$1######-######');
  const buttons = noted(entry).suggestedActions?.actions.map(({ title }) => `[${title}]`) ?? [];
  const lines = [...text.split('\n'), buttons.join(' ')];
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** The slot of a form by the label that stands before its value. */
const SLOTS = new Map(
  LOCALES.flatMap((locale) =>
    templateKeys(locale).flatMap((key): [string, string][] => {
      const slot = /\.label-(\w+)$/.exec(key)?.[1];
      return slot ? [[words(key, locale), slot]] : [];
    }),
  ),
);

/** The values that a sentence lists, each on a line behind its label: `phone: 138 0013 8000`. */
const listed = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const [, label = '', value] = /^([^：:]+)(?:：|: )(.*)$/.exec(line) ?? [];
    const slot = SLOTS.get(label);
    return slot ? [`${slot}: ${value}`] : [];
  });

const isListed = (line: string): boolean => [...SLOTS.values()].some((slot) => line.startsWith(`${slot}: `));

const isKey = (line: string): boolean => LOCALES.some((locale) => hasTemplate(line, locale));

const withoutMarks = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/^(?:bot:|) +/, ''));

/** Whether what was said is what a talk has there. */
export function holds(lines: readonly string[], entry: LogEntry): boolean {
  const [first = '', ...further] = withoutMarks(lines);
  const text = shown(entry);
  if (isKey(first)) {
    const values = further.filter(isListed);
    return (
      first === keyOf(entry) &&
      (values.length === 0 || values.join('\n') === listed(text).join('\n')) &&
      hasInOrder(
        text.join('\n'),
        further.filter((line) => !isListed(line)),
      )
    );
  }
  const whole = text.join('\n');
  const expected = [first, ...further].join('\n');
  return expected === whole || (expected.endsWith('…') && whole.startsWith(expected.slice(0, -1)));
}

function hasInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const found = text.indexOf(part, from);
    from = found + part.length;
    return found >= 0;
  });
}

/** What was said, as a talk has it: word for word, or its key with the values that it lists. */
export function written(entry: LogEntry, wordForWord: boolean): string[] {
  const text = shown(entry);
  const [first = '', ...further] = wordForWord ? text : [keyOf(entry), ...listed(text)];
  return [`bot: ${first}`, ...further.map((line) => `  ${line}`)];
}

/** Whether a talk has something word for word. */
export const isWordForWord = (lines: readonly string[]): boolean => !isKey(withoutMarks(lines)[0] ?? '');
