/**
 * The database can't be reached, doesn't answer in time, or can't take writes now. What was asked for wasn't kept as far
 * as is known; whoever asked may ask again with the same message id, by which a repeat is known.
 */
export class Unavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** Whether an error says, itself or by what it was caused by, that the database is unavailable. */
export function isUnavailable(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof Unavailable) return true;
  return false;
}
