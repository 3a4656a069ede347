import { simplified } from '../../language/simplified.ts';
import { normalize } from '../../language/text.ts';
import { heard, WINDOW } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { isAngry, isOnlyAngry } from '../tone.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { type Region, regionAt, regionIn } from './kit/regions.ts';

/** Where something happened: in the customer's words, and the region where they name one that is known. */
export interface Place extends Region {
  said: string;
  /** What was said below the region. */
  detail?: string;
}

const around = phrases('place', [
  'ending',
  'beside',
  'before',
  'no-place',
  'street',
  'may-be-near',
  'leads-in',
  'there',
  'leads-out',
  'of-a-number',
]);
/** The characters of some patterns are whole ones, and letters of either case are the same or aren't. */
const withFlags = ({ source }: RegExp, flags: string): RegExp => new RegExp(source, flags);

/** A place's name doesn't go over these: another clause would begin. */
const IN_A_NAME = '(?:(?![我你他她们被撞追刮蹭把说去来等修买要想找没不让□])[\\p{Script=Han}A-Z0-9·-])';
const ENDING = around.ending.source;
const AFTER = `(?:${around.beside.source}|[0-9一二三四五六七八九十百]{1,5}号(?:楼|院)?|[0-9A-Z]{1,5}(?:号楼|[栋幢层室户]|单元)|(?<=单元|[栋幢楼层号])[0-9]{2,4}(?![0-9])|第?[0-9]{1,4}(?:公里|米)处?|往?\\p{Script=Han}{2}方向)`;
const NAME = `(?:我家|我们(?:小区|单位|公司|学校))?${IN_A_NAME}{0,24}?${ENDING}${AFTER}{0,4}`;
/** 文三路和学院路路口; 文三路478号华星大厦停车场. */
const GOING_ON = `(?:[和与跟、]${IN_A_NAME}{1,5}?(?:路|街|大道|高架|大桥)(?:路口|交叉口|交汇处|交界处|口)?|${IN_A_NAME}{0,8}?${ENDING}${AFTER}{0,4}){0,3}`;
const FROM_HERE = new RegExp(`${NAME}${GOING_ON}`, 'iuy');
const BEFORE = withFlags(around.before, 'gu');
const NO_PLACE = withFlags(around['no-place'], 'u');

const STREET_TYPE = around.street.source;
const WORD =
  "(?!(?:on|at|in|near|when|while|and|the|was|is|of|by|from|wet|icy|way|same|front|back)\\b)[A-Z0-9][\\w'’-]*";
const AT =
  'on|at|in|near|nearby|outside|along|behind|opposite|off|inside|under|beside|next to|in front of|across from|just (?:before|after|past)|before|past|(?:at |on )?the corner of|(?<!(?:ed|hit|run over|bitten|stolen|taken|done|struck|down) )by(?= (?:the|my|our) )';
/** What a place's name begins to say of somebody or something else: a school bus, the hotel staff. */
const OF_ELSE =
  '(?! (?:bus|bag|door|man|guys?|staff|manager|lady|worker|van|truck|insurance|policy|people|friends?|girl|boy|attendant|owner|teacher|card|account|keys?)\\b)';
const ENGLISH = new RegExp(
  `\\b(?:${AT})\\s((?:the\\s|my\\s|our\\s|his\\s|her\\s|a\\s)?(?:${WORD}\\s){0,4}(?:${STREET_TYPE})\\b${OF_ELSE}(?:\\s(?:of|near|in|at|and|on|by|opposite)\\s(?:the\\s)?(?:${WORD}\\s){0,2}(?:${STREET_TYPE}|${WORD})\\b)?)`,
  'i',
);
/** What goes on with another place's name is part of it, and nothing else: in the kitchen and it, at the park on Sunday. */
const GOES_ON = / (?:of|near|in|at|and|on|by|opposite) (?:the )?[^ ]+(?: [^ ]+){0,2}$/;
const DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/i;
const ANOTHER = new RegExp(`\\b(?:${STREET_TYPE})$|(?:^|\\s)\\p{Lu}[\\w'’-]*$`, 'u');
function englishIn(said: string): string | undefined {
  const name = ENGLISH.exec(said)?.[1];
  const more = name && GOES_ON.exec(name)?.[0];
  return more && (!ANOTHER.test(more) || DAY.test(more)) ? name.slice(0, -more.length) : name;
}
/** 12 Wukang Road, Shanghai. */
const NUMBERED =
  /(?:\b(?:Room|Flat|Apartment|Apt\.?|Unit|Building|Block|Floor) [\w-]{1,6}, ){0,3}\b(?:No\. ?)?\d{1,5}[A-Za-z]? (?:[A-Z][\w'’-]* ){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Highway|Drive)\b(?:,? [A-Z][\w'’-]+){0,2}/;
