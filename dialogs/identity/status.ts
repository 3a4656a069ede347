import type { Case } from '../../services/cases/case.ts';
import type { Declaration } from '../kit/declaration.ts';
import { declare } from '../kit/declaration.ts';
import type { Status } from '../kit/dialog.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { type About, ownAbout, referredBy, tellKept, tellOwn } from './own-cases.ts';
import { referencesIn } from './references.ts';
import { requireVerified } from './require-verified.ts';

/**
 * A conversation that tells how something stands. What was taken down in this very conversation is told to whoever has
 * it; all else to a verified customer, and below that the same whether there is anything.
 */
export const standing = <const Intent extends string>(intent: Intent, about: About): Declaration<Intent> =>
  declare({
    intent,
    dialog: (name) => ({
      name,

      async begin(talk, frame) {
        const references = referencesIn(talk);
        frame.state = { references };
        const here = await ofHere(talk, about, references);
        if (here.length > 0 && !talk.services.identity.verified()) {
          await tellOwn(talk, here);
          await talk.say('own-cases.only-here');
          return 'complete';
        }
        return tell(talk, frame, about);
      },

      async continue() {
        return 'declined';
      },

      reprompt: (talk, frame) => tell(talk, frame, about),
    }),
  });

/** Those of this conversation's cases that are asked for: by their references, or what the question is about. */
async function ofHere(talk: Talk, about: About, references: readonly string[]): Promise<Case[]> {
  if (references.length === 0) return ownAbout(talk, about);
  return (await talk.services.cases.own()).filter(({ reference }) => references.includes(reference));
}

/** Tells a verified customer what is theirs; has them verified first. */
async function tell(talk: Talk, frame: Frame, about: About): Promise<Status> {
  const verified = await requireVerified(talk, frame, { takesPhone: true });
  if (verified === 'asking') return 'waiting';
  if (verified === 'not-verified') {
    // Who is locked out has heard what else they can do.
    if (!talk.services.identity.lockedUntil()) await talk.say('own-cases.not-verified');
    return 'complete';
  }
  const { customer } = verified;
  const references = (frame.state.references ?? []) as readonly string[];
  if (references.length > 0) {
    const found = (await Promise.all(references.map((one) => referredBy(talk, one)))).flatMap((one) => one ?? []);
    if (found.length > 0) await tellOwn(talk, found);
    else await talk.say('own-cases.not-found', { references });
    return 'complete';
  }
  const own = await ownAbout(talk, about);
  if (own.length > 0) await tellOwn(talk, own);
  const hasKept = await tellKept(talk, customer, about);
  if (!hasKept && own.length === 0) await talk.say('own-cases.none', { complaints: about === 'complaints' });
  return 'complete';
}
