import { change, type PolicyChange } from '../../../services/cases/kinds/change.ts';
import { words } from '../../../templates/render.ts';
import { type Address, address, buildingPutRight } from '../../../understanding/changes/address.ts';
import {
  beneficiaries,
  findBeneficiaries,
  joinBeneficiaries,
  type NewBeneficiary,
} from '../../../understanding/changes/beneficiaries.ts';
import { type Card, card, cardAnswer } from '../../../understanding/changes/card.ts';
import {
  type Change,
  changes,
  detail,
  type Frequency,
  findChanges,
  findDetail,
  frequency,
  IN_WORDS,
} from '../../../understanding/changes/kinds.ts';
import { findOccupation, occupation } from '../../../understanding/changes/occupation.ts';
import { digitsPutRight } from '../../../understanding/corrections/values-put-right.ts';
import { wordsPutRight } from '../../../understanding/corrections/words-put-right.ts';
import { CALLED } from '../../../understanding/form-words.ts';
import { eMail } from '../../../understanding/values/e-mail.ts';
import { phone, showPhone } from '../../../understanding/values/phone.ts';
import { policyNumber } from '../../../understanding/values/policy-number.ts';
import { atWork } from '../../kit/at-work.ts';
import type { Dialog } from '../../kit/dialog.ts';
import { form } from '../../kit/form/form.ts';
import type { Filled, Slots } from '../../kit/form/slots.ts';
import type { Talk } from '../../kit/talk.ts';

/** What is told of a change: which one, and what is to be instead. */
export type Told = {
  what: readonly Change[];
  address: Address;
  newPhone: string;
  newEmail: string;
  occupation: string;
  card: Card;
  frequency: Frequency;
  beneficiaries: readonly NewBeneficiary[];
  detail: string;
  policyNumber: string;
};

/** Which change a value belongs to. */
const OF: Partial<Record<keyof Told, readonly Change[]>> = {
  address: ['address'],
  newPhone: ['phone'],
  newEmail: ['e-mail'],
  occupation: ['occupation'],
  card: ['account'],
  frequency: ['frequency'],
  beneficiaries: ['beneficiary'],
  detail: IN_WORDS,
};

/** Whether a value belongs to what is to be changed. */
const belongs =
  (name: keyof Told) =>
  ({ what }: Record<string, unknown>): boolean =>
    OF[name]?.some((one) => (what as readonly Change[] | null | undefined)?.includes(one)) ?? true;

/** What its dialog remembers. */
export interface Remembered {
  filled: Filled<Told> & Record<string, unknown>;
  asking?: string;
  /** What stands on file of it, where the customer was verified. */
  before?: Record<string, string>;
  /** It goes on once it is known who asks. */
  waitsForWho?: boolean;
}

/** Whether all that is to be instead is told. */
export const isTold = (filled: Remembered['filled']): boolean =>
  filled.what != null && !['policyNumber', 'confirm'].every((one) => one !== nextAsked(filled));

/** What is asked next. */
export const nextAsked = (filled: Remembered['filled']): string =>
  Object.keys(SLOTS).find((name) => belongs(name as keyof Told)(filled) && !(name in filled)) ?? 'confirm';

/** What of it depends on the turn. */
interface OfTheTurn {
  /** The verified customer who asks for it. */
  requestedBy: () => string | undefined;
  before: () => Record<string, string>;
  /** Whether it asks nothing until it is known who asks. */
  waits: (talk: Talk, filled: Remembered['filled']) => boolean;
}

/** Takes down which change is wanted and what is to be instead. */
export const changeForm = (name: string, { requestedBy, before, waits }: OfTheTurn): Dialog =>
  form<Told, PolicyChange>(name, {
    kind: change,
    content: async (filled) => {
      const by = requestedBy();
      return {
        data: { ...ofTheChange(filled), ...(by ? { requestedBy: by } : {}) },
        // Whose policy it is, is known of who was verified.
        policyNumber: by ? (filled.policyNumber ?? undefined) : undefined,
      };
    },
    slots: SLOTS,
    readBack: (talk, names, filled) => readBackOf(names, filled, talk, before()),
    escalate: async (talk, filled) => (waits(talk, filled) ? 'waiting' : false),
    about: ({ what }) => Object.fromEntries(IN_WORDS.map((one) => [one, what?.includes(one) ?? false])),
    submitted: async (talk, _, { reference }) => {
      await talk.say('change-policy.registered', { reference, ...atWork(talk) });
    },
  });

