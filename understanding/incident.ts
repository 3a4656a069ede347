import { simplified } from '../language/simplified.ts';
import { MOST_READ } from '../language/window.ts';
import type { IncidentType } from '../services/cases/kinds/incident.ts';
import { withoutUnhurt } from './hurt.ts';
import { onlyMentionsDeath, tellsOfDeath } from './phrases/distress/distress.ts';
import { phrases } from './phrases/phrases.ts';
import type { ValueReader } from './values/kit/reading.ts';

/** First match wins: what matters more stands higher. */
const TYPES = ['theft', 'fire', 'collision', 'water', 'weather', 'illness', 'injury', 'other'] as const;
const { cursed, 'in-hospital': IN_HOSPITAL, ...told } = phrases('incident', [...TYPES, 'cursed', 'in-hospital']);
const everyHospital = new RegExp(IN_HOSPITAL.source, `g${IN_HOSPITAL.flags}`);
const CURSED = new RegExp(cursed.source, `g${cursed.flags}`);

/** What happened, from the words that people use for it. A death comes first, whatever it came of, but where it is only named beside something else. */
export const incidentType: ValueReader<IncidentType> = (text) => {
  const said = withoutUnhurt(simplified(text.slice(0, MOST_READ)));
  const value = TYPES.find((type) => told[type].test(said));
  if (tellsOfDeath(text) && !(value && onlyMentionsDeath(text))) return { value: 'death' };
  // Who fell and is in hospital is hurt, and not ill.
  if (value === 'illness' && told.injury.test(said) && !told.illness.test(said.replace(everyHospital, '□')))
    return { value: 'injury' };
  return value && { value };
};

/** Who has told this much has told what happened, whatever it was. */
const TOLD = /(?:\p{Script=Han}[^\p{Script=Han}]{0,3}){10}|(?:[\p{L}']{1,30}[^\p{L}']{1,3}){5}[\p{L}']/u;
/** In a first message other things are said too, so it takes more. */
const TOLD_AT_ONCE = /(?:\p{Script=Han}[^\p{Script=Han}]{0,3}){24}|(?:[\p{L}']{1,30}[^\p{L}']{1,3}){11}[\p{L}']/u;

/** Pinyin has as many words, and tells nothing that is read here: English has some of these. */
const ENGLISH_WORD =
  /\b(?:the|an?|my|our|his|her|i|i['’]?m|we|it|is|was|are|were|and|but|in|on|at|to|of|with|from|when|had|have|got|no|not|this|that)\b/giu;
const isTold = (said: string, told: RegExp): boolean =>
  told.test(said) && (/\p{Script=Han}{4}/u.test(said) || (said.match(ENGLISH_WORD)?.length ?? 0) >= 2);

/** What happened, in answer to that question: what is none of the usual is something else, told in the customer's words. */
export const whatHappened: ValueReader<IncidentType> = (text, context) =>
  incidentType(text, context) ?? (isTold(text.slice(0, MOST_READ), TOLD) ? { value: 'other' } : undefined);

/** Whether a message tells a whole story, of none of the usual kinds. */
export const toldAtOnce: ValueReader<IncidentType> = (text) =>
  isTold(text.slice(0, MOST_READ), TOLD_AT_ONCE) ? { value: 'other' } : undefined;

/** Whether a text has the words in which people tell of an incident, other than in a curse. */
export function tellsOfIncident(text: string): boolean {
  const said = text.slice(0, MOST_READ).replace(CURSED, '□');
  return TYPES.some((type) => told[type].test(said)) || tellsOfDeath(said);
}
