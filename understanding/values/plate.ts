import { matchesOf } from '../../language/matches.ts';
import type { Span } from '../../language/spans.ts';
import { heardPlainly } from '../../language/window.ts';
import type { ValueReader } from './kit/reading.ts';
import { theOne } from './kit/single-value.ts';

/** The provinces' characters as GA 36-2018 uses them. */
export const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** I and O are on no plate: they would be read as 1 and 0. */
const LETTER = 'A-HJ-NP-Z';
const GAP = '[·・•.\\s-]{0,2}';
const spaced = (place: string, times: number) => Array(times).fill(place).join('[\\s-]?');

/** GA 36-2018, by what stands on the plate. The first that fits wins, so the longer stand first. */
const KINDS = [
  // New energy, small: D A B C E (electric) or F G H J K (hybrid), a letter or digit, four digits.
  `[${PLATE_PROVINCES}]\\s?[${LETTER}]${GAP}[A-HJK][\\s-]?[${LETTER}0-9][\\s-]?${spaced('\\d', 4)}(?![A-Z0-9])`,
  // New energy, large: five digits and the letter.
  `[${PLATE_PROVINCES}]\\s?[${LETTER}]${GAP}${spaced('\\d', 5)}[\\s-]?[A-HJK](?![A-Z0-9])`,
  // Hong Kong and Macau cars on the mainland: 粤Z, four places, 港 or 澳.
  `粤\\s?Z${GAP}${spaced(`[${LETTER}0-9]`, 4)}\\s?[港澳]`,
  // Trailers, driving schools, police, consulates: four places and what it is.
  `[${PLATE_PROVINCES}]\\s?[${LETTER}]${GAP}${spaced(`[${LETTER}0-9]`, 4)}\\s?[挂学警领]`,
  // Embassies: 使 and six digits.
  `使${GAP}${spaced('\\d', 6)}(?![A-Z0-9])`,
  // Armed police, since 2013: WJ, the province or its number, five places.
  `(?<![A-Z0-9])WJ${GAP}(?:[${PLATE_PROVINCES}]|\\d{2})?${GAP}\\d[\\s-]?${spaced('\\d', 3)}[\\s-]?[A-Z0-9](?![A-Z0-9])`,
  // Everybody else: five places, a digit among them.
  `[${PLATE_PROVINCES}]\\s?[${LETTER}]${GAP}(?=[A-Z\\s-]{0,8}\\d)${spaced(`[${LETTER}0-9]`, 5)}(?![A-Z0-9])`,
];
const PLATE = new RegExp(KINDS.map((kind) => `(?:${kind})`).join('|'), 'giu');
/** The forces' own plates have two letters and five digits like many a number, so the words have to say what they are. */
const MILITARY = /(?:军牌|军车|部队的?车)[^A-Z0-9]{0,6}([A-Z]{2})[·・\s-]?(\d{5})(?![A-Z0-9])/iu;

const WITH_I_OR_O = new RegExp(
  `[${PLATE_PROVINCES}]\\s?[A-Z]${GAP}(?=[A-Z0-9]{0,5}[IO])[A-Z0-9]{5,6}(?![A-Z0-9])`,
  'iu',
);
const WITHOUT_PROVINCE = new RegExp(
  `^(?:车牌号?(?:码)?(?:是|为|:)?|plate(?: number)?(?: is|:)?|my (?:car|plate)(?: is|:)?)?\\s*[${LETTER}]${GAP}(?=[A-Z]{0,5}\\d)[${LETTER}0-9]{5,6}[.。]?$`,
  'iu',
);
const LIKE_ONE = new RegExp(`[${PLATE_PROVINCES}]\\s?[A-Z]${GAP}[A-Z0-9*?]{2,8}`, 'iu');
const RELEVANT = new RegExp(`[${PLATE_PROVINCES}滬粵蘇贛魯遼雲貴陝寧閩晉瓊]\\s?[A-Z]|使\\s?\\d|WJ|军|軍`, 'iu');

/** A number plate of mainland China, in capitals and without separators. */
export const plate: ValueReader<string> = (text) => {
  const said = heardPlainly(text, RELEVANT);
  const found = platesIn(said);
  if (found.length > 0) return theOne(said, found, 'which-plate');
  if (WITH_I_OR_O.test(said)) return { ask: 'plate-letters' };
  if (WITHOUT_PROVINCE.test(said)) return { ask: 'plate-province' };
  return LIKE_ONE.test(said) ? { ask: 'not-a-plate' } : undefined;
};

/** Where number plates stand in a text. */
export function platesIn(text: string): Span<string>[] {
  const found = matchesOf(text, PLATE).map(({ 0: plate, index }) => ({
    value: plate.replace(/[·・•.\s-]/g, '').toUpperCase(),
    at: index,
    length: plate.length,
  }));
  const military = MILITARY.exec(text);
  if (!military) return found;
  const [words, letters = '', digits = ''] = military;
  return [...found, { value: `${letters}${digits}`.toUpperCase(), at: military.index, length: words.length }];
}