const SLOTS: Slots<Told> = {
  what: {
    read: changes,
    find: findChanges,
    join: (before, told) => [...new Set([...before, ...told])],
    show: (kinds, talk) =>
      inList(
        kinds.map((one) => words(`change-policy.what-${one}`, talk.locale)),
        talk,
      ),
  },
  address: {
    read: address,
    find: address,
    putRight: (before, one) => {
      const said = buildingPutRight(before.said, one) ?? wordsPutRight(before.said, one);
      return said ? { ...before, said } : undefined;
    },
    matters: belongs('address'),
    optional: 'when asked again',
    show: ({ said, postcode }, talk) =>
      postcode ? words('change-policy.with-postcode', talk.locale, { said, postcode }) : said,
  },
  newPhone: {
    read: phone,
    find: phone,
    putRight: digitsPutRight,
    matters: belongs('newPhone'),
    optional: 'when asked again',
    show: showPhone,
    called: CALLED.phone,
  },
  newEmail: {
    read: eMail,
    find: eMail,
    matters: belongs('newEmail'),
    optional: 'when asked again',
    show: (value) => value,
  },
  occupation: {
    read: occupation,
    find: findOccupation,
    anyWords: true,
    putRight: wordsPutRight,
    matters: belongs('occupation'),
    optional: 'when asked again',
    show: (value) => value,
  },
  card: {
    read: cardAnswer,
    find: card,
    matters: belongs('card'),
    optional: 'when asked again',
    show: ({ last4, bank }, talk) => words('change-policy.card-shown', talk.locale, { last4, bank: bank ?? '' }),
  },
  frequency: {
    read: frequency,
    find: frequency,
    matters: belongs('frequency'),
    optional: 'when asked again',
    show: (value, talk) => words(`change-policy.frequency-${value}`, talk.locale),
  },
  beneficiaries: {
    read: beneficiaries,
    find: findBeneficiaries,
    join: joinBeneficiaries,
    matters: belongs('beneficiaries'),
    optional: 'when asked again',
    show: (all, talk) =>
      inList(
        all.map(({ name, relation, share }) =>
          words('change-policy.beneficiary', talk.locale, {
            name: name ?? '',
            relation: relation ? words(`who.kin-${relation}`, talk.locale) : '',
            share: share ?? 0,
          }),
        ),
        talk,
      ),
  },
  detail: {
    read: detail,
    find: findDetail,
    anyWords: true,
    putRight: wordsPutRight,
    matters: belongs('detail'),
    optional: 'when asked again',
    show: (value) => value,
  },
  policyNumber: {
    read: policyNumber,
    find: policyNumber,
    optional: true,
    lasting: true,
    called: CALLED.policy,
    putRight: digitsPutRight,
    show: (value) => value,
  },
};

/** Values as the customer reads them back, what stands on file beside what is to be instead. */
export const readBackOf = (
  names: readonly string[],
  filled: Remembered['filled'],
  talk: Talk,
  before: Record<string, string> = {},
): { label: string; value: string }[] =>
  names
    .filter((one) => one in SLOTS && belongs(one as keyof Told)(filled))
    .map((one) => {
      const now = shown(one as keyof Told, filled, talk);
      const was = before[one];
      return {
        label: words(`change-policy.label-${one}`, talk.locale),
        value: was ? words('change-policy.instead-of', talk.locale, { now, was }) : now,
      };
    });

/** What was read that belongs to no change that is wanted is none of it. */
const ofTheChange = (filled: Filled<Told>): Partial<PolicyChange> =>
  Object.fromEntries(Object.entries(filled).filter(([name]) => belongs(name as keyof Told)(filled)));

function shown<Name extends keyof Told>(name: Name, filled: Filled<Told>, talk: Talk): string {
  const value = filled[name];
  return value == null
    ? words('form.not-at-hand', talk.locale)
    : SLOTS[name].show(value as NonNullable<Told[Name]>, talk);
}

const inList = (all: readonly string[], { locale }: Talk): string => all.join(locale === 'en' ? ', ' : '、');
