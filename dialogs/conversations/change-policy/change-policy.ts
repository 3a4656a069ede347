import { change } from '../../../services/cases/kinds/change.ts';
import { withoutCardNumbers } from '../../../understanding/changes/card.ts';
import { CHANGE, type Change, changes } from '../../../understanding/changes/kinds.ts';
import { cut } from '../../../understanding/clauses/cut.ts';
import { LEAVING } from '../../../understanding/leaving.ts';
import { takeOutcome } from '../../identity/outcome.ts';
import { declare } from '../../kit/declaration.ts';
import type { Dialog, Status } from '../../kit/dialog.ts';
import { remembered, submittedBefore } from '../../kit/form/draft.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Frame } from '../../kit/talk-state.ts';
import { changeForm, isTold, type Remembered, readBackOf } from './change-form.ts';
import { tellWhetherDone } from './done.ts';
import { whoAsks } from './who-asks.ts';

/** A change of the contract: which one, what is to be instead, and that it is asked by somebody who may. */
export const changePolicy = declare({
  intent: 'change-policy',
  cases: [change],
  dialog: (name) => changing(name),
});

function changing(name: string): Dialog {
  /** Of this turn: whose contract it is, what stands on file, whether the form waits until that is known. */
  const turn: { requestedBy?: string; before?: Record<string, string>; isLookedUp: boolean; waits: boolean } = {
    isLookedUp: false,
    waits: false,
  };
  const told = changeForm(name, {
    requestedBy: () => turn.requestedBy,
    before: () => turn.before ?? {},
    waits: (talk, filled) => {
      const { identity } = talk.services;
      // Who was verified for something else is looked up just as well: which policy they hold needn't be asked.
      const isLookedUp = identity.verified() !== undefined && turn.isLookedUp;
      turn.waits = identity.isPossible && !isLookedUp && asksWho(filled);
      return turn.waits;
    },
  });

  /** One part of a turn: what its changes need is told once, and who asks is found out before it goes on. */
  async function taking(talk: Talk, frame: Frame, part: () => Promise<Status>): Promise<Status> {
    const known = stateOf(frame).filled ?? {};
    const before = { ...known };
    turn.before = stateOf(frame).before ?? {};
    turn.isLookedUp = stateOf(frame).before !== undefined;
    const status = await part();
    await sayNeeds(talk, kindsIn(before), kindsOf(frame));
    if (!turn.waits) return status;
    turn.waits = false;
    const { filled } = stateOf(frame);
    const values = readBackOf(
      Object.keys(filled).filter((one) => !(one in before)),
      filled,
      talk,
    );
    if (values.length > 0) await talk.say('form.noted', { values });
    return onceKnown(talk, frame);
  }

  /** Goes on once it is known who asks; where it can't be, what is told is taken all the same, and a person looks. */
  async function onceKnown(talk: Talk, frame: Frame): Promise<Status> {
    stateOf(frame).waitsForWho = true;
    const who = await whoAsks(talk, frame);
    if (who === 'asking') return 'waiting';
    const state = stateOf(frame);
    delete state.waitsForWho;
    if (who === 'not-verified') return keepForPerson(talk, frame);
    turn.before = state.before ?? {};
    return told.reprompt(talk, frame, 'resumed');
  }

  /** Hands in what is confirmed by somebody who is verified. */
  async function confirm(talk: Talk, frame: Frame): Promise<Status> {
    const { identity } = talk.services;
    const verified = identity.verified();
    if (!verified) return identity.isPossible ? onceKnown(talk, frame) : keepForPerson(talk, frame);
    turn.requestedBy = verified.customer;
    return told.continue(talk, frame);
  }

  async function stop(talk: Talk, frame: Frame): Promise<Status> {
    await told.drop?.(talk, frame);
    talk.state.dropped = { frame, at: talk.said.at.toISOString() };
    await talk.say('change-policy.stopped', { submitted: submittedBefore(talk) });
    return 'complete';
  }

  return {
    name,
    ...(told.sentences ? { sentences: told.sentences } : {}),

    async begin(came, frame) {
      const talk = await withoutCards(came);
      if (CHANGE['asks-done'].test(talk.said.words)) {
        await tellWhetherDone(talk);
        return 'complete';
      }
      if (stops(talk)) {
        await talk.say('change-policy.stopped', { submitted: submittedBefore(talk) });
        return 'complete';
      }
      const wanted = talk.read(changes);
      if (wanted && 'value' in wanted && isAnothers(talk, wanted.value)) {
        await talk.say('change-policy.not-holder');
        return 'complete';
      }
      return taking(talk, frame, () => told.begin(talk, frame));
    },

    async continue(came, frame) {
      const talk = await withoutCards(came);
      if (await leavesPostcodeOut(talk, frame)) {
        await told.note?.(talk, frame);
        return told.reprompt(talk, frame, 'resumed');
      }
      if (stops(talk)) return stop(talk, frame);
      if (isAnothers(talk, kindsOf(frame))) {
        await told.drop?.(talk, frame);
        await talk.say('change-policy.not-holder');
        return 'complete';
      }
      if (CHANGE['asks-done'].test(talk.said.words)) {
        await tellWhetherDone(talk);
        return told.reprompt(talk, frame, 'resumed');
      }
      turn.before = stateOf(frame).before ?? {};
      if (told.confirms?.(talk, frame)) return confirm(talk, frame);
      return taking(talk, frame, () => told.continue(talk, frame));
    },

    async amend(came, frame, given) {
      return told.amend?.(await withoutCards(came), frame, given);
    },

    async drop(talk, frame) {
      await told.drop?.(talk, frame);
    },

    async takeUp(talk, frame) {
      // Who wants it after all is asked again who they are.
      takeOutcome(frame);
      await told.takeUp?.(talk, frame);
    },

    async recap(talk, frame) {
      return (await told.recap?.(talk, frame)) ?? false;
    },

    async note(came, frame) {
      await told.note?.(await withoutCards(came), frame);
    },

    async reprompt(talk, frame, why) {
      turn.before = stateOf(frame).before ?? {};
      if (!stateOf(frame).waitsForWho) return told.reprompt(talk, frame, why);
      // 算了不改了, asked who they are, is said of the change.
      return stops(talk) ? stop(talk, frame) : onceKnown(talk, frame);
    },
  };
}

