import type { CaseKind } from '../case.ts';
import { callBack } from './call-back.ts';
import { change } from './change.ts';
import { complaint } from './complaint.ts';
import { incident } from './incident.ts';
import { matter } from './matter.ts';

/** Every kind of case that the desk has. */
export const CASE_KINDS: readonly CaseKind[] = [incident, complaint, change, matter, callBack];
