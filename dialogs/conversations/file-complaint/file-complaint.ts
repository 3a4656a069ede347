import type { Case } from '../../../services/cases/case.ts';
import { complaint } from '../../../services/cases/kinds/complaint.ts';
import { words } from '../../../templates/render.ts';
import { doesInHand, isOnlyAboutIt } from '../../../understanding/acts/in-hand.ts';
import { findDemand } from '../../../understanding/complaints/demand.ts';
import { grievance } from '../../../understanding/complaints/grievance.ts';
import { COMPLAINT } from '../../../understanding/complaints/words.ts';
import { CERTAINTY } from '../../kit/certainty.ts';
import { declare } from '../../kit/declaration.ts';
import type { Dialog, Status } from '../../kit/dialog.ts';
import type { DialogServices } from '../../kit/dialog-services.ts';
import { saidBack } from '../../kit/form/echo.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Frame } from '../../kit/talk-state.ts';
import { complaintForm, sayRights } from './complaint-form.ts';
import { askToWithdraw, openComplaint, withdrawalElsewhere, withdrawOrKeep, withdraws } from './withdrawal.ts';

/**
 * A complaint: heard out first, submitted as soon as the customer wants it, taken back whenever they want it. One that
 * contests the decision of an earlier complaint is its review (核查).
 */
export const fileComplaint = declare({
  intent: 'file-complaint',
  cases: [complaint],
  dialog: (name, services) => complaining(name, services),
});

function complaining(name: 'file-complaint', services: DialogServices): Dialog {
  const told = complaintForm(name, services);
  const elsewhere = withdrawalElsewhere(name, services);
  const formOf = (frame: Frame): Dialog => (frame.state.part === 'elsewhere' ? elsewhere : told);
  return {
    name,
    takesReferences: true,
    sentences: [...(told.sentences ?? []), ...(elsewhere.sentences ?? [])],

    async begin(talk, frame) {
      const open = await openComplaint(talk);
      if (withdraws(talk) || takesItBack(talk)) {
        if (await dropUnsubmitted(talk, frame, told)) return 'complete';
        if (open) return askToWithdraw(talk, frame, open.reference);
        const status = await elsewhere.begin(talk, frame);
        frame.state.part = 'elsewhere';
        return status;
      }
      if (open && isMoreOfIt(talk)) return addTo(talk, open);
      if (tells(talk)) await talk.say('file-complaint.heard');
      await sayRights(talk);
      return told.begin(talk, frame);
    },

    async continue(talk, frame) {
      if (frame.state.withdrawing) return withdrawOrKeep(talk, frame);
      if (frame.state.part === 'elsewhere') return elsewhere.continue(talk, frame);
      if (withdraws(talk)) {
        await told.drop?.(talk, frame);
        talk.state.dropped = { frame, at: talk.said.at.toISOString() };
        await talk.say('file-complaint.dropped');
        return 'complete';
      }
      if (isToBeFiled(talk, frame)) return fileAsItStands(talk, frame, told);
      const telling = tells(talk);
      if (telling && !isHeard(frame)) await talk.say('file-complaint.heard');
      // Asked what happened, who asks back in anger (凭什么拒赔) tells it.
      const isAnswer = telling && !isHeard(frame) && !asksAnythingElse(talk);
      const status = await told.continue(isAnswer ? talk.taking({ ...talk.said, intent: name }) : talk, frame);
      return status === 'declined' && (telling || demands(talk)) ? takeMore(talk, frame, told) : status;
    },

    async amend(talk, frame, given) {
      return frame.state.withdrawing ? undefined : formOf(frame).amend?.(talk, frame, given);
    },

    async drop(talk, frame) {
      if (!frame.state.withdrawing) await formOf(frame).drop?.(talk, frame);
    },

    async takeUp(talk, frame) {
      if (!frame.state.withdrawing) await formOf(frame).takeUp?.(talk, frame);
    },

    async recap(talk, frame) {
      return frame.state.withdrawing ? false : ((await formOf(frame).recap?.(talk, frame)) ?? false);
    },

    async note(talk, frame) {
      if (!frame.state.withdrawing) await formOf(frame).note?.(talk, frame);
    },

    reprompt(talk, frame, why) {
      const { withdrawing } = frame.state;
      return withdrawing ? askToWithdraw(talk, frame, String(withdrawing)) : formOf(frame).reprompt(talk, frame, why);
    },
  };
}

