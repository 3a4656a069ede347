import type { TranscriptLine } from '../conversation-log/transcript.ts';
import { archivedIn, Whereabouts } from './archive/whereabouts.ts';
import type { EntryFault } from './disclosed.ts';
import {
  ANSWERED,
  type AnsweredValue,
  ARCHIVED,
  type ArchivedValue,
  answeredValue,
  ERASED,
  type ErasedValue,
  erasedValue,
  RESTORED,
  SHOWN,
  type ShownValue,
  shownValue,
} from './entries.ts';

/** A note of the desk's, and its own entry. */
interface Note<Value> {
  seq: number;
  id: string;
  value: Value;
}

/** The desk's own notes in a log, by the entry that each speaks of. */
export class Noted {
  readonly shown = new Map<string, Note<ShownValue>>();
  readonly answers = new Map<string, Note<AnsweredValue>>();
  readonly erasures: Note<ErasedValue>[] = [];
  /** What was archived and put back. */
  readonly archivings: (Note<ArchivedValue> & { name: string })[] = [];
  /** Where the contents are that the log doesn't have. */
  readonly whereabouts = new Whereabouts();
  readonly faults: EntryFault[] = [];

  constructor(lines: readonly TranscriptLine[]) {
    const entries = new Map(lines.map((line) => [line.id, line]));
    for (const line of lines) {
      const { role, activity } = line;
      if (role !== 'system' || activity?.type !== 'event') continue;
      if (activity.name === SHOWN) this.#keep(line, shownValue.safeParse(activity.value), this.shown);
      if (activity.name === ANSWERED) this.#keep(line, answeredValue.safeParse(activity.value), this.answers);
      if (activity.name === ERASED) this.#keepErasure(line, activity.value, entries);
      if (activity.name === ARCHIVED || activity.name === RESTORED)
        this.#keepArchiving(line, { name: activity.name, value: activity.value, previous: lines[line.seq - 2]?.hash });
    }
    const erased = new Set(this.erasures.flatMap(({ value }) => value.entries.map(({ id }) => id)));
    for (const { seq, id, activity } of lines)
      if (activity === null && !erased.has(id) && !this.whereabouts.of({ seq, id }))
        this.faults.push({ seq, reason: 'erased-without-record' });
  }

  #keep<Value extends { entry: string }>(
    { seq, id }: TranscriptLine,
    { data }: { data?: Value | undefined },
    notes: Map<string, Note<Value>>,
  ): void {
    if (!data || notes.has(data.entry)) this.faults.push({ seq, reason: 'note-malformed' });
    else notes.set(data.entry, { seq, id, value: data });
  }

  #keepErasure({ seq, id }: TranscriptLine, given: unknown, entries: ReadonlyMap<string, TranscriptLine>): void {
    const { data } = erasedValue.safeParse(given);
    const fits = data?.entries.every(({ id, digest }) => {
      const entry = entries.get(id);
      return entry && entry.seq < seq && entry.digest === digest;
    });
    if (!data || !fits) return void this.faults.push({ seq, reason: 'note-malformed' });
    this.erasures.push({ seq, id, value: data });
    this.whereabouts.take(seq, ERASED, data);
  }

  #keepArchiving(
    { seq, id }: TranscriptLine,
    { name, value: given, previous }: { name: string; value: unknown; previous: string | undefined },
  ): void {
    const value = archivedIn(seq, given);
    if (value?.head !== previous || !value) return void this.faults.push({ seq, reason: 'note-malformed' });
    this.archivings.push({ seq, id, name, value });
    this.whereabouts.take(seq, name, value);
  }
}
