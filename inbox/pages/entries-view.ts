import type { StaffEntry } from '../../services/conversation-log/staff-log.ts';
import { words } from '../../templates/render.ts';
import { withVisibleBidi } from '../show/bidi.ts';
import { showEntry } from '../show/entries.ts';
import { folded } from '../show/folded.ts';
import type { OwnFiles } from '../show/own-files.ts';
import { linesOf } from '../show/rich-text.ts';
import { showTime } from '../show/times.ts';
import { labelsOf } from './labels.ts';
import { conversationPath, type View, type Viewer } from './viewer.ts';

/** Entries as a page shows them: what is long is folded, with a way to the whole of it. */
export const entriesView = (entries: readonly StaffEntry[], viewer: Viewer, own?: OwnFiles): View => ({
  labels: labelsOf(viewer.locale),
  entries: entries.map((entry) => {
    const shown = showEntry(entry, viewer.locale, own);
    const { text, rest } = folded(shown.text);
    return {
      ...shown,
      text,
      aboutSeq: shown.about === undefined ? undefined : seqIn(shown.about),
      small: shown.role === 'system' || (shown.type !== 'message' && !shown.attachments && !shown.notes),
      iso: shown.at.toISOString(),
      time: showTime(shown.at, viewer),
      lines: text === '' ? [] : linesOf(withVisibleBidi(text), shown.markdown === true),
      whole: rest ? `${conversationPath(entry.conversationId)}/entries/${entry.seq}` : undefined,
      attachments: shown.attachments?.map((file) => ({
        ...file,
        outside: file.outside && words('inbox.outside-link', viewer.locale, { host: file.outside }),
        picture: file.contentType.startsWith('image/') && file.url?.startsWith('/'),
      })),
    };
  }),
});

/** The place in the log that an entry's id ends with. */
const seqIn = (id: string): number | undefined => Number(/\|(\d+)$/.exec(id)?.[1]) || undefined;
