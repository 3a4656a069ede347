import type { IncidentType } from '../../services/cases/kinds/incident.ts';
import type { HandoffReason } from '../../services/conversations/handoff-reason.ts';
import type { HandoffWish } from '../../services/conversations/handoffs.ts';
import { dangerOf } from '../../understanding/hurt.ts';
import type { DangerKind } from '../../understanding/phrases/danger/danger.ts';
import type { Peril } from '../../understanding/phrases/perils/perils.ts';

/** What somebody is in, as a list heard it or as it was learnt: a car that burns, somebody who lies hurt. */
export type Danger = DangerKind | 'vehicle' | 'down';

const OF_PERILS: Partial<Record<Peril, Danger>> = {
  'vehicle-fire': 'vehicle',
  'person-down': 'down',
  swindle: 'fraud',
};

/** The danger that a message tells of, by its words or as it was learnt; a fire of a car is met as one on the road. */
export function dangerTold({ words, peril }: { words: string; peril?: Peril }): Danger | undefined {
  const danger = dangerOf(words);
  const learnt = peril && OF_PERILS[peril];
  if (danger === 'fire' && learnt === 'vehicle') return 'vehicle';
  if (danger === 'collapse' && learnt === 'down') return 'down';
  return danger ?? learnt;
}

/**
 * What is said first to somebody in danger now: whom to call, the number that fits before the others, and what to do
 * until help comes. Everything else is a person's.
 */
const WORDS: Record<Danger, string> = {
  violence: 'danger.violence',
  fire: 'danger.fire',
  gas: 'danger.gas',
  choking: 'danger.choking',
  poison: 'danger.poison',
  collapse: 'report-incident.emergency',
  fraud: 'danger.fraud',
  vehicle: 'danger.vehicle',
  down: 'danger.down',
};

/** The words for a danger; for somebody hurt in none of these, the emergency numbers. */
export const wordsFor = (danger: Danger | undefined): string => WORDS[danger ?? 'collapse'];

/** Why a person is called to it. */
export function wishFor(danger: Danger | undefined, what: IncidentType | undefined): HandoffWish {
  if (danger && REASONS[danger]) return { reason: REASONS[danger], urgency: 1 };
  return { reason: what === 'death' ? 'death' : 'injury', urgency: 1 };
}

const REASONS: Partial<Record<Danger, HandoffReason>> = {
  violence: 'violence',
  fire: 'danger',
  vehicle: 'danger',
  gas: 'danger',
  fraud: 'fraud',
};
