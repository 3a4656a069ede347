import { simplifiedInPlace } from '../../language/simplified.ts';
import { normalize } from '../../language/text.ts';
import { cut } from '../clauses/cut.ts';
import { notBut } from '../not-but.ts';
import { phrases } from '../phrases/phrases.ts';

/** One thing that a message puts right, in its words. */
export interface PutRight {
  /** What was wrong, where that is said. */
  not?: string;
  /** What is right; empty where something is only taken out. */
  but: string;
  /** What stands before, which may say of what it is: 后车尾号, "the amount". */
  about: string;
}

const words = phrases('put-right', ['is-not', 'is', 'mark', 'strike', 'becomes', 'total']);

/** What is longer tells a story, and its beginning is read. */
const MOST = 2_000;
/** 不对，是 1,680: a space beside Chinese parts what belongs together. */
const APART = /(?<=[是为成叫姓到系]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=不对|不是|错了|写错|打错|有误)/giu;
/** Nobody puts more right in one message, and what is longer tells a story. */
const MOST_CLAUSES = 24;
/** What is right is said in no more. */
const LONGEST = 60;
/** What is right stands so many clauses behind what is wrong: 不是文一路 我看了下导航 是文二西路. */
const REACH = 2;
/** Words that say of what something is are no more than this. */
const LONGEST_ABOUT = 24;

/** What a message puts right of what was told before, each by itself, and what else it says. */
export interface PuttingRight {
  all: readonly PutRight[];
  /** Its other clauses. */
  rest: string;
}

/** Reads what a message puts right; nothing where it puts nothing right. */
export function putRightIn(text: string): PuttingRight {
  const said = simplifiedInPlace(normalize(text.slice(0, MOST))).replace(APART, '');
  if (!ANY.test(said)) return { all: [], rest: text };
  const clauses = cut(said)
    .slice(0, MOST_CLAUSES)
    .map(({ at, end }) => said.slice(at, end));
  const found: PutRight[] = [];
  // What is said of something that was taken up already puts nothing else right.
  const taken = new Set<number>();
  for (const at of clauses.keys()) {
    if (taken.has(at)) continue;
    const one =
      struck(clauses, at, taken) ?? isNot(clauses, at, taken) ?? becomes(clauses, at) ?? marked(clauses, at, taken);
    if (!one || (one.but === '' && one.not === undefined) || one.but.length > LONGEST) continue;
    found.push(one);
    taken.add(at);
  }
  const all = found.length === 0 && isLatin(said) ? whole(said) : found;
  if (all.length === 0) return { all, rest: text };
  if (found.length === 0) return { all, rest: '' };
  const rest = clauses.filter((one, at) => !taken.has(at) && !one.split(' ').every((word) => words.mark.test(word)));
  return { all, rest: rest.join('，') };
}

