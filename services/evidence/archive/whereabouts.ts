import type { LogEntry } from '../../conversation-log/entry.ts';
import { ARCHIVED, type ArchivedValue, archivedValue, ERASED, erasedValue, type Range, RESTORED } from '../entries.ts';

/** Numbers in order as ranges. */
export function rangesOf(seqs: readonly number[]): Range[] {
  const ranges: Range[] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last && last[1] === seq - 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}

/** Whether a number is in one of the ranges, which are in order. */
export function within(ranges: readonly Range[], seq: number): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] as Range;
    if (seq < first) high = middle - 1;
    else if (seq > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** What an {@link ARCHIVED} or {@link RESTORED} entry says; undefined where it isn't in order, or speaks of what follows it. */
export function archivedIn(seq: number, given: unknown): ArchivedValue | undefined {
  const { data } = archivedValue.safeParse(given);
  let before = 0;
  for (const [first, last] of data?.entries ?? []) {
    if (first <= before || last < first || last >= seq) return undefined;
    before = last;
  }
  return data;
}

/** Where a content is that the log doesn't have: in which file of an archive, since which day. */
export interface Archived {
  file: string;
  on: string;
}

/** What a log's own notes say of contents that it doesn't have any more. Notes are taken in the order of the log. */
export class Whereabouts {
  /** All that was ever archived, what was put back again too. */
  readonly #archived: { value: ArchivedValue; restored: boolean }[] = [];
  /** Ids of entries whose content was erased, and files of archives that have to be destroyed for it. */
  readonly #erased = new Set<string>();
  readonly #destroyed = new Set<string>();

  constructor(notes: Iterable<Pick<LogEntry, 'seq' | 'role' | 'activity'>> = []) {
    for (const { seq, role, activity } of notes)
      if (role === 'system' && activity?.type === 'event') this.take(seq, activity.name, activity.value);
  }

  /** Takes an event of the desk's own. */
  take(seq: number, name: string | undefined, given: unknown): void {
    if (name === ERASED) {
      const { entries = [], archives = [] } = erasedValue.safeParse(given).data ?? {};
      for (const { id } of entries) this.#erased.add(id);
      for (const file of archives) this.#destroyed.add(file);
    }
    const value = name === ARCHIVED || name === RESTORED ? archivedIn(seq, given) : undefined;
    if (value && name === ARCHIVED) this.#archived.push({ value, restored: false });
    if (value && name === RESTORED)
      for (const one of this.#archived) if (one.value.archive.sha256 === value.archive.sha256) one.restored = true;
  }

  /** Which archive has an entry's content; undefined where it was erased, or no note says. */
  of({ id, seq }: Pick<LogEntry, 'id' | 'seq'>): Archived | undefined {
    if (this.#erased.has(id)) return undefined;
    const found = this.#archived.findLast(({ value, restored }) => !restored && within(value.entries, seq));
    return found && { file: found.value.archive.file, on: found.value.on };
  }

  /** What was archived in a file, by the SHA-256 of its bytes, and whether it was put back from there. */
  archive(sha256: string): { value: ArchivedValue; restored: boolean } | undefined {
    return this.#archived.find(({ value }) => value.archive.sha256 === sha256);
  }

  /** Files that have contents of these entries, and those of the conversation's files where they go too. */
  filesWith(entries: readonly Pick<LogEntry, 'seq'>[], withFiles: boolean): string[] {
    const found = this.#archived.flatMap(({ value: { entries: ranges, archive, files } }) => [
      ...(entries.some(({ seq }) => within(ranges, seq)) ? [archive.file] : []),
      ...(withFiles && files ? [files.file] : []),
    ]);
    return [...new Set(found)].filter((file) => !this.#destroyed.has(file));
  }

  /** Whether an erasure wants a file of an archive destroyed. */
  isDestroyed(file: string): boolean {
    return this.#destroyed.has(file);
  }

  /** Whether a note names a file of an archive. */
  names(file: string): boolean {
    return this.#archived.some(({ value: { archive, files } }) => archive.file === file || files?.file === file);
  }
}
