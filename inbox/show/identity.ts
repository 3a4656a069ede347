import type { Locale } from '../../language/locale.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { identityIn, lockedAt, verifiedAt } from '../../services/identity/identity.ts';
import { CHALLENGED, ENDED, FAILED, LOCKED, VERIFIED } from '../../services/identity/noted.ts';
import { words } from '../../templates/render.ts';
import { withoutBidi } from './bidi.ts';
import { showTime, type Viewing } from './times.ts';

/** Who the customer is, as the staff reads it. */
export interface ShownIdentity {
  /** In words. */
  text: string;
  verified?: { customer: string; name: string; by: string; until: string };
}

/** Who a conversation is with, at the time of looking. */
export function showIdentity({ state }: Pick<Conversation, 'state'>, viewing: Viewing): ShownIdentity {
  const memory = identityIn(state);
  const { locale, now } = viewing;
  const verified = verifiedAt(memory, now);
  if (verified) {
    const { customer, by, until, at } = verified;
    const name = withoutBidi(verified.name);
    const times = { at: showTime(new Date(at), viewing), until: showTime(new Date(until), viewing) };
    return {
      text: words('inbox.identity-is-verified', locale, { customer, name, code: by === 'code', ...times }),
      verified: { customer, name, by, until },
    };
  }
  const locked = lockedAt(memory, now);
  if (locked) return { text: words('inbox.identity-is-locked', locale, { until: showTime(locked, viewing) }) };
  return { text: words(memory.challenge ? 'inbox.identity-is-awaiting' : 'inbox.identity-is-nobody', locale) };
}

/** The words of what the desk noted about who the customer is; undefined for an event that is no such note. */
export function identityNote({ name, value }: LoggedActivity, locale: Locale): string | undefined {
  const { by, left, why, customer, name: who } = (value ?? {}) as Record<string, unknown>;
  switch (name) {
    case CHALLENGED:
      return words('inbox.identity-challenged', locale, {
        policy: by === 'policy',
        plate: by === 'plate',
        phone: by === 'phone',
      });
    case VERIFIED:
      return words('inbox.identity-verified', locale, { customer, name: who, code: by === 'code' });
    case FAILED:
      return words('inbox.identity-failed', locale, { left });
    case LOCKED:
      return words('inbox.identity-locked', locale);
    case ENDED:
      return words(`inbox.identity-ended-${why}`, locale);
    default:
      return undefined;
  }
}
