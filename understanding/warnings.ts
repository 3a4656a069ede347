import { simplified } from '../language/simplified.ts';
import { readable } from '../language/window.ts';
import { type Injury, injuryEver } from './first-aid.ts';
import { asksOfCover, tellsOfHarm } from './hurt.ts';
import { fearsPrison, hitsBack } from './perils.ts';
import type { Peril } from './phrases/perils/perils.ts';
import { phrases } from './phrases/phrases.ts';

/** What may hurt somebody yet and they are warned of, in the order in which it is said. */
export const WARNINGS = [
  'drove-on',
  'law',
  'drink',
  'fight',
  'motorway',
  'engine',
  'water',
  'pipe',
  'ache',
  'wound',
] as const;
export type Warning = (typeof WARNINGS)[number];

const list = phrases('warnings', [
  'drank',
  'will-drive',
  'no-drive',
  'motorway',
  'stands-there',
  'earlier',
  'under-water',
  'starts-engine',
  'pipe-runs',
  'aches-since',
  'looked-after',
  'vehicle',
]);

/** What is told by what was learnt. */
const OF_PERILS: readonly Warning[] = ['drove-on', 'engine', 'water'];

/** Wounds that are still to be seen to a day later. */
const WOUNDS: readonly Injury[] = ['burn'];

/** What is known beside a message's own words. */
export interface Known {
  /** The report in hand tells of water. */
  inWater?: boolean;
  /** What was learnt to be told. */
  peril?: Peril | undefined;
  /** They told before that they drove on after hitting somebody. */
  droveOn?: boolean;
}

/**
 * What a message tells that whoever wrote it is warned of; none where it only asks about cover, or it is over. `before`: what
 * was said right before it, which may tell of the drink, or of the water.
 */
export function warningsIn(text: string, before: string, { inWater, peril, droveOn }: Known = {}): Warning[] {
  const said = simplified(readable(text));
  const both = (one: 'drank' | 'under-water') => list[one].test(said) || list[one].test(simplified(readable(before)));
  const isNow = () => !list.earlier.test(said);
  const isSeenTo = () => list['looked-after'].test(said);
  const isBurnt = () => WOUNDS.includes(injuryEver(said) ?? 'stroke');
  const isFlooded = peril === 'flooded';
  const tells: Record<Warning, () => boolean> = {
    'drove-on': () => peril === 'drove-on',
    law: () => droveOn === true && peril !== 'drove-on' && fearsPrison(text),
    fight: () => hitsBack(text),
    water: () => isFlooded && !list.vehicle.test(said),
    drink: () => list['will-drive'].test(said) && !list['no-drive'].test(said) && both('drank'),
    motorway: () => list.motorway.test(said) && list['stands-there'].test(said) && isNow() && !tellsOfHarm(text),
    engine: () =>
      (isFlooded && list.vehicle.test(said)) ||
      (list['starts-engine'].test(said) && (inWater === true || both('under-water'))),
    pipe: () => list['pipe-runs'].test(said) && isNow(),
    ache: () => list['aches-since'].test(said) && !isSeenTo() && injuryEver(said) === undefined,
    wound: () => isBurnt() && !isNow() && !isSeenTo(),
  };
  // Few messages tell of any: whether one only asks about cover is looked at last.
  const told = WARNINGS.filter((one) => tells[one]());
  // What drove on, and a car that stands in water, was weighed against such a question already.
  return told.some((one) => peril === undefined || !OF_PERILS.includes(one)) && asksOfCover(text) ? [] : told;
}

/** Whether somebody starts an engine, or means to. */
export const startsEngine = (text: string): boolean => list['starts-engine'].test(simplified(readable(text)));

/** Whether a message tells that something was drunk: beer, wine, a few of them. */
export const tellsOfDrink = (text: string): boolean => list.drank.test(simplified(readable(text)));