/** Withdraw it, right after it was submitted and with nothing else in hand: it is the complaint. */
const takesItBack = ({ state, said }: Talk): boolean =>
  state.submitted?.dialog === 'file-complaint' && state.stack.length === 1 && doesInHand(said.words, 'drops');

/** What a form remembers of it. */
interface Remembered {
  filled?: Record<string, unknown>;
  asking?: string;
}

/** Whether what happened was told already. */
const isHeard = ({ state }: Frame): boolean => (state as Remembered).filled?.happened != null;

function tells(talk: Talk): boolean {
  // 念一遍我听听, 不投了: they say something of the complaint, and tell nothing more of what happened.
  if (isOnlyAboutIt(talk.said.words) || doesInHand(talk.said.words, 'shows', 'asks-left', 'asks-back', 'drops'))
    return false;
  const reading = talk.read(grievance, talk.said.text);
  return reading !== undefined && 'value' in reading;
}

/** A question, or a person, is clearly wanted. */
const asksAnythingElse = ({ said: { intent, score } }: Talk): boolean =>
  score >= CERTAINTY.nothingElse && (intent === 'ask' || intent === 'human');

function demands(talk: Talk): boolean {
  const reading = talk.read(findDemand);
  return reading !== undefined && 'value' in reading;
}

/** One that is still being told on the stack is dropped with its matter. */
async function dropUnsubmitted(talk: Talk, frame: Frame, told: Dialog): Promise<boolean> {
  const other = talk.state.stack.find((one) => one !== frame && one.dialog === frame.dialog && !one.state.withdrawing);
  if (!other) return false;
  await told.drop?.(talk, other);
  talk.state.stack = talk.state.stack.filter((one) => one !== other);
  await talk.say('file-complaint.dropped');
  return true;
}

/** More of what was submitted is a note of it, unless they say that it is another complaint. */
const isMoreOfIt = (talk: Talk): boolean => !COMPLAINT['another-one'].test(talk.said.words);

async function addTo(talk: Talk, open: Case): Promise<Status> {
  const { text, entryId } = talk.said;
  await talk.services.cases.keep({ ...open, facts: [], notes: [{ words: text, entry: entryId, by: 'customer' }] });
  await talk.say('file-complaint.added', { reference: open.reference });
  return 'complete';
}

/** They want it taken down as it stands, and it tells what happened. */
function isToBeFiled(talk: Talk, { state }: Frame): boolean {
  const { filled, asking } = state as Remembered;
  return filled?.happened != null && asking !== 'confirm' && COMPLAINT['files-now'].test(talk.said.words);
}

/** What wasn't answered is left open; that they want it filed confirms it. */
function fileAsItStands(talk: Talk, frame: Frame, told: Dialog): Promise<Status> {
  const { filled = {} } = frame.state as Remembered;
  for (const name of ['wanted', 'phone']) if (!(name in filled)) filled[name] = null;
  frame.state.asking = 'confirm';
  return told.continue(talk.taking(talk.saidAs(words('file-complaint.yes', talk.locale))), frame);
}

/** More of what happened, where something else was asked. */
async function takeMore(talk: Talk, frame: Frame, told: Dialog): Promise<Status> {
  const { filled = {} } = frame.state as Remembered;
  const reading = talk.read(grievance, talk.said.text);
  if (reading && 'value' in reading)
    filled.happened = filled.happened ? `${String(filled.happened)}\n${reading.value}` : reading.value;
  const status = await told.amend?.(talk, frame, { before: '', key: 'file-complaint.more' });
  if (status) return status;
  await told.note?.(talk, frame);
  await talk.say('form.noted-words', { words: saidBack(talk.said.text) });
  return told.reprompt(talk, frame, 'resumed');
}
