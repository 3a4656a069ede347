import { simplified } from '../language/simplified.ts';
import { readable } from '../language/window.ts';
import { asksOfCover } from './hurt.ts';
import { phrases } from './phrases/phrases.ts';

/** What somebody may have for whom something can be done until help comes, in the order in which one of several is met. */
export const INJURIES = ['stroke', 'chest', 'smoke', 'burn', 'bleeding', 'pregnant', 'head', 'bone'] as const;
export type Injury = (typeof INJURIES)[number];

/** What people tell after the worst, in the order in which one of several is answered. */
export const AFTERWARDS = ['better', 'taken', 'fire-out', 'help-came', 'safe', 'upset'] as const;
export type Afterwards = (typeof AFTERWARDS)[number];

const list = phrases('first-aid', [
  ...INJURIES,
  'past',
  ...AFTERWARDS,
  'illness',
  'supposed',
  'hardship',
  'what-now',
  'help-called',
  'where',
  'fled',
  'kin-in-trouble',
]);

const plain = (text: string): string => simplified(readable(text));

/**
 * What somebody has, as a message tells it of now; undefined where they are looked after already, where it is over or long
 * ago, and where it is only asked about.
 */
export function injuryNow(text: string): Injury | undefined {
  const said = plain(text);
  const injury = INJURIES.find((one) => list[one].test(said));
  return injury && !list.past.test(said) && !asksOfCover(text) ? injury : undefined;
}

/** What somebody has or had, whenever that was. */
export function injuryEver(text: string): Injury | undefined {
  const said = plain(text);
  return INJURIES.find((one) => list[one].test(said));
}

/** What a message tells after the worst. */
export function afterwards(text: string): Afterwards | undefined {
  const said = plain(text);
  return AFTERWARDS.find((one) => list[one].test(said));
}

/** Whether a message tells that somebody has a grave illness; who only asks about one tells of none. */
export function isIll(text: string): boolean {
  const said = plain(text);
  return list.illness.test(said) && !list.supposed.test(said) && !asksOfCover(text);
}

/** Whether a message tells that somebody of theirs had an accident, and nothing else. */
export const isKinInTrouble = (text: string): boolean => list['kin-in-trouble'].test(plain(text));

/** Whether a message tells how hard life has become. */
export const isHardUp = (text: string): boolean => list.hardship.test(plain(text));

/** What is said beside somebody who is hurt, until help is there: what to do is asked, help is called or asks where they are, who did it runs or is held. */
export const BESIDE = ['fled', 'where', 'what-now', 'help-called'] as const;
export type Beside = (typeof BESIDE)[number];

export function besideIn(text: string): Beside[] {
  const said = plain(text);
  return BESIDE.filter((one) => list[one].test(said));
}