/** Whose money or right it is, is asked before anything else of it; elsewhere once the new value is told. */
const WHO_FIRST: readonly Change[] = ['account', 'beneficiary', 'policyholder'];

const asksWho = (filled: Remembered['filled']): boolean =>
  kindsIn(filled).some((one) => WHO_FIRST.includes(one)) || isTold(filled);

/** Of more changes at once the rest is told by who makes them. */
const MOST_NEEDS = 2;

async function sayNeeds(talk: Talk, before: readonly Change[], now: readonly Change[]): Promise<void> {
  for (const kind of now.filter((one) => !before.includes(one)).slice(0, MOST_NEEDS))
    await talk.say(`change-policy.needs-${kind}`);
}

const stateOf = ({ state }: Frame): Remembered => state as unknown as Remembered;
const kindsIn = ({ what }: Remembered['filled']): readonly Change[] => (what ?? []) as readonly Change[];
const kindsOf = (frame: Frame): readonly Change[] => kindsIn(stateOf(frame).filled ?? {});

/** A card's number is kept with no fact: its last digits say which it is, and the customer hears so. */
async function withoutCards(talk: Talk): Promise<Talk> {
  const text = withoutCardNumbers(talk.said.text);
  if (text === talk.said.text) return talk;
  await talk.say('change-policy.card-not-kept');
  return talk.taking({ ...talk.said, text, words: withoutCardNumbers(talk.said.words) });
}

/** Who benefits from somebody else's contract is theirs to say: who isn't its holder or the insured can't have it changed. */
const isAnothers = ({ said: { words } }: Talk, kinds: readonly Change[]): boolean =>
  kinds.includes('beneficiary') && CHANGE['not-holder'].test(words) && !CHANGE['is-holder'].test(words);

/** A clause of it says to stop: 新地址是……诶等下 取消. */
const stops = ({ said: { words } }: Talk): boolean =>
  cut(words)
    .map(({ at, end }) => words.slice(at, end))
    .some((clause) => LEAVING.cancel.test(clause) || LEAVING.sighs.test(clause));

/** Who isn't sure of the postcode has the address without it. Returns whether it was that. */
async function leavesPostcodeOut(talk: Talk, frame: Frame): Promise<boolean> {
  const { filled } = stateOf(frame);
  const { address } = filled;
  if (!address?.postcode || !CHANGE['without-postcode'].test(talk.said.words)) return false;
  filled.address = { said: address.said };
  await talk.say('form.noted', { values: readBackOf(['address'], filled, talk) });
  return true;
}

/** What nobody who is known asked for stays a draft, under its reference: they may go on with it, and a person looks. */
async function keepForPerson(talk: Talk, frame: Frame): Promise<Status> {
  const reference = remembered(frame)?.reference ?? '';
  // Whoever goes on with it is asked first who they are.
  const kept: Frame = { ...frame, state: { ...frame.state, waitsForWho: true } };
  // Beside another matter it only waits until that is done.
  if (talk.state.stack.some((other) => other !== frame)) talk.state.parked = [...(talk.state.parked ?? []), kept];
  else talk.state.filed = { reference, stack: [kept] };
  await talk.say('change-policy.kept', { reference });
  return 'complete';
}
