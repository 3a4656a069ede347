import { phrases } from '../phrases/phrases.ts';

/** What is heard of a complaint: what each means stands with its words, in `complaint.yaml`. */
export const COMPLAINT = phrases('complaint', [
  'vague',
  'deeds',
  'unless',
  'withdraws',
  'decided',
  'contests',
  'threatens',
  'files-now',
  'asks-effect',
  'is-sure',
  'another-one',
]);

/** Whom a complaint may be about, by what they do. The first that is named is meant: 业务员 before the branch they sit in. */
export const RESPONDENTS = [
  'salesperson',
  'surveyor',
  'claims',
  'call-centre',
  'repairer',
  'branch',
  'online',
] as const;
export type Respondent = (typeof RESPONDENTS)[number];
export const ABOUT = phrases('complaint-about', RESPONDENTS);

/** What may be wanted. */
export const DEMANDS = [
  'apology',
  'explanation',
  'refund',
  'payment',
  'review',
  'reply',
  'discipline',
  'speed',
  'stop',
] as const;
export const WANTED = phrases('complaint-demands', [...DEMANDS, 'wish', 'undecided', 'unsure']);
