import { declare } from '../kit/declaration.ts';
import { remark } from '../kit/dialog.ts';

/** Says hello and what the desk can do. */
export const greeting = declare({
  intent: 'greeting',
  business: false,
  dialog: (name) => remark(name, async (talk) => void (await talk.say('greeting.hello'))),
});
