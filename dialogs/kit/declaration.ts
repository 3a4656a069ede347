import type { CaseKind } from '../../services/cases/case.ts';
import type { Dialog } from './dialog.ts';
import type { DialogServices } from './dialog-services.ts';

/** A conversation, declared in one place: what a customer wants, and what the desk does about it. */
export interface Declaration<Intent extends string = string> {
  /** What the customer wants; also the name of its phrasings, its sentences and its talks. */
  readonly intent: Intent;
  /** Something is done or answered, not only said. */
  readonly business: boolean;
  /** It goes before whatever is being asked, once a rule is sure that it is wanted. */
  readonly interrupts: boolean;
  /** The kinds of case that it opens. */
  readonly cases: readonly CaseKind[];
  /** What is asked and said. */
  dialog(services: DialogServices): Dialog;
}

/** What a declaration says; the rest is as most conversations are. */
export interface Declared<Intent extends string> {
  intent: Intent;
  /** True if it isn't said. */
  business?: boolean;
  /** False if it isn't said. */
  interrupts?: boolean;
  /** None if it isn't said. */
  cases?: readonly CaseKind[];
  /** Makes the dialog, which is called as the intent. */
  dialog(name: Intent, services: DialogServices): Dialog;
}

/** Declares a conversation: it takes part once it stands in `dialogs/conversations/index.ts`. */
export const declare = <Intent extends string>({
  intent,
  business = true,
  interrupts = false,
  cases = [],
  dialog,
}: Declared<Intent>): Declaration<Intent> => {
  const made = new WeakMap<DialogServices, Dialog>();
  return {
    intent,
    business,
    interrupts,
    cases,
    // It holds nothing of a conversation: one for each desk.
    dialog(services) {
      const kept = made.get(services) ?? dialog(intent, services);
      made.set(services, kept);
      return kept;
    },
  };
};