const ANY = new RegExp(
  Object.values(words)
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** "Not the 4th, the 5th": over a comma. */
function whole(said: string): PutRight[] {
  const one = notBut(said);
  return one && !IS_RIGHT.test(one.not) && !isOnlyLead(one.but) ? [{ ...one, about: '' }] : [];
}

/** 后车尾号也不是231 是213; 是四号 不是三号; "left door, not right". */
function isNot(clauses: readonly string[], at: number, taken: Set<number>): PutRight | undefined {
  const clause = clauses[at] ?? '';
  const lead = words['is-not'].exec(clause);
  if (!lead) return undefined;
  const before = clause.slice(0, lead.index).trim();
  const behind = clause.slice(lead.index + lead[0].length).trim();
  // "That's not right" says only that it isn't.
  if (IS_RIGHT.test(behind) && (isOnlyLead(before) || IS.test(lead[0]))) return undefined;
  // "Not by me": nothing of what was told is wrong.
  if (SOMEBODY.test(behind)) return undefined;
  // 不是三号是四号, in one clause.
  const within = WITHIN.exec(behind);
  if (within?.[1] && within[2]) return { not: bare(within[1]), but: right(within[2]), about: about(before) };
  if (isLatin(clause) && before !== '' && !isOnlyLead(before)) return { not: bare(behind), ...named(before) };
  // 最后是79不是78.
  const own = IS_BEFORE.exec(before);
  if (own?.[2]) return { not: bare(behind), but: right(own[2]), about: about(own[1] ?? '') };
  for (let next = at + 1; next <= at + REACH && next < clauses.length; next++) {
    const said = clauses[next] ?? '';
    const is = words.is.exec(said);
    if (!is || taken.has(next)) continue;
    taken.add(next);
    return { not: bare(behind), but: right(said.slice(is[0].length)), about: about(before) };
  }
  const previous = taken.has(at - 1) ? undefined : clauses[at - 1];
  const is = previous === undefined ? undefined : words.is.exec(previous);
  if (previous !== undefined && is) {
    taken.add(at - 1);
    return { not: bare(behind), but: right(previous.slice(is[0].length)), about: about(before) };
  }
  // "5 am, not 6." "My bad, not Saturday": what only says that something is wrong is not what is right.
  const isBehind =
    isLatin(clause) &&
    before === '' &&
    previous !== undefined &&
    previous.length <= LONGEST_ABOUT &&
    !words.mark.test(previous) &&
    (!/\d/.test(behind) || /\d/.test(previous));
  if (isBehind && !isOnlyLead(previous)) {
    taken.add(at - 1);
    return { not: bare(behind), ...named(previous.replace(LEADS_ON, '')) };
  }
  // 八点不是九点.
  if (before !== '' && isAlike(behind, before)) return { not: bare(behind), but: right(before), about: '' };
  // 不是昨天 前天; 前天 不是昨天.
  const beside = [at + 1, at - 1, at + REACH].find((one) => !taken.has(one) && isAlike(behind, clauses[one]));
  if (beside === undefined) return undefined;
  taken.add(beside);
  // 姓名是张建军 不是张建国: what stands before it says of what.
  const whose = IS_BEFORE.exec(clauses[beside] ?? '');
  if (whose?.[2]) return { not: bare(behind), but: right(whose[2]), about: about(whose[1] ?? '') };
  return { not: bare(behind), but: right(clauses[beside] ?? ''), about: about(before) };
}

/** Whether a clause may say what is right in the place of what was wrong: both are numbers, or they have something in common. */
function isAlike(wrong: string, said: string | undefined): boolean {
  if (said === undefined || said.length > LONGEST_ABOUT || words.mark.test(said) || words['is-not'].test(said))
    return false;
  if (/\d/.test(wrong)) return /\d/.test(said);
  // 不是八千 … 一万二: both are figures.
  if (FIGURE.test(bare(wrong))) return FIGURE.test(bare(said));
  if (isLatin(wrong)) return isLatin(said) && said.split(' ').length <= 4 && mayStandFor(said);
  return [...bare(wrong)].some((one) => said.includes(one));
}

const SOMEBODY = /^(?:me|him|her|us|them|you|mine|yours|this|that|to|in|on|there|here|then)$/i;
/** "Nobody wrote" stands in the place of nothing: it is a sentence of its own. */
const mayStandFor = (said: string): boolean => !/^(?:no|nobody|nothing|none|never|i|we|you)\b/i.test(said);

/**
 * Whether what is right may stand in the place of what was wrong, whatever was told: both are figures, days, names, or have
 * a word in common. "The words of the contract, not a promise" puts nothing right.
 */
export function isSameSort({ not, but }: PutRight): boolean {
  if (not === undefined || not === '' || but === '') return false;
  if (!isLatin(not) || !isLatin(but)) return true;
  const sorts = [/\d/, DAY, /\b[A-Z][a-z]/];
  if (sorts.some((sort) => sort.test(not) && sort.test(but))) return true;
  const said = but.toLowerCase().split(/[^a-z]+/);
  return not
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => word.length > 2 && word !== 'the' && said.includes(word));
}
const DAY =
  /\b(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|today|yesterday|tomorrow|morning|noon|afternoon|evening|night|left|right|front|rear|back)\b/i;

const FIGURE = /^[约大概]{0,2}[零〇一二两三四五六七八九十百千万]{2,8}[多来几块元]{0,2}$/u;

