import { syllablesOf } from '../../../language/pinyin.ts';

/** How surnames are told by their parts: 弓长张 is 张, 立早章 is 章. */
const BY_PARTS: Readonly<Record<string, string>> = Object.fromEntries(
  '弓长张 立早章 木子李 双木林 耳东陈 口天吴 古月胡 言午许 走肖赵 双人徐 人禾余 干钩于 三横王 草头黄 大肚黄 美女姜 水工江 人可何 奔耳陈 言身谢 关耳郑 木易杨 卯金刘 文刀刘 十口叶 双口吕 日月明 草肃萧 革斤靳 西早覃 雨田雷 门三闫 雨文雯 文武斌 王久玖 草方芳 女子好 土申坤 火华烨 三个金鑫 三个石磊 三个水淼 三个木森 三个日晶 三个火焱'
    .split(' ')
    .map((words) => [words.slice(0, -1), words.slice(-1)]),
);
const PARTS = Object.keys(BY_PARTS).join('|');
/** 得到的得, 草字头的芳, 芸豆那个芸, 弓长张: a character by a word that has it, or by its parts. */
const PIECE = `(?:(?:是|就是)?(?:(?<three>三个[金石水木日火])(?!头)|(?<parts>${PARTS})(?<whole>\\p{Script=Han})|(?<word>(?!字|个)\\p{Script=Han}{1,6}?)(?:的那个|那个|的)(?<one>\\p{Script=Han}{1,2})(?=$|[\\s,，。.、]|\\p{Script=Han})(?:字)?))`;
const NEXT = new RegExp(`^[\\s,，、.。(（]{0,2}${PIECE}[)）]?`, 'u');

const ISNT = /^(?:可|又|并|也|都)?(?:不是|不叫|没有|别写成?|不要写成?|非)/u;

const sound = (character: string): string => syllablesOf(character).trim();

/**
 * A Chinese name as it is spelled out behind it, character by character, and where that ends in `after`. What is spelled
 * sounds like a character of the name, or it is no spelling.
 */
export function spelledInHan(name: string, after: string): { name: string; length: number } {
  const characters = [...name];
  let length = 0;
  for (let pieces = 0; pieces < 6; pieces++) {
    const { 0: words = '', groups = {} } = NEXT.exec(after.slice(length)) ?? {};
    if (groups.three) {
      if (!put(characters, BY_PARTS[groups.three] ?? '')) break;
    } else if (groups.parts) {
      if (BY_PARTS[groups.parts] !== groups.whole) break;
      if (!put(characters, groups.whole ?? '')) break;
    } else if (groups.word && groups.one) {
      // 桂花的桂, 可不是富贵的贵: which one it isn't.
      if (ISNT.test(groups.word)) {
        length += words.length;
        continue;
      }
      // 欧阳修的欧阳: more than one character at once.
      const ones = [...groups.one].filter((one) => groups.word?.includes(one) || /[旁头]$/.test(groups.word ?? ''));
      if (ones.length === 0 || !ones.every((one) => put(characters, one))) break;
      length += words.length - (groups.one.length - ones.length);
      continue;
    } else break;
    length += words.length;
  }
  return { name: characters.join(''), length };
}

/** Puts a character in the place of the one that sounds like it. */
function put(characters: string[], one: string): boolean {
  if (characters.includes(one)) return true;
  const at = characters.findIndex((character) => sound(character) !== '' && sound(character) === sound(one));
  if (at < 0) return false;
  characters[at] = one;
  return true;
}

const LETTERS =
  /^[\s,.:;(]{0,3}(?:(?:that['’]?s |it['’]?s |is )?(?:spel(?:led|t)|spelling)(?: as)?[\s:,]{1,2}|that['’]?s )?(?<letters>[a-z](?:[-. ]{1,2}[a-z]){2,19})(?![a-z])\)?/i;
const AS_IN = /^[\s,(]{0,2}[A-Z][a-z]+ as in [^\s,.;]{1,12}\)?/;

/** A name in Latin letters as it is spelled behind it: the spelling is of the word that begins alike and is nearest to it. */
export function spelledInLetters(name: string, after: string): { name: string; length: number } {
  const asIn = AS_IN.exec(after);
  if (asIn) return { name, length: asIn[0].length };
  const { 0: words = '', groups = {} } = LETTERS.exec(after) ?? {};
  const letters = groups.letters?.replace(/[^a-z]/gi, '').toLowerCase();
  if (!letters) return { name, length: 0 };
  const parts = name.split(' ');
  const at = parts.findLastIndex(
    (part) => part[0]?.toLowerCase() === letters[0] && Math.abs(part.length - letters.length) <= 2,
  );
  if (at < 0) return { name, length: 0 };
  parts[at] = letters.charAt(0).toUpperCase() + letters.slice(1);
  return { name: parts.join(' '), length: words.length };
}
