import { simplified } from '../language/simplified.ts';
import { readable } from '../language/window.ts';
import { asksOfCover } from './hurt.ts';
import type { Peril } from './phrases/perils/perils.ts';
import { phrases } from './phrases/phrases.ts';

const list = phrases('perils', [
  'smokes',
  'lies',
  'went-on',
  'hit-us',
  'swindled',
  'in-water',
  'seen-to',
  'fears-prison',
  'hits-back',
  'moved',
  'not-moved',
  'theirs',
  'presses',
  'believes',
  'broke-off',
  'ashamed',
]);

const plain = (text: string): string => simplified(readable(text));

/**
 * From where on a peril is heard by what was learnt of it, where its words stand in the message: measured on what strangers
 * and others said (tests/understanding/perils.test.ts).
 */
const FROM: Record<Peril, { words: keyof typeof list; from: number; evenEarlier: boolean }> = {
  'vehicle-fire': { words: 'smokes', from: -0.2, evenEarlier: false },
  'person-down': { words: 'lies', from: -0.1, evenEarlier: false },
  'drove-on': { words: 'went-on', from: -0.25, evenEarlier: true },
  swindle: { words: 'swindled', from: -0.22, evenEarlier: true },
  flooded: { words: 'in-water', from: -0.25, evenEarlier: true },
};

/** So sure it has to be where cover is asked about in the same breath; whether a refund is genuine is asked of any swindle. */
const SURE = 0.2;

/** Whether a peril is told, that what was learnt holds to be the likeliest one, so far on its side of the border. */
export function isPeril(text: string, peril: Peril, score: number): boolean {
  const { words, from, evenEarlier } = FROM[peril];
  if (score <= from) return false;
  const said = plain(text);
  if (!list[words].test(said) || (!evenEarlier && list['seen-to'].test(said))) return false;
  if (peril === 'drove-on' && list['hit-us'].test(said)) return false;
  return score > (peril === 'swindle' ? 0 : SURE) || !asksOfCover(text);
}

/** Whether who drove on after hitting somebody asks what becomes of them. */
export const fearsPrison = (text: string): boolean => list['fears-prison'].test(plain(text));

/** Whether somebody means to strike back. */
export const hitsBack = (text: string): boolean => list['hits-back'].test(plain(text));

/** What is told amid a swindle that they were warned of already, in the order in which one of several is met. */
export const AMID_A_SWINDLE = ['theirs', 'moved', 'presses', 'believes', 'broke-off'] as const;
export type AmidASwindle = (typeof AMID_A_SWINDLE)[number];

/** What a message tells of a swindle under way; undefined where it is of anything else. */
export function amidASwindle(text: string): AmidASwindle | undefined {
  const said = plain(text);
  return AMID_A_SWINDLE.find((one) => list[one].test(said) && !(one === 'moved' && list['not-moved'].test(said)));
}

/** Whether who was swindled blames themselves for it. */
export const blamesThemselves = (text: string): boolean => list.ashamed.test(plain(text));
