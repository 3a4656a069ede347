import { simplified } from '../language/simplified.ts';
import { MOST_READ } from '../language/window.ts';
import type { IncidentType } from '../services/cases/incident.ts';
import { tellsOfDeath } from './phrases/distress/distress.ts';
import { withoutUnhurt } from './values/hurt.ts';
import type { ValueReader } from './values/reading.ts';

/** First match wins: what matters more stands higher. */
const TYPES: readonly (readonly [IncidentType, RegExp])[] = [
  [
    'theft',
    /被偷|被盗|盗窃|偷走|失窃|入室|撬|小偷|贼|扒手|扒窃|被抢|抢走|顺走|stolen|\bstole\b|nicked my|pinched my|snatched|pickpocket|theft|burglar|broke[n]? into|robb(?:ed|ery)|mugged|break-?in/i,
  ],
  ['fire', /(?<!(?:打|点|燃)不)着火|起火|火灾|失火|自燃|烧(?!到了?头)|爆炸(?!头)|\bfire\b|burn|explo/i],
  [
    'collision',
    /追尾|撞|刮|蹭|剐|碰|侧翻|翻车|车祸|交通事故|rear.?end|crash|collision|collid|\bramm|smash|wrote off|totalled|rolled over|run over|\bhit\b|scrape|scratch|bump|car accident|\baccident\b.{0,60}\b(car|road)|\b(?:car|road)\b.{0,60}\baccident/i,
  ],
  [
    'water',
    /漏水|水管|爆管|渗水|水淹了?家|跑水|泡水|leak|burst pipe|pipe burst|water damage|\bpipe\b.{0,20}\b(?:burst|crack|broke|split|gave)|\b(?:burst|drilled|cracked|broke|split)\b.{0,20}\bpipe\b/i,
  ],
  [
    'weather',
    /暴雨|台风|冰雹|洪水|雷击|大风|积水|内涝|storm|typhoon|hail|flood|lightning|blown (?:off|away)|landslide/i,
  ],
  [
    'illness',
    /住院|生病|确诊|手术|发烧|肺炎|癌|肿瘤|心梗|中风|hospital|ill\b|illness|diagnos|surgery|cancer|pneumonia|stroke\b|heart attack|appendi|poisoning/i,
  ],
  [
    'injury',
    /摔|骨折|受伤|烫伤|割伤|扭伤|咬伤|fell|fracture|broke (?:my|his|her) |injur|sprain|bitten|\btorn (?:acl|ligament)|burn(?:ed|t) my|scald|drown|electrocuted|slipped/i,
  ],
  // What fell on something, or was dropped on it.
  ['other', /砸(?:中|到|坏|穿|烂|扁|瘪|碎|在|了)|\b(?:fell|landed|dropped|crashed) on(?:to)? (?:my|our|the)\b/i],
];

/** What happened, from the words that people use for it. A death comes first, whatever it came of. */
export const incidentType: ValueReader<IncidentType> = (text) => {
  if (tellsOfDeath(text)) return { value: 'death' };
  const said = withoutUnhurt(simplified(text.slice(0, MOST_READ)));
  const found = TYPES.find(([, pattern]) => pattern.test(said));
  return found ? { value: found[0] } : undefined;
};

/** Who has told this much has told what happened, whatever it was. */
const TOLD = /(?:\p{Script=Han}[^\p{Script=Han}]{0,3}){10}|(?:[\p{L}']{1,30}[^\p{L}']{1,3}){5}[\p{L}']/u;
/** In a first message other things are said too, so it takes more. */
const TOLD_AT_ONCE = /(?:\p{Script=Han}[^\p{Script=Han}]{0,3}){24}|(?:[\p{L}']{1,30}[^\p{L}']{1,3}){11}[\p{L}']/u;

/** What happened, in answer to that question: what is none of the usual is something else, told in the customer's words. */
export const whatHappened: ValueReader<IncidentType> = (text, context) =>
  incidentType(text, context) ?? (TOLD.test(text.slice(0, MOST_READ)) ? { value: 'other' } : undefined);

/** Whether a message tells a whole story, of none of the usual kinds. */
export const toldAtOnce: ValueReader<IncidentType> = (text) =>
  TOLD_AT_ONCE.test(text.slice(0, MOST_READ)) ? { value: 'other' } : undefined;

/** Whether a text has the words in which people tell of an incident. */
export const tellsOfIncident = (said: string): boolean =>
  TYPES.some(([, pattern]) => pattern.test(said.slice(0, MOST_READ))) || tellsOfDeath(said);
