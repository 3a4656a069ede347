import { change } from '../../../services/cases/kinds/change.ts';
import type { Talk } from '../../kit/talk.ts';

/** Tells whether a change has been made, as it is: nothing was handed in, it is kept, or somebody is at it. */
export async function tellWhetherDone(talk: Talk): Promise<void> {
  const own = (await talk.services.cases.own()).filter(({ kind }) => kind === change.name);
  const open = own.findLast(({ closedAt }) => !closedAt);
  if (!open) await talk.say('change-policy.nothing-changed');
  else {
    const { reference, submittedAt } = open;
    await talk.say(submittedAt ? 'change-policy.being-done' : 'change-policy.not-handed-in', { reference });
  }
}
