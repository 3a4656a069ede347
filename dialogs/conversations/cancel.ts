import { declare } from '../kit/declaration.ts';
import type { Status } from '../kit/dialog.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';

/** The conversation that changes a contract. */
const CHANGING = 'change-policy';

/** Says what became of the matter in hand, which was dropped (`routing/dropping.ts`), and what still stands. */
export const cancel = declare({
  intent: 'cancel',
  business: false,
  interrupts: true,
  dialog: (name) => {
    const say = async (talk: Talk, { state: dropped }: Frame): Promise<Status> => {
      const { what, stands, dialog } = dropped;
      // Of a contract it is told that it stays as it was.
      const alone = dialog === CHANGING ? 'change-policy.stopped' : 'cancel.done';
      await talk.say(!what ? 'cancel.nothing' : stands ? 'cancel.one-of-them' : alone, dropped);
      return 'complete';
    };
    return { name, begin: say, continue: say, reprompt: say };
  },
});
