/** Why a person is asked for. Agents read it by its name (`inbox.reason-…`). */
export const HANDOFF_REASONS = [
  'asked',
  'injury',
  'death',
  'self-harm',
  'violence',
  'danger',
  'fraud',
  'threat',
  'complaint',
  'stuck',
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** A reason that another version of the desk wrote: it is kept, and shown by its name. */
export type ForeignReason = string & { readonly isForeign: unique symbol };

/** A reason as it may stand in the database. */
export type KeptReason = HandoffReason | ForeignReason;

/** A reason by its name. */
export const reasonNamed = (name: string): KeptReason =>
  HANDOFF_REASONS.find((reason) => reason === name) ?? (name as ForeignReason);
