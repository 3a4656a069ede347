import type { Talk } from './talk.ts';

/** After so long a customer has been away: what is still open is told, and what was asked may be asked anew. */
const AWAY_MS = 8 * 3_600_000;

/** Whether the customer comes back with this message. */
export const isAway = ({ said, state: { last } }: Talk): boolean =>
  last !== undefined && said.at.getTime() - Date.parse(last.at) >= AWAY_MS;
