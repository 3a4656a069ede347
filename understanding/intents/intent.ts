/** What a customer may want, as the conversation that meets it declares it (`dialogs/conversations/`). */
export interface Intent {
  /** Also of its phrasings, its sentences, its talks. */
  readonly intent: string;
  /** Something is done or answered, not only said. */
  readonly business: boolean;
}
