import { declare } from '../kit/declaration.ts';
import { remark } from '../kit/dialog.ts';

/** Takes thanks and good-byes. */
export const thanks = declare({
  intent: 'thanks',
  business: false,
  dialog: (name) => remark(name, async (talk) => void (await talk.say('thanks.welcome'))),
});
