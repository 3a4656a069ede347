import { FOR_LIFE, type Policy, roleIn, runsOn } from '../../services/policies/policies.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { askedOfOwn, asksToBorrow, type OfOwn } from '../../understanding/own-policy.ts';
import { plate } from '../../understanding/values/plate.ts';
import type { Dialog, Status } from '../kit/dialog.ts';
import { showMoney } from '../kit/show.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { requireVerified } from './require-verified.ts';
import { showDay } from './show-day.ts';

/** The name of the dialog that tells what stands in somebody's own contracts. It is begun by what they ask, not by an intent. */
export const OWN_POLICIES = 'own-policies';

/** So many are told at once. */
const MOST = 4;

/** What is the policyholder's alone to hear, and the question that is answered generally where nobody is verified. */
const OF_HOLDER = { loan: 'loan-terms', 'cash-value': 'surrender-loss', premium: 'when-due' } as const;
type OfHolder = keyof typeof OF_HOLDER;

/** Whether what is asked is the policyholder's alone to hear. */
export const isOfHolder = (asked: OfOwn | undefined): asked is OfHolder => asked !== undefined && asked in OF_HOLDER;

/** What of their own contracts the message asks; of who is known, with nothing else in hand, 保额是多少 is their own, too. */
export const ownAskedIn = (words: string, { services, state }: Talk): OfOwn | undefined =>
  askedOfOwn(words, { isKnown: services.identity.verified() !== undefined && state.stack.length === 0 });

/** Tells a verified customer what stands in their own contracts: whether they run and what for, a loan, their value. */
export const ownPolicies: Dialog = {
  name: OWN_POLICIES,

  begin(talk, frame) {
    frame.state = { asked: talk.said.words };
    return tell(talk, frame);
  },

  async continue() {
    return 'declined';
  },

  reprompt: (talk, frame) => tell(talk, frame),
};

async function tell(talk: Talk, frame: Frame): Promise<Status> {
  const asked = String(frame.state.asked ?? '');
  // Begun by what only who is known asks, it is asked again by them.
  const of = askedOfOwn(asked, { isKnown: true });
  const ofHolder = isOfHolder(of) ? of : undefined;
  const verified = await requireVerified(talk, frame, { takesPhone: true });
  if (verified === 'asking') return 'waiting';
  if (verified === 'not-verified') {
    if (talk.services.identity.lockedUntil()) return 'complete';
    // What holds for everybody can be told to anybody.
    if (ofHolder) await talk.say(`meanwhile.${OF_HOLDER[ofHolder]}`, { verified: false });
    else await talk.say('own-policies.not-verified');
    return 'complete';
  }
  const all = await talk.services.policies.ofCustomer(verified.customer);
  if (ofHolder) {
    await tellHolder(
      talk,
      all.filter((policy) => roleIn(policy, verified.customer) === 'holder'),
      asked,
      ofHolder,
    );
    return 'complete';
  }
  const own = all.filter((policy) => ['holder', 'insured'].includes(roleIn(policy, verified.customer) ?? ''));
  await tellCover(talk, own, asked, of === 'sum');
  return 'complete';
}

async function tellCover(talk: Talk, own: readonly Policy[], asked: string, withSums: boolean): Promise<void> {
  const meant = whichAreMeant(talk, own, asked);
  if (meant.length === 0) return talk.say('own-policies.none');
  await talk.say('own-policies.told', {
    policies: meant.slice(0, MOST).map((policy) => shown(talk, policy, asked, withSums)),
    more: Math.max(0, meant.length - MOST),
  });
}

/** Tells the policyholder of a loan, what a surrender would bring, or what is to be paid; nothing is done. */
async function tellHolder(talk: Talk, own: readonly Policy[], asked: string, what: OfHolder): Promise<void> {
  const having = own.filter(({ terms, status }) => {
    const value = { loan: terms.loan, 'cash-value': terms.cashValue, premium: terms.premium?.due[0] }[what];
    return value !== undefined && (status === 'in-force' || status === 'lapsed');
  });
  const meant = whichAreMeant(talk, having, asked).slice(0, MOST);
  if (meant.length === 0) return talk.say('own-policies.nothing-of-it', { [what]: true });
  const mayBorrow = what === 'cash-value' && asksToBorrow(asked);
  await talk.say(`own-policies.${what}`, { policies: meant.map((policy) => valuesOf(talk, policy)), mayBorrow });
}

function valuesOf(talk: Talk, { number, product, version, terms }: Policy): Record<string, unknown> {
  const { locale, services } = talk;
  const { loan, cashValue, premium } = terms;
  const day = (iso: string | undefined) => (iso ? showDay(iso, locale) : '');
  const left = loan &&
    cashValue && { ...cashValue, amount: Math.round((cashValue.amount - loan.owed.amount) * 100) / 100 };
  return {
    number,
    product: services.knowledge.product(product, version)?.text[locale].name ?? product,
    owed: loan ? showMoney(loan.owed, locale) : '',
    owedOn: day(loan?.owed.on),
    rate: loan?.rate ?? 0,
    repayBy: day(loan?.due),
    value: cashValue ? showMoney(cashValue, locale) : '',
    valueOn: day(cashValue?.on),
    left: left ? showMoney(left, locale) : '',
    premium: premium ? showMoney(premium, locale) : '',
    due: day(premium?.due[0]),
    isPast: (premium?.due[0] ?? '9999') < isoDate(services.now, services.zone),
  };
}

/** Those that the question names: by the plate, by what is insured, by the product; else all of them. */
function whichAreMeant(talk: Talk, own: readonly Policy[], asked: string): readonly Policy[] {
  const car = talk.read(plate, asked);
  const named = talk.services.knowledge.productsIn(asked).map(({ code }) => code);
  const narrower = [
    own.filter((policy) => (car && 'value' in car && policy.plate === car.value) || asked.includes(policy.number)),
    own.filter(({ terms }) => terms.sumsInsured.some(({ name }) => isNamed(name, asked))),
    own.filter(({ product }) => named.includes(product)),
  ];
  return narrower.find(({ length }) => length > 0) ?? own;
}

/** 装修与设备 in 我家装修保了多少. */
const isNamed = (name: string, asked: string): boolean =>
  name.split(/[与、和及/\s]+/u).some((part) => part.length > 1 && asked.includes(part));

function shown(talk: Talk, policy: Policy, asked: string, withSums: boolean): Record<string, unknown> {
  const { locale, services } = talk;
  const { number, product, version, until, lapsedOn, endedOn, terms } = policy;
  const ofThese = terms.sumsInsured.filter(({ name }) => isNamed(name, asked));
  const sums = ofThese.length > 0 ? ofThese : terms.sumsInsured;
  return {
    number,
    product: services.knowledge.product(product, version)?.text[locale].name ?? product,
    runs: runsOn(policy, isoDate(services.now, services.zone)),
    until: until === FOR_LIFE ? '' : showDay(until, locale),
    lapsed: lapsedOn ? showDay(lapsedOn, locale) : '',
    ended: endedOn ? showDay(endedOn, locale) : '',
    sums: withSums ? sums.map(({ name, ...sum }) => ({ name, sum: showMoney(sum, locale) })) : [],
  };
}
