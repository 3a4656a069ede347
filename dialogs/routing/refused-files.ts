import { words } from '../../templates/render.ts';
import type { Talk } from '../kit/talk.ts';

/** A file that a channel didn't take, and the code of why. */
export interface RefusedFile {
  name: string;
  code: string;
}

/** So many are named; of more, how many. */
const MOST_NAMED = 5;

/** Why a file wasn't taken, by the channel's code, as the sentences know it. */
const REASONS: Record<string, string> = {
  FileTooLarge: 'too-large',
  FileTypeRefused: 'type',
  FileHasMacros: 'macros',
  FileEmpty: 'empty',
  TooManyFiles: 'too-many',
  TooManyRequests: 'too-fast',
  ConversationFull: 'full',
  StorageFull: 'no-room',
};

/** Tells a customer which of their files weren't taken, and what to do. What was asked stands as it was. */
export async function tellRefused(talk: Talk, files: readonly RefusedFile[]): Promise<void> {
  const named = files.slice(0, MOST_NAMED).map(({ name, code }) => ({
    name,
    reason: words(`files.refused-${REASONS[code] ?? 'other'}`, talk.locale),
  }));
  await talk.say('files.refused', {
    files: named,
    count: files.length,
    several: files.length > 1,
    more: files.length - named.length,
  });
}
