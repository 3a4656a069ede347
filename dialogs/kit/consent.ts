import { type Asking, type Decision, decide, standing, undecided } from '../../services/consent/consent.ts';
import type { Basis } from '../../services/consent/recording.ts';
import { SENSITIVE, type Sensitive } from '../../services/consent/sensitive.ts';
import { words } from '../../templates/render.ts';
import type { Talk } from './talk.ts';

/* The consent to note sensitive personal information: one sentence, once for each kind in a conversation. */

/** Whether what a customer tells of a kind is taken. */
export const standingOf = ({ state }: Talk, kind: Sensitive) => standing(state.consents ?? {}, kind);

/** Of these kinds those that the customer has decided nothing about. */
export const openAmong = ({ state }: Talk, kinds: readonly Sensitive[]): Sensitive[] =>
  undecided(state.consents ?? {}, kinds);

/** Kinds as a sentence names them. */
export const showKinds = (kinds: readonly Sensitive[], { locale }: Talk): string =>
  SENSITIVE.filter((kind) => kinds.includes(kind))
    .map((kind) => words(`consent.kind-${kind}`, locale))
    .join(words('consent.sep', locale).trim() + (locale === 'en' ? ' ' : ''));

/** What each way of asking says. */
const SENTENCES = {
  question: 'consent.ask',
  'by-answering': 'consent.by-answering',
  'with-summary': 'consent.with-summary',
} as const satisfies Record<Asking, string>;

/** Asks for the consent to kinds, and remembers how. */
export async function askForConsent(
  talk: Talk,
  how: Asking,
  kinds: readonly Sensitive[],
  data: Record<string, unknown> = {},
): Promise<void> {
  const asked: { kinds: readonly Sensitive[]; how: Asking; entry?: string } = { kinds, how };
  talk.state.consents = { ...talk.state.consents, asked };
  await talk.say(
    SENTENCES[how],
    { kinds: showKinds(kinds, talk), ...data },
    {
      sent: (entryId) => {
        asked.entry = entryId;
      },
    },
  );
}

/** Keeps what was decided about kinds, and has it noted in the log. */
export function decided(talk: Talk, decision: Decision, kinds: readonly Sensitive[], basis: Basis): void {
  if (kinds.length === 0) return;
  const { consents = {} } = talk.state;
  const { asked } = consents;
  talk.services.consentDecided({
    ...{ decision, kinds, basis, entry: talk.said.entryId },
    asked:
      decision !== 'withdrawn' && basis !== 'urgent' && asked
        ? { entry: asked.entry ?? null, wording: words('consent.version', talk.locale) }
        : null,
  });
  talk.state.consents = decide(consents, decision, kinds);
}
