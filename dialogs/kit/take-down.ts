import { type Matter as MatterData, matter } from '../../services/cases/kinds/matter.ts';
import { words } from '../../templates/render.ts';
import { CALLED } from '../../understanding/form-words.ts';
import { freeText } from '../../understanding/values/kit/free-text.ts';
import { phone, showPhone } from '../../understanding/values/phone.ts';
import { policyNumber } from '../../understanding/values/policy-number.ts';
import { onceKnown, type WhoAsksNow } from '../identity/once-known.ts';
import { atWork } from './at-work.ts';
import { type Declaration, declare } from './declaration.ts';
import type { Dialog } from './dialog.ts';
import type { DialogServices } from './dialog-services.ts';
import { form } from './form/form.ts';
import type { Filled } from './form/slots.ts';
import { showWords } from './show.ts';
import type { Talk } from './talk.ts';

type Matter = { words: string; policyNumber: string; phone: string };

const inTheirWords = freeText({ least: 4, most: 4000 });

/** Takes down, in the customer's own words, what has no form of its own yet, for a person to carry on. */
export const takeDown = <const Intent extends string>(intent: Intent): Declaration<Intent> =>
  declare({ intent, cases: [matter], dialog: (name, services) => taking(name, intent, services) });

/** The same of what moves a contract or its money: who asks is found out first. */
export const takeDownOnceKnown = <const Intent extends string>(intent: Intent): Declaration<Intent> =>
  declare({
    intent,
    cases: [matter],
    dialog: (name, services) => onceKnown((who) => taking(name, intent, services, who)),
  });

const taking = (name: string, intent: string, { policies }: DialogServices, who?: WhoAsksNow): Dialog =>
  form<Matter, MatterData>(name, {
    sentences: 'matter',
    kind: matter,
    content: async (filled) => ({
      data: { intent, ...filled, ...(who ? ofWhom(who) : {}) },
      // Tied to what there is; what was said stands in the data, and nothing of it is told. What only its holder may ask for
      // is tied to nothing of somebody who isn't known.
      policyNumber:
        filled.policyNumber && (!who || who.requestedBy)
          ? (await policies.find(filled.policyNumber))?.number
          : undefined,
    }),
    slots: {
      words: { read: inTheirWords, find: inTheirWords, show: showWords, anyWords: true },
      policyNumber: {
        read: policyNumber,
        find: policyNumber,
        optional: true,
        lasting: true,
        show: (value) => value,
      },
      phone: {
        read: phone,
        find: phone,
        show: showPhone,
        lasting: true,
        optional: true,
        called: CALLED.phone,
      },
    },
    ...(who ? { escalate: waitsForWho(who) } : {}),
    submitted: async (talk, filled, { reference }) => {
      await talk.say('matter.registered', {
        reference,
        ...atWork(talk),
        withoutPhone: !filled.phone,
        notVerified: who !== undefined && who.requestedBy === undefined,
      });
    },
  });

/** What they want is said back, and nothing else asked, until it is known who asks. */
const waitsForWho =
  (who: WhoAsksNow) =>
  async (talk: Talk, filled: Filled<Matter>): Promise<'waiting' | false> => {
    if (!who.waits || filled.words == null) return false;
    const value = showWords(filled.words);
    await talk.say('form.noted', { values: [{ label: words('matter.label-words', talk.locale), value }] });
    return 'waiting';
  };

const ofWhom = ({ requestedBy }: WhoAsksNow): Partial<MatterData> =>
  requestedBy ? { requestedBy } : { notVerified: true };
