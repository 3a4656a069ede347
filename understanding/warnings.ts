import { simplified } from '../language/simplified.ts';
import { readable } from '../language/window.ts';
import { type Injury, injuryEver } from './first-aid.ts';
import { asksOfCover, tellsOfHarm } from './hurt.ts';
import { phrases } from './phrases/phrases.ts';

/** What may hurt somebody yet and they are warned of, in the order in which it is said. */
export const WARNINGS = ['drink', 'motorway', 'engine', 'pipe', 'ache', 'wound'] as const;
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
]);

/** Wounds that are still to be seen to a day later. */
const WOUNDS: readonly Injury[] = ['burn'];

/**
 * What a message tells that whoever wrote it is warned of; none where it only asks about cover, or it is over. `before`: what
 * was said right before it, which may tell of the drink, or of the water; `inWater`: the report in hand does.
 */
export function warningsIn(text: string, before: string, inWater = false): Warning[] {
  const said = simplified(readable(text));
  const both = (one: 'drank' | 'under-water') => list[one].test(said) || list[one].test(simplified(readable(before)));
  const isNow = () => !list.earlier.test(said);
  const isSeenTo = () => list['looked-after'].test(said);
  const isBurnt = () => WOUNDS.includes(injuryEver(said) ?? 'stroke');
  const tells: Record<Warning, () => boolean> = {
    drink: () => list['will-drive'].test(said) && !list['no-drive'].test(said) && both('drank'),
    motorway: () => list.motorway.test(said) && list['stands-there'].test(said) && isNow() && !tellsOfHarm(text),
    engine: () => list['starts-engine'].test(said) && (inWater || both('under-water')),
    pipe: () => list['pipe-runs'].test(said) && isNow(),
    ache: () => list['aches-since'].test(said) && !isSeenTo() && injuryEver(said) === undefined,
    wound: () => isBurnt() && !isNow() && !isSeenTo(),
  };
  // Few messages tell of any: whether one only asks about cover is looked at last.
  const told = WARNINGS.filter((one) => tells[one]());
  return told.length > 0 && asksOfCover(text) ? [] : told;
}

/** Whether a message tells that something was drunk: beer, wine, a few of them. */
export const tellsOfDrink = (text: string): boolean => list.drank.test(simplified(readable(text)));
