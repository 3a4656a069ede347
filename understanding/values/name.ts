import { simplifiedInPlace } from '../../language/simplified.ts';
import { heard } from '../../language/window.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { ReadingContext, ValueReader } from './kit/reading.ts';
import { inFigures } from './kit/spoken-digits.ts';
import { hanNameAt, NAME_WORDS } from './people/han-names.ts';
import { introducedName } from './people/introduced.ts';
import { latinNameAt } from './people/latin-names.ts';
import { MOST, whoIn } from './people/who.ts';

const SURNAME = NAME_WORDS.surname.source;
/** 张先生, 叫我小王, "Mr Smith", "call me Tom": less than a full name. */
const IN_PART = new RegExp(
  `(?:姓|叫我)[小老]?(?:${SURNAME})(?!\\p{Script=Han})|^(?:我是|叫)?[小老]?(?:${SURNAME})(?:${NAME_WORDS.title.source})|叫我[小老]\\p{Script=Han}|^(?:${NAME_WORDS['title-before'].source})\\.?\\s[a-z'’-]+\\.?$|\\b(?:call me(?! back| later| when| now| tomorrow| today| then| soon| asap| please| first| again| on | at )|i'?m|name is)\\s[A-Z][a-z'’-]+$`,
  'iu',
);
/** What an answer may begin with. */
const LEAD = /^(?:嗯|哦|是的?|就是|叫做?|名字叫|全名|[\s,，、:])*/u;
const TRAIL = /[\s。.!！,，啊呀吧哈的]*$/u;
const DIGITS = /^[\d\s]+$/;

/** Somebody's full name, as it was written. A surname alone (张先生) is asked to be completed. */
export const personName: ValueReader<string> = (text, context) => {
  const found = findName(text, context);
  if (found) return found;
  const said = heard(text, NAME_WORDS['may-be-near'], MOST);
  const { people } = whoIn(said, context);
  const names = people.flatMap(({ name }) => name ?? []);
  const alone = names.length > 0 ? undefined : (nameAlone(said) ?? inAnyCase(said) ?? smallBeside(said, context));
  const [name, another] = alone ? [alone] : names;
  if (name && !another) return { value: name };
  if (people.some(({ called, roles }) => called && roles.includes('speaker')) || IN_PART.test(simplifiedInPlace(said)))
    return { ask: 'full-name' };
  return DIGITS.test(said) ? { ask: 'not-a-name' } : undefined;
};

/** What somebody wants to be called: their name, or as much of it as they say. */
export const calledBy: ValueReader<string> = (text, context) => {
  const found = findName(text, context) ?? personName(text, context);
  if (found && 'value' in found) return found;
  // A number and a name, and nothing else.
  const rest = nameAlone(
    withoutIdentifiers(text.slice(0, MOST), context)
      .replace(/[□,，、;；\s]+/gu, ' ')
      .trim(),
  );
  if (rest && /\d{5}/.test(text)) return { value: rest };
  const [part] = IN_PART.exec(simplifiedInPlace(heard(text, NAME_WORDS['may-be-near'], MOST))) ?? [];
  return part ? { value: part.replace(CALLS_ME, '').trim() } : undefined;
};

