import { roleIn } from '../../services/policies/policies.ts';
import { withoutNumbers } from '../../understanding/personal/without-numbers.ts';
import type { Dialog, Status } from '../kit/dialog.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';
import { takeOutcome } from './outcome.ts';
import { requireVerified } from './require-verified.ts';

/** Who asks in this turn, for the form that takes it down. */
export interface WhoAsksNow {
  /** The verified customer; undefined where nobody is known. */
  requestedBy: string | undefined;
  /** Whether the form asks nothing until it is known who asks. */
  waits: boolean;
}

/** What it remembers beside what its form does: whether who asks is being found out, or was, however that went. */
interface Remembered {
  filled?: { policyNumber?: string | null } & Record<string, unknown>;
  who?: 'asked' | 'settled';
  leftOpen?: string[];
}

/**
 * A dialog about what a contract gives its holder: who asks is found out once it is told what they want, before anything
 * else is asked of it. Who can't or won't be verified goes on: a person has it then, and reads that it isn't known who
 * asked. Nothing is done to a contract by it either way. No card or ID number is kept with it.
 */
export function onceKnown(make: (who: WhoAsksNow) => Dialog): Dialog {
  const who: WhoAsksNow = { requestedBy: undefined, waits: false };
  const told = make(who);

  /** A part of a turn, in which the form may come to where it has to be known who asks. */
  async function inTurn(came: Talk, frame: Frame, part: (talk: Talk) => Promise<Status>): Promise<Status> {
    const { identity } = came.services;
    const outcome = takeOutcome(frame);
    const state = stateOf(frame);
    if (outcome) settle(frame);
    who.requestedBy = identity.verified()?.customer;
    who.waits = identity.isPossible && !who.requestedBy && state.who !== 'settled';
    if (who.requestedBy && state.filled) await tiedToTheirs(came, frame, who.requestedBy);
    const status = await part(withoutNumbersOf(came));
    if (!who.waits || status !== 'waiting' || stateOf(frame).filled?.words == null) return status;
    who.waits = false;
    stateOf(frame).who = 'asked';
    const now = await requireVerified(came, frame);
    if (now === 'asking') return 'waiting';
    settle(frame);
    return told.reprompt(withoutNumbersOf(came), frame, 'resumed');
  }

  return {
    name: told.name,
    get sentences() {
      return told.sentences ?? [];
    },
    begin: (came, frame) => inTurn(came, frame, (talk) => told.begin(talk, frame)),
    continue: (came, frame) => inTurn(came, frame, (talk) => told.continue(talk, frame)),
    reprompt: (came, frame, why) => inTurn(came, frame, (talk) => told.reprompt(talk, frame, why)),
    amend: async (came, frame, given) => told.amend?.(withoutNumbersOf(came), frame, given),
    acts: (talk, frame) => told.acts?.(talk, frame) ?? [],
    confirms: (talk, frame) => told.confirms?.(talk, frame) ?? false,
    recap: async (talk, frame) => (await told.recap?.(talk, frame)) ?? false,
    note: async (came, frame) => told.note?.(withoutNumbersOf(came), frame),
    drop: async (talk, frame) => told.drop?.(talk, frame),
    async takeUp(talk, frame) {
      // Who wants it after all is asked again who they are.
      takeOutcome(frame);
      delete stateOf(frame).who;
      await told.takeUp?.(talk, frame);
    },
  };
}

/** A policy that isn't theirs is none of theirs to do anything with; the only one that they hold is the one. */
async function tiedToTheirs(talk: Talk, frame: Frame, customer: string): Promise<void> {
  const { filled = {} } = stateOf(frame);
  const all = await talk.services.policies.ofCustomer(customer);
  const own = all.filter((policy) => roleIn(policy, customer) !== 'beneficiary');
  const [only, another] = own.filter((policy) => roleIn(policy, customer) === 'holder');
  if (filled.policyNumber && !own.some(({ number }) => number === filled.policyNumber)) {
    delete filled.policyNumber;
    await talk.say('matter.not-theirs');
  } else if (!('policyNumber' in filled) && only && !another) filled.policyNumber = only.number;
}

/** How it went is known. Which policy it is was asked with who they are, and isn't asked once more. */
function settle(frame: Frame): void {
  const state = stateOf(frame);
  state.who = 'settled';
  state.leftOpen = [...new Set([...(state.leftOpen ?? []), 'policyNumber'])];
}

const stateOf = ({ state }: Frame): Remembered => state as unknown as Remembered;

/** A message as it may stand with a case. */
function withoutNumbersOf(talk: Talk): Talk {
  const text = withoutNumbers(talk.said.text);
  return text === talk.said.text ? talk : talk.taking({ ...talk.said, text, words: withoutNumbers(talk.said.words) });
}
