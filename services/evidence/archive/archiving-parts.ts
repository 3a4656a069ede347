import type { DeskKeys } from '../../checkpoints/grow.ts';
import type { Zone } from '../../time/calendar.ts';
import type { WritingTime } from '../../time/clock.ts';
import type { ArchiveFolder } from './ports.ts';

/** Where archiving stands with a conversation. Tests end it there. */
export type Step = 'written' | 'verified' | 'taken' | 'committed' | 'listed';

/** What archiving works with. */
export interface ArchivingParts {
  folder: ArchiveFolder;
  keys: DeskKeys | undefined;
  writingTime: WritingTime;
  zone: Zone;
  reached?: (step: Step, conversation: string) => Promise<void> | void;
}
