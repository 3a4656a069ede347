import type { IncidentType } from '../../services/cases/kinds/incident.ts';
import type { HandoffReason } from '../../services/conversations/handoff-reason.ts';
import type { HandoffWish } from '../../services/conversations/handoffs.ts';
import type { DangerKind } from '../../understanding/phrases/danger/danger.ts';

/**
 * What is said first to somebody in danger now: whom to call, the number that fits before the others, and what to do
 * until help comes. Everything else is a person's.
 */
const WORDS: Record<DangerKind, string> = {
  violence: 'danger.violence',
  fire: 'danger.fire',
  gas: 'danger.gas',
  choking: 'danger.choking',
  poison: 'danger.poison',
  collapse: 'report-incident.emergency',
  fraud: 'danger.fraud',
};

/** The words for a danger; for somebody hurt in none of these, the emergency numbers. */
export const wordsFor = (danger: DangerKind | undefined): string => WORDS[danger ?? 'collapse'];

/** Why a person is called to it. */
export function wishFor(danger: DangerKind | undefined, what: IncidentType | undefined): HandoffWish {
  if (danger && REASONS[danger]) return { reason: REASONS[danger], urgency: 1 };
  return { reason: what === 'death' ? 'death' : 'injury', urgency: 1 };
}

const REASONS: Partial<Record<DangerKind, HandoffReason>> = {
  violence: 'violence',
  fire: 'danger',
  gas: 'danger',
  fraud: 'fraud',
};
