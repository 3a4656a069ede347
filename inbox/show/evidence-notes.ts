import type { Locale } from '../../language/locale.ts';
import { CONSENT, type ConsentValue } from '../../services/consent/recording.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { ANSWERED, ARCHIVED, type ArchivedValue, ERASED, RESTORED, SHOWN } from '../../services/evidence/entries.ts';
import { words } from '../../templates/render.ts';
import { objectsIn } from './sent-texts.ts';

/** The words of what the desk noted about the evidence in the log; undefined for an event that is no such note. */
export function evidenceNote({ name, value }: LoggedActivity, locale: Locale): string | undefined {
  const { clauses, answer, by, why, entries, archives } = (value ?? {}) as Record<string, unknown>;
  if (name === ARCHIVED || name === RESTORED)
    return words(`inbox.evidence-${name === ARCHIVED ? 'archived' : 'restored'}`, locale, archivedData(value));
  const notes: Record<string, [key: string, data: Record<string, unknown>]> = {
    [SHOWN]: ['shown', { clauses: objectsIn(clauses) }],
    [ANSWERED]: [answer === 'understood' ? 'understood' : 'not-understood', {}],
    [ERASED]: ['erased', { by, why, count: objectsIn(entries).length, archives }],
  };
  if (name === CONSENT) return consentNote(value, locale);
  const [key, data] = notes[name ?? ''] ?? [];
  return key && words(`inbox.evidence-${key}`, locale, data);
}

/** What a customer decided about sensitive personal information, of which kinds, and why it counts. */
function consentNote(given: unknown, locale: Locale): string {
  const { decision, kinds = [], basis } = (given ?? {}) as Partial<ConsentValue>;
  const names = kinds.map((kind) => words(`consent.kind-${kind}`, locale)).join(' / ');
  if (basis === 'urgent') return words('inbox.consent-urgent', locale, { kinds: names });
  return words(`inbox.consent-${decision === 'given' || decision === 'refused' ? decision : 'withdrawn'}`, locale, {
    kinds: names,
    byAnswering: basis === 'answered',
    bySubmitting: basis === 'submitted',
  });
}

/** How many entries were archived or put back, and from or to which file. */
function archivedData(value: unknown): Record<string, unknown> {
  const { entries = [], archive } = (value ?? {}) as Partial<ArchivedValue>;
  return { count: entries.reduce((sum, [first, last]) => sum + last - first + 1, 0), file: archive?.file };
}
