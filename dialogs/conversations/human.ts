import { callBack } from '../../services/cases/kinds/call-back.ts';
import { declare } from '../kit/declaration.ts';
import { remark } from '../kit/dialog.ts';
import { joinQueue } from '../kit/queue.ts';

/** The customer wants a person. They get one: no questions first. */
export const human = declare({
  intent: 'human',
  business: false,
  cases: [callBack],
  interrupts: true,
  dialog: (name) => remark(name, (talk) => joinQueue(talk, { reason: 'asked', urgency: 0 })),
});
