/**
 * What becomes of an activity that a channel posts:
 * - `said`: the customer's words, files and forms, which the bot answers;
 * - `changed`, `taken-back`: of something that was said;
 * - `joined`: somebody came in: the bot greets, once. Who left is noted;
 * - `kept`: stands in the log as the customer's and means nothing more;
 * - `noted`: the same, where there is a conversation already: it begins none;
 * - `invoked`: an answer is waited for in the response. The desk offers nothing to invoke, and says so with 501, as the
 *   SDK's own adapter answers what a bot doesn't take;
 * - `passing`: true for a moment only, and not kept.
 */
export type Treatment = 'said' | 'changed' | 'taken-back' | 'joined' | 'kept' | 'noted' | 'invoked' | 'passing';

/** Every type that the SDK names (`ActivityTypes`), and `delay`, which its tests use. */
const TREATMENTS: Readonly<Record<string, Treatment>> = {
  message: 'said',
  messageUpdate: 'changed',
  messageDelete: 'taken-back',
  conversationUpdate: 'joined',
  event: 'kept',
  messageReaction: 'noted',
  endOfConversation: 'noted',
  installationUpdate: 'noted',
  contactRelationUpdate: 'noted',
  deleteUserData: 'noted',
  handoff: 'noted',
  suggestion: 'noted',
  command: 'noted',
  commandResult: 'noted',
  invoke: 'invoked',
  invokeResponse: 'noted',
  typing: 'passing',
  trace: 'passing',
  delay: 'passing',
};

/** How a type is treated; one that nobody knows is noted. */
export const treatmentOf = (type: string): Treatment =>
  Object.hasOwn(TREATMENTS, type) ? (TREATMENTS[type] as Treatment) : 'noted';
