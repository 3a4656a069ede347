import { FOR_LIFE, type Policy, roleIn, runsOn } from '../../services/policies/policies.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { OWN_POLICY } from '../../understanding/own-policy.ts';
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

/** Tells a verified customer whether their own contracts run, until when, and what for; has them verified first. */
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
  const verified = await requireVerified(talk, frame, { takesPhone: true });
  if (verified === 'asking') return 'waiting';
  if (verified === 'not-verified') {
    if (!talk.services.identity.lockedUntil()) await talk.say('own-policies.not-verified');
    return 'complete';
  }
  const asked = String(frame.state.asked ?? '');
  const own = (await talk.services.policies.ofCustomer(verified.customer)).filter((policy) => {
    const role = roleIn(policy, verified.customer);
    return role === 'holder' || role === 'insured';
  });
  const meant = whichAreMeant(talk, own, asked);
  if (meant.length === 0) await talk.say('own-policies.none');
  else
    await talk.say('own-policies.told', { policies: meant.slice(0, MOST).map((policy) => shown(talk, policy, asked)) });
  return 'complete';
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

function shown(talk: Talk, policy: Policy, asked: string): Record<string, unknown> {
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
    sums: OWN_POLICY.sum.test(asked) ? sums.map(({ name, ...sum }) => ({ name, sum: showMoney(sum, locale) })) : [],
  };
}
