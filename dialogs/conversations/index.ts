import { type Intent, isIntent } from '../../understanding/intents/intents.ts';
import type { Dialog } from '../kit/dialog.ts';
import type { DialogServices } from '../kit/dialog-services.ts';
import { takeDown } from '../kit/take-down.ts';
import { ask } from './ask/ask.ts';
import { human } from './human.ts';
import { cancel, greeting, help, outOfScope, thanks } from './remarks.ts';
import { reportIncident } from './report-incident.ts';

/** Every intent's dialog. A new conversation is registered here. */
const DIALOGS: Record<Intent, (services: DialogServices) => Dialog> = {
  ask,
  'report-incident': reportIncident,
  human,
  cancel,
  help,
  greeting,
  thanks,
  'out-of-scope': outOfScope,
  'claim-status': takeDown('claim-status'),
  'complaint-status': takeDown('complaint-status'),
  'file-complaint': takeDown('file-complaint'),
  'change-policy': takeDown('change-policy'),
  'policy-rights': takeDown('policy-rights'),
  renewal: takeDown('renewal'),
  'benefit-payment': takeDown('benefit-payment'),
  'transfer-policy': takeDown('transfer-policy'),
  'my-agent': takeDown('my-agent'),
  'risk-advice': takeDown('risk-advice'),
};

/** The dialog of a name; undefined for one that an older version knew. */
export const dialogNamed = (name: string, services: DialogServices): Dialog | undefined =>
  isIntent(name) ? DIALOGS[name](services) : undefined;
