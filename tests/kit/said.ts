import { LOCALES } from '../../language/locale.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { templateKeys, words } from '../../templates/render.ts';

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

/** What a customer reads: the words, without gaps between paragraphs, and the buttons below. */
export function readIn(entry: LogEntry): string[] {
  const buttons = noted(entry).suggestedActions?.actions.map(({ title }) => `[${title}]`) ?? [];
  const lines = [...(entry.activity?.text ?? '').split('\n'), buttons.join(' ')];
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** The same with references masked, which are others in each run. */
const shown = (entry: LogEntry): string[] =>
  readIn(entry).map((line) => line.replace(/\b([A-Z]{2})\d{6}-\d{6}\b/g, '$1######-######'));

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

/** An answer as a talk has it: by its key, with the values and some of the words that it has, or by its words alone. */
interface Put {
  key?: string;
  values: string[];
  words: string[];
}

function put(lines: readonly string[]): Put {
  const [first = '', ...further] = lines.map((line) => line.replace(/^(?:bot:|) +/, ''));
  if (!/^[a-z-]+\.[\w-]+$/.test(first)) return { values: [], words: [first, ...further] };
  return { key: first, values: further.filter(isListed), words: further.filter((line) => !isListed(line)) };
}

/** Whether what was said is what a talk has there. */
export function holds(lines: readonly string[], entry: LogEntry): boolean {
  const { key, values, words } = put(lines);
  const said = shown(entry);
  const [expected, text] = [words.join('\n'), said.join('\n')];
  if (key === undefined) return expected === text || (expected.endsWith('…') && text.startsWith(expected.slice(0, -1)));
  return (
    key === keyOf(entry) &&
    (values.length === 0 || values.join('\n') === listed(said).join('\n')) &&
    words.length === inOrder(words, text).length
  );
}

/** Those of the words that a text has, one after the other. */
function inOrder(words: readonly string[], text: string): string[] {
  let from = 0;
  return words.filter((part) => {
    const found = text.indexOf(part, from);
    if (found >= 0) from = found + part.length;
    return found >= 0;
  });
}

/** What was said, as a new line of a talk: word for word, or by its key with the values that it lists. */
export function written(entry: LogEntry, wordForWord: boolean): string[] {
  const said = shown(entry);
  return wordForWord ? asLines(said) : asLines([keyOf(entry), ...listed(said)]);
}

/** What was said, put as it is put in a talk where it doesn't hold any more. */
export function rewritten(lines: readonly string[], entry: LogEntry): string[] {
  const { key, values, words } = put(lines);
  if (key !== keyOf(entry)) return written(entry, key === undefined);
  const said = shown(entry);
  return asLines([key, ...(values.length > 0 ? listed(said) : []), ...inOrder(words, said.join('\n'))]);
}

const asLines = ([first = '', ...further]: readonly string[]): string[] => [
  `bot: ${first}`,
  ...further.map((line) => `  ${line}`),
];
