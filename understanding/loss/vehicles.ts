import type { PutRight } from '../corrections/put-right.ts';
import { wordsPutRight } from '../corrections/words-put-right.ts';
import { phrases } from '../phrases/phrases.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { isTakenBack } from '../values/kit/single-value.ts';
import { platesIn } from '../values/plate.ts';
import { everywhere, heardIn, plainly } from './plainly.ts';

/** A vehicle as it is told. */
export interface Vehicle {
  plate?: string;
  /** Part of its plate, as it was said. */
  partOfPlate?: string;
  /** What it looks like, as it was said. */
  looks?: string;
}

/** The vehicles of an accident, and what is known of the other one. */
export interface Vehicles {
  own?: Vehicle;
  other?: Vehicle & {
    /** It is gone (hit and run). */
    fled?: true;
    /** Its plate wasn't seen. */
    unseen?: true;
  };
  /** Plates of which it isn't told whose they are. */
  unclear?: string[];
}

const list = phrases('vehicles', [
  'own',
  'other',
  'hits',
  'other-behind',
  'own-behind',
  'looks',
  'fled',
  'own-fled',
  'unseen',
  'fragment',
]);
const OWN = everywhere(list.own);
const OTHER = everywhere(list.other);
const HITS = everywhere(list.hits);
const LOOKS = everywhere(list.looks);

type Whose = 'own' | 'other';

/** So far before a plate it is said whose that is. */
const REACH = 36;
const SENTENCE_END = /[。！!？?；;\n]/u;
const CLAUSE_END = /[，,。！!？?；;\n]/u;
/** What a clause holds beside a plate that says nothing of whose that is: 车牌是. */
const LABEL = /^(?:车?牌照?|号码?|登记|plate|number|registration|licen[cs]e|[\s:：是为的,，、is]){0,8}$/i;

/**
 * The vehicles of an accident: whose each plate and description is, by the words around it (被后面白色皮卡苏EK7712追尾, 我的车苏E8R218),
 * never by the order. A plate that stands alone is the customer's; of two that do, it isn't told.
 */
export const vehicles: ValueReader<Vehicles> = (text) => {
  const said = plainly(text);
  const plates = platesIn(said).filter(({ at }) => !isTakenBack(said, at));
  const looks = heardIn(said, LOOKS).filter(({ at, length }) => !isWithin(plates, at, at + length));
  const told: Vehicles = {};
  const alone: string[] = [];
  let from = 0;
  for (const { value, at, length } of plates) {
    const whose = whoseIs(said, at, at + length, from);
    if (!whose) alone.push(value);
    else if (whose === 'own') told.own = { ...told.own, plate: value };
    else told.other = { ...told.other, plate: value };
    from = at + length;
  }
  const others = [...new Set(alone)].filter((plate) => plate !== told.own?.plate && plate !== told.other?.plate);
  const [only, another] = others;
  if (only && !another && !told.own) told.own = { plate: only };
  else if (only) told.unclear = others;
  for (const { value, at, length } of looks) {
    const whose = whoseIs(said, at, at + length, 0) ?? besidePlate(said, at + length, told) ?? besideAHit(said);
    if (whose && told[whose]?.looks === undefined) told[whose] = { ...told[whose], looks: value };
  }
  if (list.unseen.test(said)) told.other = { ...told.other, unseen: true };
  const part = plates.length === 0 ? list.fragment.exec(said)?.[0] : undefined;
  if (part) told.other = { ...told.other, partOfPlate: part.trim() };
  if (hasFled(said)) told.other = { ...told.other, fled: true };
  return told.own || told.other || told.unclear ? { value: told } : undefined;
};

/** Whether the other one is gone: who drove on themselves says so too. */
const hasFled = (said: string): boolean => list.fled.test(said) && !list['own-fled'].test(said);

const isWithin = (spans: readonly { at: number; length: number }[], at: number, end: number): boolean =>
  spans.some((span) => at < span.at + span.length && span.at < end);

/** Whose it is that stands at this place; undefined where the words around it don't say. */
function whoseIs(said: string, at: number, end: number, from: number): Whose | undefined {
  const reach = said.slice(Math.max(from, at - REACH), at);
  const sentence = lastPart(reach, SENTENCE_END);
  const clause = lastPart(sentence, CLAUSE_END);
  const own = inOrder(clause);
  if (own) return own;
  const behind = said.slice(end, end + REACH).split(CLAUSE_END, 1)[0] ?? '';
  if (list['other-behind'].test(behind)) return 'other';
  if (list['own-behind'].test(behind)) return 'own';
  // 被一辆渣土车刮了，渣土车牌照苏EQ0931.
  if (end > at && heardIn(clause, LOOKS).length > 0 && heardIn(said.slice(0, at), HITS).length > 0) return 'other';
  // 对方是白色轿车，车牌苏EK7712: what a label stands before is of whom the clause before spoke.
  const before = sentence.slice(0, sentence.length - clause.length);
  if (!LABEL.test(clause) || clause.trim() === '') return undefined;
  const last = lastPart(before.replace(/[，,\s]+$/u, ''), CLAUSE_END);
  if (heardIn(last, OWN).length > 0) return 'own';
  return heardIn(last, OTHER).length > 0 && heardIn(last, LOOKS).length > 0 ? 'other' : undefined;
}

const lastPart = (text: string, end: RegExp): string => {
  for (let at = text.length - 1; at >= 0; at--) if (end.test(text[at] ?? '')) return text.slice(at + 1);
  return text;
};

/** Who hits somebody isn't hit: what stands behind is the other's. */
const SPEAKER = /[我俺咱]|\bi\b/i;