/** Flat 12B, Willow Court; building 4, 1103; 88 Lakeside Drive, flat 3. */
const FLAT =
  /\b(?:flat|apartment|apt\.?|room|unit|house|block|building|tower|no\.?) (?=\w{0,4}\d)\w{1,5}\b,? (?:in |of |at )?(?:the )?(?:[A-Z][\w'’-]+ ){0,3}(?:Court|Gardens?|Mansions?|Villas?|Residences?|Apartments?|Plaza|Tower|House|Estate|Square|Road|Rd|Street|Lane|Avenue|Close|Terrace|Park|Heights|Village)\b/i;
const ESTATE =
  /\b(?:[A-Z][\w'’-]+ ){1,3}(?:Court|Gardens?|Mansions?|Villas?|Residences?|Apartments?|Plaza|Tower|Estate|Heights|Village),? (?:building|block|tower|flat|unit|no\.?|house) ?\w{0,4}\d\w{0,3}(?:,? (?:flat |unit |room |no\.? ?)?\d{2,5}[A-Za-z]?\b)?/;
const flatIn = (said: string): string | undefined => FLAT.exec(said)?.[0] ?? ESTATE.exec(said)?.[0];
/** Near what has a name. */
const NAMED =
  /\b(?:near|outside|opposite|behind|beside|next to) ((?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}(?: in [A-Z][\w'’-]+)?)/;
/** The address is Binjiang Avenue 88, building 3; my flat is 12-3-501 Shili Garden. */
const LABELLED =
  /\b(?:address|location|flat|apartment|house|shop|place) ?(?:is|:|'s) ?(?:at |in |on )?((?=[^.;!?]{0,60}\d)[A-Z0-9][^.;!?\n]{3,79})/i;
/** Nobody's place is described in more. */
const LONGEST_PLACE = 120;

/** A place that stands in a message: what follows 在 or "at" and ends like a place, or begins with a region. */
export const findPlace: ValueReader<Place> = (text, context) => {
  const said = withoutIdentifiers(heard(text, around['may-be-near']), context);
  const name =
    chineseIn(said) ??
    flatIn(said) ??
    englishIn(said) ??
    LABELLED.exec(said)?.[1] ??
    NUMBERED.exec(said)?.[0] ??
    NAMED.exec(said)?.[1];
  return name ? { value: placeOf(name.replace(ON, '')) } : undefined;
};

const LEADS_OUT = new RegExp(`(?:${around.there.source}|${around['leads-out'].source})?[。.!！\\s]{0,3}$`, 'u');
/** What somebody says before a number, and no place. */
const A_NUMBER = withFlags(around['of-a-number'], 'giu');

/** An answer to "where": kept as it was said. */
export const place: ValueReader<Place> = (text, context) => {
  const words = normalize(text.slice(0, LONGEST_PLACE * 4));
  // Nothing but a policy number, a phone or a plate is where nothing happened.
  const isShort = words.length <= WINDOW;
  if (isShort && !/[\p{L}\p{N}]/u.test(withoutIdentifiers(words, context).replace(A_NUMBER, ''))) return undefined;
  const said = words.replace(around['leads-in'], '').replace(LEADS_OUT, '');
  if (said.length > LONGEST_PLACE) return { ask: 'too-long' };
  const found: Reading<Place> = /[，,。]/u.test(said) ? findPlace(text, context) : undefined;
  if (found) return found;
  const isCurse = isOnlyAngry(said) && /[你您]|\byou/i.test(said);
  if (said.length < 2 || isCurse || (isRemark(said) && said === words && !looksLikePlace(said))) return undefined;
  return { value: placeOf(said) };
};

/** Names a region, or ends like a place. */
export const looksLikePlace = (said: string): boolean =>
  LIKE_A_PLACE.test(simplified(said)) || regionIn(simplified(said)) !== undefined || ENGLISH.test(said);
const LIKE_A_PLACE = new RegExp(
  `${ENDING}${AFTER}{0,4}$|[0-9一二三四五六七八九十](?:号|幢|栋|楼|公里|km)|\\b${STREET_TYPE}$`,
  'iu',
);

/** What people say while they are asked for a place, to the desk or to nobody: it would be read back as the place. */
const isRemark = (said: string): boolean => isAngry(said) || REMARK.test(simplified(said));
const REMARK = withFlags(phrases('remark', ['remark']).remark, 'iu');

/** 「在文一路上」 is on the road; its name is 文一路. */
const ON = /(?<=[路街道])上$/u;

/** Chinese is read in simplified characters and kept as it was written. */
function chineseIn(said: string): string | undefined {
  const plain = simplified(said);
  const written = (at: number, end: number) => (plain.length === said.length ? said : plain).slice(at, end);
  for (const { 0: before, index } of plain.matchAll(BEFORE)) {
    const at = index + before.length;
    const region = regionAt(plain, at);
    const end =
      endOfName(plain, region?.end ?? at) ??
      region?.end ??
      (/[喺系]/u.test(before) ? endOfSpoken(plain, at) : undefined);
    if (end !== undefined && !NO_PLACE.test(plain.slice(at, end))) return written(at, end);
  }
  const region = /\p{Script=Han}/u.test(plain) ? regionIn(plain) : undefined;
  return region && written(region.at, endOfName(plain, region.end) ?? region.end);
}

function endOfName(text: string, at: number): number | undefined {
  FROM_HERE.lastIndex = at;
  return FROM_HERE.test(text) ? FROM_HERE.lastIndex : undefined;
}

/** In Cantonese 喺 says of nothing but a place that it is one: 喺旺角俾人撞. */
const SPOKEN = new RegExp(
  `(?![度呢嗰边架部])(?:(?![住做返翻等紧])${IN_A_NAME}){2,8}?(?=[俾畀比被撞追刮跌炒，,。.！!\\s]|$)`,
  'uy',
);
function endOfSpoken(text: string, at: number): number | undefined {
  SPOKEN.lastIndex = at;
  return SPOKEN.test(text) ? SPOKEN.lastIndex : undefined;
}

function placeOf(said: string): Place {
  const found = regionIn(simplified(said));
  if (!found) return { said };
  const detail = said.slice(found.end).replace(/^的/u, '');
  return { said, ...found.region, ...(found.at === 0 && detail ? { detail } : {}) };
}
