/** What a customer in the queue was told last of where they stand. */
export interface Told {
  place: number;
  /** ISO 8601. */
  at: string;
  standing: Standing;
}

/** Whether somebody is there who takes them; nobody, though it is within the hours; nobody, and it is outside of them. */
export type Standing = 'there' | 'nobody-here' | 'closed';

/** What changed for them, as far as it is worth a message: they moved up, nobody comes any more today, somebody is there now. */
export type News = 'moved-up' | 'closed' | 'there';

/** No two messages of it follow one another faster. */
const LEAST_MS = 2 * 60_000;
/** From this place on each step is told; before, that the way is half as long. */
const NEAR = 3;

/** What has changed since a customer was told; undefined where nothing is worth a message. */
export function newsFor(told: Told | undefined, now: Pick<Told, 'place' | 'standing'>, at: Date): News | undefined {
  if (!told) return undefined;
  if (now.standing === 'closed') return told.standing === 'closed' ? undefined : 'closed';
  if (at.getTime() - Date.parse(told.at) < LEAST_MS || now.standing !== 'there') return undefined;
  if (told.standing !== 'there') return 'there';
  const isNear = now.place < told.place && (now.place <= NEAR || now.place <= told.place / 2);
  return isNear ? 'moved-up' : undefined;
}
