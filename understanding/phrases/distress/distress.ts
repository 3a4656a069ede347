import type { Locale } from '../../../language/locale.ts';
import { readable } from '../../../language/window.ts';
import type { Line } from '../../../language/word-lists.ts';
import { groupsOfOneList, type Lines } from '../lines.ts';
import { patternsOf, piecesOf, plainEnglish, plainHan, plainPinyin, readWordList } from '../word-list.ts';

/**
 * What is heard of somebody's life in danger by their own hand.
 * - `wish-to-die`: the customer says that they want to die, in whatever they say it.
 * - `somebody-else`: somebody near them does, or is doing it.
 * - `maybe`: it may be meant, and may be asked for another reason.
 * - `bereaved`: somebody near them has taken their own life.
 * - `loss`: somebody near them has died otherwise.
 * - `witnessed`: a stranger did it, and it is told for what it did to the customer's things.
 */
export type DistressKind = 'wish-to-die' | 'somebody-else' | 'maybe' | 'bereaved' | 'loss' | 'witnessed';

export interface Distress {
  kind: DistressKind;
  /** The language in which it was said; pinyin is Chinese. */
  language: Locale;
  /** Heard by what was learnt, and by no list: `faintly`, surely enough, or `far` beyond the border of what is sure. */
  suspected?: Suspicious;
}

/** How far a message is suspected that the lists heard nothing sure in. */
export type Suspicious = 'faintly' | 'surely' | 'far';

/** What may be said to the question whether one is all right. */
export type Wellbeing = 'well' | 'not-well' | 'evades';

const GROUPS = [
  'idioms',
  'wish-to-die',
  'somebody-else',
  'maybe',
  'bereaved',
  'loss',
  'death',
  'grief',
  'witnessed',
  'topic',
  'not-well',
  'evades',
  'well',
  'wonders',
  'denies',
  'mentions',
  'after-them',
  'safe-now',
  'near',
  'says',
  'height',
  'cues',
] as const;
export type Group = (typeof GROUPS)[number];

/** A file of word lists as it is written. */
export type WordList = { classes?: Record<string, string[]>; others?: string; things?: string } & Partial<
  Record<Group, Line[]>
>;

interface Heard {
  language: Locale;
  plain: (text: string) => string;
  /** A text without any of these says nothing in it. */
  letters: RegExp;
  groups: Record<Group, Lines>;
  /** Where what stands before the words ends like this, they are somebody else's, or a thing's. */
  others: Lines;
  things: Lines;
}

const FILES = {
  'zh-CN': { language: 'zh-CN', plain: plainHan, space: '', letters: /\p{Script=Han}/u },
  pinyin: { language: 'zh-CN', plain: plainPinyin, space: '\\s*', letters: /\p{Script=Latin}/u },
  en: { language: 'en', plain: plainEnglish, space: '\\s+', letters: /\p{Script=Latin}/u },
} as const;
export type File = keyof typeof FILES;

/** Reads a word list from its file. */
export const wordList = (file: File): WordList =>
  readWordList(new URL(`./${file}.yaml`, import.meta.url), GROUPS, ['others', 'things']);

function compile(file: File): Heard {
  const list = wordList(file);
  const { space } = FILES[file];
  const make = groupsOfOneList();
  const of = (lines: readonly Line[] = []) => make(patternsOf(lines, list, space));
  const one = (words: string | undefined) => of(words ? [{ words }] : []);
  const groups = GROUPS.map((group) => [group, of(list[group])]);
  return {
    ...FILES[file],
    groups: Object.fromEntries(groups) as Heard['groups'],
    others: one(list.others),
    things: one(list.things),
  };
}

const LISTS = (Object.keys(FILES) as File[]).map(compile);

/** What was heard last: several ask about the same message, one after another. */
let last: { text: string; heard: Distress | undefined } | undefined;

/** What is heard in a message of somebody's life in danger; what matters most wins. */
export function distressIn(text: string): Distress | undefined {
  if (last?.text !== text) last = { text, heard: hear(text) };
  return last.heard;
}

function hear(text: string): Distress | undefined {
  const read = readable(text);
  const heard = LISTS.filter(({ letters }) => letters.test(read)).flatMap((list) =>
    piecesOf(withoutIdioms(list, read)).flatMap((piece) =>
      kindsIn(list, piece).map((kind) => ({ kind, language: list.language })),
    ),
  );
  return RANK.flatMap((kind) => heard.find((one) => one.kind === kind) ?? [])[0];
}

const RANK: readonly DistressKind[] = ['wish-to-die', 'somebody-else', 'bereaved', 'maybe', 'loss', 'witnessed'];

/** What a stranger did is one thing, what else is said in the same breath another. */
function kindsIn(list: Heard, plain: string): DistressKind[] {
  const rest = list.groups.witnessed.without(plain);
  const kind = kindIn(list, rest);
  return [...(kind ? [kind] : []), ...(rest === plain ? [] : (['witnessed'] as const))];
}

