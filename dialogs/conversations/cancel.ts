import { declare } from '../kit/declaration.ts';
import type { Status } from '../kit/dialog.ts';
import type { Frame, Talk } from '../kit/talk.ts';

/** Says what became of the matter in hand, which was dropped (`routing/dropping.ts`), and what still stands. */
export const cancel = declare({
  intent: 'cancel',
  business: false,
  interrupts: true,
  dialog: (name) => {
    const say = async (talk: Talk, { state: dropped }: Frame): Promise<Status> => {
      const key = !dropped.what ? 'cancel.nothing' : dropped.stands ? 'cancel.one-of-them' : 'cancel.done';
      await talk.say(key, dropped);
      return 'complete';
    };
    return { name, begin: say, continue: say, reprompt: say };
  },
});
