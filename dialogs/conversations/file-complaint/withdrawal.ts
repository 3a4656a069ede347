import type { Case } from '../../../services/cases/case.ts';
import { type Complaint, complaint } from '../../../services/cases/kinds/complaint.ts';
import { caseReference } from '../../../understanding/complaints/reference.ts';
import { COMPLAINT } from '../../../understanding/complaints/words.ts';
import { CALLED } from '../../../understanding/form-words.ts';
import { findName, personName } from '../../../understanding/values/name.ts';
import { phone, showPhone } from '../../../understanding/values/phone.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';
import type { Dialog, Status } from '../../kit/dialog.ts';
import type { DialogServices } from '../../kit/dialog-services.ts';
import { form } from '../../kit/form/form.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Frame } from '../../kit/talk-state.ts';

/** Whether they take back a complaint, and nothing more is asked of why. */
export const withdraws = (talk: Talk): boolean => COMPLAINT.withdraws.test(talk.said.words);

/** The complaint that was submitted last in this conversation and is open. */
export const openComplaint = async ({ services }: Talk): Promise<Case | undefined> =>
  (await services.cases.own()).findLast(
    ({ kind, submittedAt, closedAt }) => kind === complaint.name && submittedAt && !closedAt,
  );

/** Asks once whether a submitted complaint is to be taken back. */
export async function askToWithdraw(talk: Talk, frame: Frame, reference: string): Promise<Status> {
  frame.state = { withdrawing: reference };
  await talk.say('file-complaint.confirm-withdrawal', { reference });
  return 'waiting';
}

/** What they answer to that. */
export async function withdrawOrKeep(talk: Talk, frame: Frame): Promise<Status> {
  const reference = String(frame.state.withdrawing);
  const said = talk.said.words;
  const answer = talk.read(yesNo);
  const isNo = answer !== undefined && 'value' in answer && !answer.value;
  const isYes = (answer !== undefined && 'value' in answer && answer.value) || isSure(said);
  if (!isYes && !isNo) return 'declined';
  const given = (await talk.services.cases.own()).find((one) => one.reference === reference && !one.closedAt);
  if (!isYes || !given) {
    await talk.say('file-complaint.withdrawal-kept', { reference });
    return 'complete';
  }
  const { text, entryId } = talk.said;
  await talk.services.cases.withdraw(given, { words: text, entry: entryId, by: 'customer' });
  delete talk.state.handedIn;
  await talk.say('file-complaint.withdrawn', { reference });
  return 'complete';
}

const isSure = (said: string): boolean => COMPLAINT.withdraws.test(said) || COMPLAINT['is-sure'].test(said);

type Elsewhere = { earlier: string; name: string; phone: string };

/** A complaint that was made elsewhere is found and taken back by a colleague, who sees first whose it is. */
export const withdrawalElsewhere = (name: string, _: DialogServices): Dialog =>
  form<Elsewhere, Complaint>(name, {
    sentences: 'complaint-withdrawal',
    kind: complaint,
    content: async (filled) => ({ data: { ...filled, withdraws: true } }),
    slots: {
      earlier: { read: caseReference, find: caseReference, optional: true, show: (reference) => reference },
      name: { read: personName, find: findName, optional: true, show: (value) => value },
      phone: { read: phone, find: phone, show: showPhone, lasting: true, optional: true, called: CALLED.phone },
    },
    submitted: async (talk, filled, { reference }) => {
      await talk.say('complaint-withdrawal.registered', { reference, withoutPhone: !filled.phone });
    },
  });
