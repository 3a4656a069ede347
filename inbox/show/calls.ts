import { type Case, DRAFT } from '../../services/cases/case.ts';
import { words } from '../../templates/render.ts';
import { withoutBidi } from './bidi.ts';
import { shortened } from './folded.ts';
import { hourUrgency, showTime, type Urgency, type Viewing } from './times.ts';

/** A call that is to be made, as the staff sees it in the list of them. */
export interface ShownCall {
  reference: string;
  conversationId: string;
  /** Whom, as far as they said it. */
  name: string;
  phone: string;
  topic: string;
  /** What they want to be asked before. */
  askFirst: string;
  callAt?: Date;
  callBy?: Date;
  due: string;
  urgency: Urgency;
  /** The customer hasn't said yet that it is right so. */
  unconfirmed: boolean;
}

const MOST = 120;

export function showCall({ reference, conversationId, data, step }: Case, viewing: Viewing): ShownCall {
  const [callAt, callBy] = [timeOf(data.callAt), timeOf(data.callBy)];
  const askFirst = Array.isArray(data.askFirst) ? data.askFirst.filter((one) => typeof one === 'string') : [];
  return {
    ...{ reference, conversationId },
    name: textOf(data.name),
    phone: textOf(data.phone),
    topic: textOf(data.topic),
    askFirst: textOf(askFirst.join('；')),
    ...(callAt && callBy ? { callAt, callBy } : {}),
    due: callAt
      ? words('inbox.call-from', viewing.locale, { at: showTime(callAt, viewing) })
      : words('inbox.call-any-time', viewing.locale),
    urgency: callAt && callBy ? hourUrgency(callAt, callBy, viewing.now) : 'later',
    unconfirmed: step === DRAFT,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? shortened(withoutBidi(value), MOST) : '');

function timeOf(value: unknown): Date | undefined {
  const at = typeof value === 'string' ? new Date(value) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}
