import { type Matter as MatterData, matter } from '../../services/cases/kinds/matter.ts';
import { CALLED } from '../../understanding/form-words.ts';
import { freeText } from '../../understanding/values/kit/free-text.ts';
import { phone, showPhone } from '../../understanding/values/phone.ts';
import { policyNumber } from '../../understanding/values/policy-number.ts';
import { atWork } from './at-work.ts';
import { type Declaration, declare } from './declaration.ts';
import { form } from './form/form.ts';
import { showWords } from './show.ts';

type Matter = { words: string; policyNumber: string; phone: string };

const inTheirWords = freeText({ least: 4, most: 4000 });

/** Takes down, in the customer's own words, what has no form of its own yet, for a person to carry on. */
export const takeDown = <const Intent extends string>(intent: Intent): Declaration<Intent> =>
  declare({
    intent,
    cases: [matter],
    dialog: (name, { policies }) =>
      form<Matter, MatterData>(name, {
        sentences: 'matter',
        kind: matter,
        content: async (filled) => ({
          data: { intent, ...filled },
          // Tied to what there is; what was said stands in the data, and nothing of it is told.
          policyNumber: filled.policyNumber ? (await policies.find(filled.policyNumber))?.number : undefined,
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
        submitted: async (talk, filled, { reference }) => {
          await talk.say('matter.registered', {
            reference,
            ...atWork(talk),
            withoutPhone: !filled.phone,
          });
        },
      }),
  });
