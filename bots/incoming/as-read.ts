/** Characters of a message that are read: what takes longer would keep everybody else waiting. */
export const MOST_READ = 4_000;
/** How many of them are its end: a letter closes with what is wanted, and with who wrote it. */
const OF_THE_END = 1_000;
/** Characters in which the end is looked for a place to begin. */
const LOOKED_FOR = 200;
const SENTENCE = /[。！？!?\n]|[.;；]\s/;

/** A message as it is read: its beginning and its end, where it is too long, and what stands between them. */
export interface AsRead {
  read: string;
  unread: string;
}

/** What of a text is read. Nothing of it is lost: what isn't read is the text's own, sign by sign. */
export function asRead(text: string): AsRead {
  if (text.length <= MOST_READ) return { read: text, unread: '' };
  const from = text.length - OF_THE_END;
  const found = SENTENCE.exec(text.slice(from, from + LOOKED_FOR));
  const end = wholeAt(text, found ? from + found.index + found[0].length : from);
  const beginning = wholeAt(text, MOST_READ - OF_THE_END - 1);
  return { read: `${text.slice(0, beginning)}\n${text.slice(end)}`, unread: text.slice(beginning, end) };
}

/** A place in a text that parts no surrogate pair. */
const wholeAt = (text: string, at: number): number => (/^[\udc00-\udfff]/.test(text.slice(at, at + 1)) ? at + 1 : at);