function kindIn(list: Heard, plain: string): DistressKind | undefined {
  const { groups } = list;
  const isSaid = (group: Group) => groups[group].isIn(plain);
  const whose = (group: Group) =>
    groups[group].placesIn(plain).map(({ index }) => whoseIs(list, plain.slice(0, index)));
  const wishes = whose('wish-to-die');
  if (wishes.includes('own')) return 'wish-to-die';
  if (wishes.includes('others') || isSaid('somebody-else')) return 'somebody-else';
  if (isSaid('bereaved')) return 'bereaved';
  if (whose('maybe').some((one) => one !== 'things')) return 'maybe';
  return isSaid('loss') ? 'loss' : undefined;
}

/** Whose wish it is, by what stands right before it. */
function whoseIs({ others, things }: Heard, before: string): 'own' | 'others' | 'things' {
  const near = before.slice(-NEAR);
  if (things.isIn(near)) return 'things';
  return others.isIn(near) ? 'others' : 'own';
}

/** Whose wish it is stands no farther away. */
const NEAR = 24;

const withoutIdioms = ({ plain, groups: { idioms } }: Heard, text: string): string => idioms.without(plain(text));

/** Nobody comes to a death later than this. */
const TOLD_BY = 2_000;

/** Whether a message tells that somebody has died, whoever it was. */
export function tellsOfDeath(text: string): boolean {
  const kind = distressIn(text)?.kind;
  if (kind === 'loss' || kind === 'bereaved') return true;
  if (kind === 'witnessed') return false;
  const read = text.slice(0, TOLD_BY);
  return LISTS.some(
    (list) =>
      list.letters.test(read) && piecesOf(withoutIdioms(list, read)).some((piece) => list.groups.death.isIn(piece)),
  );
}

const isHeard = (group: Group, text: string): boolean =>
  LISTS.some(({ letters, plain, groups }) => letters.test(text) && groups[group].isIn(plain(text)));

/** Whether a death is only named beside what a message tells: without those words it tells of none. */
export function onlyMentionsDeath(text: string): boolean {
  const rest = LISTS.reduce(
    (said, { letters, plain, groups }) => (letters.test(said) ? groups.mentions.without(plain(said)) : said),
    text,
  );
  return isHeard('mentions', text) && !tellsOfDeath(rest);
}

/** Whether who has lost somebody speaks of going after them. */
export const goesAfterThem = (text: string): boolean => isHeard('after-them', text);

/** Whether somebody who was in danger tells that they are out of it; that somebody is with them; that they sit high up. */
export const isSafeNow = (text: string): boolean => isHeard('safe-now', text);
export const isSomebodyNear = (text: string): boolean => isHeard('near', text);
export const isHighUp = (text: string): boolean => isHeard('height', text);

/** Whether a message tells what somebody else says. */
export const tellsWhatTheySay = (text: string): boolean => isHeard('says', text);

/** Whether a message has any word that may speak of a life in danger. */
export const hasCue = (text: string): boolean => isHeard('cues', text);

/** Whether a question speaks of suicide or self-harm, soberly or not: the helpline belongs below its answer. */
export const isAboutSelfHarm = (text: string): boolean =>
  LISTS.some(({ plain, groups }) => groups.topic.isIn(plain(text)));

/** Whether words, said after a death, only say that one is at a loss. */
export const isGrief = (text: string): boolean =>
  LISTS.some(({ letters, plain, groups }) => letters.test(text) && groups.grief.isIn(plain(text)));

/** What somebody says who was asked whether they are all right, or was taken for not being so. */
export const wellbeing = (text: string): Wellbeing | undefined =>
  (['not-well', 'evades', 'well'] as const).find((group) =>
    LISTS.some(({ plain, groups }) => groups[group].isIn(plain(text))),
  );

/** Whether somebody only wonders why they are asked whether they are all right: nothing was meant. */
export const wonders = (text: string): boolean =>
  LISTS.some(({ letters, plain, groups }) => letters.test(text) && groups.wonders.isIn(plain(text)));

/** Whether somebody who was taken for wishing to die denies it outright. */
export const denies = (text: string): boolean => LISTS.some(({ plain, groups }) => groups.denies.isIn(plain(text)));

/** A message without the words that say that one is well, or deny that one wishes to die. */
export const withoutReassurance = (text: string): string =>
  LISTS.reduce((rest, { letters, plain, groups: { well, denies: denied } }) => {
    const said = letters.test(rest) ? plain(rest) : '';
    // What is denied outright goes first: "I have no …" alone would leave what is denied.
    return denied.isIn(said) || well.isIn(said) ? well.without(denied.without(said)) : rest;
  }, text);
