import { declare } from '../kit/declaration.ts';
import { remark } from '../kit/dialog.ts';

/** Says what the desk can do. */
export const help = declare({
  intent: 'help',
  business: false,
  interrupts: true,
  dialog: (name) => remark(name, async (talk) => void (await talk.say('help.menu'))),
});