/** "My plate ends in 42": what is right, and of what. */
function named(said: string): Pick<PutRight, 'but' | 'about'> {
  const is = NAMES.exec(said);
  return is ? { but: right(said.slice(is[0].length)), about: about(is[0]) } : { but: right(said), about: '' };
}
const NAMES = /^.{0,40}?(?:'s|\b(?:is|was|ends? (?:in|with)|should be|reads?))\s(?:on |at |in )?/i;
const IS_BEFORE = /^(.{0,12}?)(?:应该)?(?:[就还]?是|系)(?:在|喺)?([^不].{0,40})$/u;
const IS_RIGHT = /^(?:right|correct|true)\b/i;
const IS = /\b(?:is|was|are|were)|n'?t|'s/i;
const WITHIN = /^(.{1,40}?)[\s,，]{0,2}(?:而是|应该是|应是|是|系|,? ?but )(?:在|喺)?(.{1,40})$/iu;

/** 等等 不对 是23栋; 工号我看错了 是8027; "typo. 122041"; "the amount is wrong, it was 1,680". */
function marked(clauses: readonly string[], at: number, taken: Set<number>): PutRight | undefined {
  const clause = clauses[at] ?? '';
  const mark = words.mark.exec(clause);
  if (!mark) return undefined;
  const own = clause.slice(0, mark.index).trim();
  const previous = clauses[at - 1] ?? '';
  const named =
    own !== '' && !isOnlyLead(own) ? own : previous.length <= LONGEST_ABOUT && !taken.has(at - 1) ? previous : '';
  const behind = rightOf(clause.slice(mark.index + mark[0].length));
  // 说岔了 不是昨儿 是前天: what it isn't says it.
  if (words['is-not'].test(behind) || words['is-not'].test(clauses[at + 1] ?? '')) return undefined;
  if (words['is-not'].exec(clauses[at + 2] ?? '')?.index === 0) return undefined;
  if (behind !== '' && !words.mark.test(behind)) return { but: behind, about: about(named) };
  const following = clauses.slice(at + 1, at + 1 + REACH + 1);
  const is = following.findIndex(
    (one, index) => !taken.has(at + 1 + index) && words.is.test(one) && !words['is-not'].test(one),
  );
  const total = following.findIndex((one) => words.total.test(one));
  // What is right comes next; where that begins so only later, it is that, and of several amounts their total.
  const next =
    total >= 0
      ? total
      : is >= 0
        ? is
        : following.findIndex((one) => !words.mark.test(one) && !words['is-not'].test(one));
  const said = following[next];
  if (next < 0 || said === undefined || (is < 0 && total < 0 && next > 0)) return undefined;
  taken.add(at + 1 + next);
  return { but: rightOf(said), about: about(named) };
}

/** "Strike the eleven square metres. Write 9." */
function struck(clauses: readonly string[], at: number, taken: Set<number>): PutRight | undefined {
  const clause = clauses[at] ?? '';
  const lead = words.strike.exec(clause);
  const not = lead ? bare(clause.slice(lead[0].length)) : '';
  if (!lead || not === '' || STANDS_ALONE.test(not)) return undefined;
  const next = clauses.findIndex((one, index) => index > at && index <= at + REACH + 1 && words.is.test(one));
  if (next < 0) return { not, but: '', about: '' };
  taken.add(next);
  return { not, but: rightOf(clauses[next] ?? ''), about: '' };
}
/** "Strike that", and what comes after it is right. */
const STANDS_ALONE = /^(?:that|it|this|这个|那个|刚才的?)$/iu;

/** 周一不行 改周二吧; 电话改成138…. */
function becomes(clauses: readonly string[], at: number): PutRight | undefined {
  const clause = clauses[at] ?? '';
  const found = words.becomes.exec(clause);
  if (!found) return undefined;
  return {
    but: right(clause.slice(found.index + found[0].length)),
    about: about(clause.slice(0, found.index) || (clauses[at - 1] ?? '')),
  };
}

/** What is right, without the words that lead to it. */
function rightOf(said: string): string {
  const lean = said.replace(EDGES, '');
  const is = words.is.exec(lean);
  return right(is ? lean.slice(is[0].length) : lean);
}

const right = (said: string): string => said.replace(LEAD, '').replace(EDGES, '').replace(TRAIL, '').trim();
const LEADS_ON = /^(?:oh,? |and |also |so |well,? )+/i;
const EDGES = /^[\s,，.。:：;；!！-]+|[\s,，.。;；!！?？]+$/gu;
const TRAIL = /(?:[啊呀哈哦嘛呢吧啦]|,? ?\b(?:sorry|instead|please|actually|thanks|mate))+$/iu;
const LEAD = /^(?:(?:oh|and|no|so|well|ah|er|sorry|wait|actually|哦|噢|嗯|呃|那)[\s,，]+){1,4}/iu;
const bare = (said: string): string => right(said).replace(/的$/u, '');

/** Words that only lead to what is right: 哦, 我, "oh and". */
const isOnlyLead = (said: string): boolean => ONLY_LEAD.test(said);
const ONLY_LEAD =
  /^(?:[\s,，]|等等|等下|哦|噢|嗯|呃|啊|哎呀?|那个?|刚才|刚刚|我们?|又|老是|都|是|oh|and|no|so|sorry|wait|but|well|i|we|they|you|it|that|this|ok|ah|er|was|is|am|are|were|'s|'m|'re)*$/iu;

/** What is named before, of which it is: the last words of it. */
const about = (said: string): string => said.slice(-LONGEST_ABOUT);

const isLatin = (said: string): boolean => !/\p{Script=Han}/u.test(said);