/** What stands before what one is called. */
const CALLS_ME = /^(?:我是|叫我|叫|我|call me|i'?m|name is)\s*/iu;

/** The customer's own full name in any message: after 我叫, 姓名, "my name is", or alone among numbers. */
export const findName: ValueReader<string> = (text, context) => {
  const said = heard(text, NAME_WORDS['may-be-near'], MOST);
  const { people } = whoIn(said, context);
  const own = people.find(({ roles }) => roles.includes('speaker'))?.name;
  if (own) return { value: own };
  const introduced = introducedName(said);
  if (introduced && !NO_PERSON.test(introduced) && !people.some(({ name }) => name === introduced))
    return { value: introduced };
  const among = people.length === 0 ? nameAmongNumbers(said, context) : undefined;
  return among ? { value: among } : undefined;
};

/** The name that a text consists of. */
function nameAlone(said: string): string | undefined {
  const plain = simplifiedInPlace(said);
  const at = LEAD.exec(plain)?.[0].length ?? 0;
  const end = plain.length - (TRAIL.exec(plain)?.[0].length ?? 0);
  const han = hanNameAt(plain.slice(0, end), at, 'alone');
  if (han && at + han.length >= end) return han.told ?? said.slice(at, at + han.length);
  const latin = latinNameAt(plain.slice(at, end));
  return latin && latin.length >= end - at && latin.name.includes(' ') ? latin.name : undefined;
}

/** "lin xiao", "ZHOU NING": asked for a name people write it in letters of either case; in small ones a surname begins it. */
function inAnyCase(said: string): string | undefined {
  const words = IN_ANY_CASE.exec(said.trim())?.[1];
  if (!words || (words === words.toLowerCase() && !PINYIN_SURNAME.test(words))) return undefined;
  const name = words.toLowerCase().replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
  return latinNameAt(name)?.length === name.length ? name : undefined;
}
const IN_ANY_CASE =
  /^(?:(?:it['’]?s|i['’]?m|i am|my name is|name['’]?s?:?|this is|wo jiao|wo shi|xingming|mingzi(?: jiao)?) )?((?:[A-Z]{2,20}|[a-z]{2,8})(?: (?:[A-Z]{1,20}|[a-z]{1,8})){1,2})[.!]?$/;
const PINYIN_SURNAME = NAME_WORDS['pinyin-surname'];

/** "dominic farrugia, 137…": asked for both, people write their name in small letters right beside their number. */
function smallBeside(said: string, context: ReadingContext): string | undefined {
  const rest = withoutIdentifiers(inFigures(said), context);
  const words = SMALL_BEFORE.exec(rest)?.[1] ?? SMALL_BEHIND.exec(rest)?.[1];
  if (!words || NO_PERSON.test(words) || NO_NAME.test(words)) return undefined;
  const name = words.replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase());
  return latinNameAt(name)?.length === name.length ? name : undefined;
}
const SMALL_BEFORE =
  /^(?:it['’]?s |i['’]?m |ok,? |yes,? |name(?:['’]?s| is)? )?([a-z]{2,15}(?: [a-z]{2,15}){1,2})(?:[,;]|,? (?:and |on )?(?:my )?(?:mobile|phone|cell|number|tel)(?: is)?:?)? ?□/;
const SMALL_BEHIND = /^□+[,;]? ?([a-z]{2,15}(?: [a-z]{2,15}){1,2})(?=[.!]|$)/;
const NO_NAME = NAME_WORDS['no-small-name'];

/** What numbers and names are labelled with. */
const LABEL =
  /^(?:my|our|the|and|is|on|plate|reg|registration|phone|mobile|cell|tel|number|no|policy|id|name)[.:：]?$/i;

/** 苏E8R218 李晓芸 13915520417: whoever gives their numbers and one name gives their own. */
function nameAmongNumbers(said: string, context: ReadingContext): string | undefined {
  if (!/\d{3}/.test(said)) return undefined;
  const rest = withoutIdentifiers(said, context);
  const parts = rest
    .split(/[\s,，;；、。/]+/)
    .map((part) => part.replace(/^(?:手机|电话|车牌|号码|身份证|保单)?号?[:：]?□+$/u, ''))
    .filter((part) => part !== '' && !LABEL.test(part));
  // Tom Baker, 138…: a name in Latin letters has several words.
  const name = parts.every((part) => /^[A-Za-z'’-]+$/.test(part)) ? parts.join(' ') : parts[0];
  const isOne = parts.length === 1 || (parts.length <= 4 && name?.includes(' '));
  if (!rest.includes('□')) return undefined;
  // 林晓 138… 别老问了: the name stands right before their number.
  const before =
    /(?:^|[\s,，;；])(?:我?(?:名字|姓名)(?:是|叫)?[:：]?)?(\p{Script=Han}{2,4})[\s,，;；]{0,2}(?:我?的?(?:手机|电话)号?码?(?:是)?[:：]?)?\s?□/u.exec(
      rest,
    )?.[1];
  return (name && isOne ? nameAlone(name) : undefined) ?? (before && nameAlone(before)) ?? latinBeside(rest);
}

/** "fine. Oliver Hart, 174…, and …": a name in Latin letters right beside their number, by itself between stops. */
function latinBeside(rest: string): string | undefined {
  const name = (BEFORE_NUMBER.exec(rest) ?? BEHIND_NUMBER.exec(rest))?.[1];
  return name && !NO_PERSON.test(name) ? nameAlone(name) : undefined;
}
const LATIN = "\\p{Lu}[\\p{Ll}'’-]{1,20}(?: \\p{Lu}[\\p{Ll}'’-]{1,20}){1,2}";
const BEFORE_NUMBER = new RegExp(
  `(?:^|[,;.!] ?)(${LATIN})[,;]? (?:(?:my )?(?:mobile|phone|cell|number|tel)(?: is)?[:,]? )?□`,
  'u',
);
const BEHIND_NUMBER = new RegExp(`□[,;] ?(${LATIN})(?=[,;.!]|$)`, 'u');
/** What is written with capitals as well and is nobody: a road, a day. */
const NO_PERSON =
  /\b(?:street|road|avenue|lane|square|garden|court|park|hospital|building|tower|station|police|school|bank|insurance|policy|report|claim|mon|tues|wednes|thurs|fri|satur|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)\b/i;