/** Of the words before a vehicle the last say whose it is; what hits stands between one's own and the other's. */
function inOrder(words: string): Whose | undefined {
  const cues = [
    ...heardIn(words, OWN).map((cue) => ({ ...cue, whose: 'own' as const })),
    ...heardIn(words, OTHER).map((cue) => ({ ...cue, whose: 'other' as const })),
    ...heardIn(words, HITS).map((cue) => ({ ...cue, whose: 'hits' as const })),
  ].sort((one, other) => one.at + one.length - (other.at + other.length) || one.length - other.length);
  let whose: Whose | undefined;
  for (const cue of cues) {
    if (cue.whose !== 'hits') whose = cue.whose;
    else if (whose === 'own' || SPEAKER.test(words.slice(0, cue.at))) whose = 'other';
  }
  return whose;
}

/** 白色宝马苏E8R218: what stands right before a plate is that one. */
function besidePlate(said: string, end: number, { own, other }: Vehicles): Whose | undefined {
  const [next] = platesIn(said.slice(end, end + 16));
  if (!next || next.at > 4) return undefined;
  if (next.value === own?.plate) return 'own';
  return next.value === other?.plate ? 'other' : undefined;
}

/** Where one hit the other, or drove on, what a vehicle looks like is told of the other. */
const besideAHit = (said: string): Whose | undefined =>
  heardIn(said, HITS).length > 0 || hasFled(said) || list.unseen.test(said) ? 'other' : undefined;

/** What was told of the vehicles with what is told now: a plate that nothing is said of is the one that isn't known yet. */
export function joinVehicles(before: Vehicles, told: Vehicles): Vehicles {
  const own = joined(before.own, told.own, before.other);
  const unclear = (told.unclear ?? []).filter((plate) => plate !== own.mine?.plate && plate !== before.other?.plate);
  const other = { ...before.other, ...told.other, ...own.theirs };
  return {
    ...(own.mine ? { own: own.mine } : {}),
    ...(Object.keys(other).length > 0 ? { other } : {}),
    ...(unclear.length > 0 ? { unclear } : before.unclear ? { unclear: before.unclear } : {}),
  };
}

/** Where the other's plate was given before, the same plate again is no plate of one's own. */
function joined(
  mine: Vehicle | undefined,
  told: Vehicle | undefined,
  theirs: Vehicle | undefined,
): { mine: Vehicle | undefined; theirs?: Vehicle } {
  if (!told) return { mine };
  if (told.plate && told.plate === theirs?.plate) return { mine };
  return { mine: { ...mine, ...told } };
}

/** A plate, or what is known of it, with the last of it put right: 尾号不是231是213; a looks in its place. */
export function vehiclesPutRight(before: Vehicles, one: PutRight): Vehicles | undefined {
  const { own, other, unclear } = before;
  const [mine, theirs] = [own && vehiclePutRight(own, one), other && vehiclePutRight(other, one)];
  const plates = unclear?.map((plate) => platePutRight(plate, one) ?? plate);
  const isUnclearPutRight = JSON.stringify(plates) !== JSON.stringify(unclear);
  if (!mine && !theirs && !isUnclearPutRight) return undefined;
  return {
    ...before,
    ...(mine ? { own: mine } : {}),
    ...(theirs ? { other: { ...other, ...theirs } } : {}),
    ...(plates ? { unclear: plates } : {}),
  };
}

function vehiclePutRight({ plate, partOfPlate, looks }: Vehicle, one: PutRight): Vehicle | undefined {
  const is = {
    plate: plate && platePutRight(plate, one),
    partOfPlate: partOfPlate && (platePutRight(partOfPlate, one) ?? wordsPutRight(partOfPlate, one)),
    looks: looks && wordsPutRight(looks, one),
  };
  if (!is.plate && !is.partOfPlate && !is.looks) return undefined;
  return Object.fromEntries(Object.entries({ plate, partOfPlate, looks, ...defined(is) }).filter(([, value]) => value));
}
const defined = (all: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => Boolean(one[1])));

/** A plate of which what was wrong stood in it; without that, its last letters and digits, where they are named. */
export function platePutRight(plate: string, { not, but, about }: PutRight): string | undefined {
  const [whole] = platesIn(but);
  const is = but.replace(/[\s·.-]/gu, '').toUpperCase();
  const was = not?.replace(/[\s·.-]/gu, '').toUpperCase();
  if (whole) return was !== undefined && plate.includes(was) ? whole.value : undefined;
  if (!/^[A-Z0-9]{1,6}$/.test(is) || is.length >= plate.length) return undefined;
  if (was === undefined) return LAST.test(about) ? plate.slice(0, -is.length) + is : undefined;
  if (was.length !== is.length || !/[A-Z0-9]{2}|^\d$/.test(was)) return undefined;
  const at = plate.lastIndexOf(was);
  return at < 0 || (was.length === 1 && !plate.endsWith(was))
    ? undefined
    : plate.slice(0, at) + is + plate.slice(at + was.length);
}
const LAST = /[尾末]|[后最][几两三四]?[位个]|车牌|plate|last|ends?\b/iu;

/** An answer to which signs of the other's plate were seen: what is told alone is the other's. */
export const otherPlate = (text: string, context: ReadingContext): ReturnType<ValueReader<Vehicles>> => {
  const told = vehicles(text, context);
  const said = plainly(text);
  if (!told || !('value' in told)) {
    const part = /^\s?([\p{Script=Han}]?[A-Z0-9][A-Z0-9*?\s]{0,7})\s?$/iu.exec(said)?.[1];
    return part ? { value: { other: { partOfPlate: part.trim() } } } : undefined;
  }
  const { own, ...rest } = told.value;
  if (!own || OWN.test(said)) return told;
  return { value: { ...rest, other: { ...rest.other, ...own } } };
};
