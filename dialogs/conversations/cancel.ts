import { declare } from '../kit/declaration.ts';
import { remark } from '../kit/dialog.ts';

/** Drops the matter in hand. */
export const cancel = declare({
  intent: 'cancel',
  business: false,
  interrupts: true,
  dialog: (name) =>
    remark(name, async (talk) => {
      const had = talk.state.stack.length > 1;
      talk.state.stack.length = 0;
      await talk.say(had ? 'cancel.done' : 'cancel.nothing');
    }),
});
