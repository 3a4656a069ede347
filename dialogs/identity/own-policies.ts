import { type Policy, roleIn } from '../../services/policies/policies.ts';
import { allOfOwn, type OwnAsked } from '../../understanding/own-asked.ts';
import { askedOfOwn, asksToBorrow, type OfOwn } from '../../understanding/own-policy.ts';
import { plate } from '../../understanding/values/plate.ts';
import type { Dialog, Status } from '../kit/dialog.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { type About, tellKept, tellReasons } from './own-cases.ts';
import { beneficiariesOf, coverOf, dividendOf, isNamed, premiumOf, salespersonOf, worthOf } from './own-figures.ts';
import { requireVerified } from './require-verified.ts';

/** The name of the dialog that tells what stands in somebody's own contracts. It is begun by what they ask, not by an intent. */
export const OWN_POLICIES = 'own-policies';

/** So many are told at once. */
const MOST = 4;

/** The question that is answered generally where nobody is verified. */
const GENERALLY: Readonly<Partial<Record<OwnAsked, string>>> = {
  loan: 'loan-terms',
  'cash-value': 'surrender-loss',
  premium: 'when-due',
};

/** Whether what is asked is the policyholder's alone to hear. */
export const isOfHolder = (asked: OfOwn | undefined): boolean => asked !== undefined && asked in GENERALLY;

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

/** What of their own the words with which it was begun ask. Begun by what only who is known asks, they are asked again by them. */
export function askedWith(frame: Frame): OwnAsked[] {
  const asked = allOfOwn(String(frame.state.asked ?? ''), { isKnown: true });
  return asked.length > 0 ? asked : ['list'];
}

async function tell(talk: Talk, frame: Frame): Promise<Status> {
  const asked = String(frame.state.asked ?? '');
  const kinds = askedWith(frame);
  const verified = await requireVerified(talk, frame, { takesPhone: true });
  if (verified === 'asking') return 'waiting';
  if (verified === 'not-verified') {
    if (talk.services.identity.lockedUntil()) return 'complete';
    // What holds for everybody can be told to anybody.
    const [general] = kinds.flatMap((kind) => GENERALLY[kind] ?? []);
    if (general) await talk.say(`meanwhile.${general}`, { verified: false });
    else await talk.say('own-policies.not-verified');
    return 'complete';
  }
  for (const kind of kinds) await tellOf(talk, kind, asked, verified.customer);
  return 'complete';
}

/** Tells a verified customer one thing of their own, as it stands in the book; what isn't there is said not to be. */
export async function tellOf(talk: Talk, kind: OwnAsked, asked: string, customer: string): Promise<void> {
  if (kind === 'claim') return tellCases(talk, customer, 'claims');
  if (kind === 'complaint') return tellCases(talk, customer, 'complaints');
  if (kind === 'reason') return tellReasons(talk, customer);
  const all = await talk.services.policies.ofCustomer(customer);
  const held = all.filter((policy) => roleIn(policy, customer) === 'holder');
  if (COVER.includes(kind)) {
    const own = all.filter((policy) => ['holder', 'insured'].includes(roleIn(policy, customer) ?? ''));
    return tellCover(talk, own, asked, kind === 'sum');
  }
  // What is the policyholder's alone to hear is told to nobody else, whatever it is.
  if (held.length === 0 && all.length > 0) return talk.say('own-policies.holder-only');
  return tellHolder(talk, held, asked, kind as OfHolder);
}

/** What whoever is insured may hear, too. */
const COVER: readonly OwnAsked[] = ['sum', 'period', 'list'];
type OfHolder = 'premium' | 'grace' | 'loan' | 'cash-value' | 'dividend' | 'beneficiary' | 'salesperson';

async function tellCases(talk: Talk, customer: string, about: About): Promise<void> {
  if (!(await tellKept(talk, customer, about)))
    await talk.say('own-cases.none', { complaints: about === 'complaints' });
}

async function tellCover(talk: Talk, own: readonly Policy[], asked: string, withSums: boolean): Promise<void> {
  const meant = whichAreMeant(talk, own, asked);
  if (meant.length === 0) return talk.say('own-policies.none');
  await talk.say('own-policies.told', {
    policies: meant.slice(0, MOST).map((policy) => coverOf(talk, policy, asked, withSums)),
    more: Math.max(0, meant.length - MOST),
  });
}

/** Of what each is told, and in which sentence. */
const TOLD: Readonly<
  Record<OfHolder, { key: string; has: (policy: Policy) => boolean; of: (talk: Talk, policy: Policy) => unknown }>
> = {
  premium: { key: 'premium', has: ({ terms }) => terms.premium !== undefined, of: premiumOf },
  grace: { key: 'premium', has: ({ terms }) => terms.premium !== undefined, of: premiumOf },
  loan: { key: 'loan', has: ({ terms }) => terms.loan !== undefined, of: worthOf },
  'cash-value': { key: 'cash-value', has: ({ terms }) => terms.cashValue !== undefined, of: worthOf },
  dividend: { key: 'dividend', has: ({ terms }) => terms.dividend !== undefined, of: dividendOf },
  beneficiary: { key: 'beneficiary', has: ({ insured }) => insured.length > 0, of: beneficiariesOf },
  salesperson: { key: 'salesperson', has: () => true, of: salespersonOf },
};

/** What goes to heirs, or to whom it was named: a contract on somebody's life or body. */
const LINES_OF_PEOPLE: readonly string[] = ['life', 'health', 'medical', 'critical-illness', 'accident'];

/** Tells the policyholder of a loan, what a surrender would bring, what is to be paid, who benefits; nothing is done. */
async function tellHolder(talk: Talk, held: readonly Policy[], asked: string, what: OfHolder): Promise<void> {
  const { key, has, of } = TOLD[what];
  const running = held.filter((policy) => has(policy) && ['in-force', 'lapsed'].includes(policy.status));
  const named = whichAreMeant(talk, running, asked);
  const meant = narrowed(talk, named, what).slice(0, MOST);
  if (meant.length === 0) return talk.say('own-policies.nothing-of-it', { [key]: true });
  const mayBorrow = what === 'cash-value' && asksToBorrow(asked);
  const policies = await Promise.all(meant.map((policy) => of(talk, policy)));
  await talk.say(`own-policies.${key}`, { policies, mayBorrow });
}

/** Where something is due of some, those are meant; of a car nobody benefits. */
function narrowed(talk: Talk, named: readonly Policy[], what: OfHolder): readonly Policy[] {
  if (what === 'premium' || what === 'grace') {
    const due = named.filter(({ terms }) => terms.premium?.due[0] !== undefined);
    return due.length > 0 ? due : named;
  }
  if (what !== 'beneficiary') return named;
  const withNamed = named.filter(({ beneficiaries }) => beneficiaries.length > 0);
  const ofPeople = named.filter(({ product, version }) =>
    LINES_OF_PEOPLE.includes(talk.services.knowledge.product(product, version)?.line ?? ''),
  );
  return withNamed.length > 0 ? withNamed : ofPeople;
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
