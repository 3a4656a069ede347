import type { StaffEntry } from '../../services/conversation-log/staff-log.ts';
import { page } from '../../templates/pages.ts';
import { entriesView } from '../pages/entries-view.ts';
import type { View, Viewer } from '../pages/viewer.ts';
import type { OwnFiles } from '../show/own-files.ts';

/** Entries that a page shows at first, that are shown on request, and that are sent in one event. */
export const PIECE = { entries: 100, bytes: 1024 * 1024 };

/** Bytes of HTML that the entries of a page or of an event may have together. */
const MOST_HTML = 400 * 1024;

/**
 * As many of a piece's entries as fit into a page, from its end (`newest`) or from its beginning; one at least. An entry
 * is folded by itself (`folded.ts`), so that one alone always fits.
 */
export function fitting(
  entries: readonly StaffEntry[],
  viewer: Viewer,
  { from, own }: { from: 'newest' | 'oldest'; own: OwnFiles },
): { entries: readonly StaffEntry[]; view: View } {
  const view = entriesView(entries, viewer, own);
  const shown = view.entries as View[];
  const order = from === 'oldest' ? shown : shown.toReversed();
  let bytes = 0;
  let fits = 0;
  for (const entry of order) {
    bytes += Buffer.byteLength(page('inbox-entries', { ...view, entries: [entry] }));
    if (fits > 0 && bytes > MOST_HTML) break;
    fits += 1;
  }
  const cut = <Item>(list: readonly Item[]) => (from === 'oldest' ? list.slice(0, fits) : list.slice(-fits));
  return fits === 0 ? { entries: [], view } : { entries: cut(entries), view: { ...view, entries: cut(shown) } };
}
