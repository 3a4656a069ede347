/** From where on, of a likelihood from 0 to 1, a reading of a message is acted on. */
export const CERTAINTY = {
  /** A message that the dialog in hand can't use, or a part of a message, wants something else. */
  ofItsOwn: 0.5,
  /** It wants that and nothing else, whatever a form or a wording could make of it. */
  nothingElse: 0.75,
  /** A rule said so. */
  byRule: 1,
} as const;
