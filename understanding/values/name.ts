import { simplified } from '../../language/simplified.ts';
import { heard } from '../../language/window.ts';
import type { ValueReader } from './kit/reading.ts';

const COMPOUND_SURNAMES =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|宇文|长孙|夏侯|南宫|端木|轩辕|独孤|呼延|申屠|澹台|闻人|赫连|万俟|百里|东郭';
/** The surnames that nearly everybody has; a word of two to four characters that begins otherwise is hardly a name. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const CHINESE_NAME = `(?:(?:${COMPOUND_SURNAMES})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2})`;
/** 阿依古丽·买买提. */
const JOINED_NAME = '\\p{Script=Han}{2,8}(?:·\\p{Script=Han}{2,8}){1,3}';
const HAN_NAME = `(?:${JOINED_NAME}|${CHINESE_NAME})`;
const NAME_ENDS = '(?=$|[\\s,，。.!！?？;；、(（]|的|先生|女士|我)';
const LATIN_WORD = "[A-Z][A-Za-z'’-]*";
const LATIN_NAME = `${LATIN_WORD}(?:\\s(?:(?:van|von|de|der|bin|al)\\s)?${LATIN_WORD}){1,3}`;

const SAID = new RegExp(
  `(?:我叫|名字[是叫为:]?|姓名[是叫为:]?|(?<!\\p{Script=Han})叫|,叫|本人|我是)\\s?(${HAN_NAME})${NAME_ENDS}`,
  'u',
);
const SAID_IN_ENGLISH = new RegExp(
  `(?:\\b[Mm]y (?:full )?name(?: is|'s|:)|\\b[Nn]ame(?: is|:)|\\b[Tt]his is|\\bI(?:'m| am)|\\b[Mm]y name is)\\s(${LATIN_NAME})`,
);
/** Only after the word "name" are small letters a name. */
const IN_SMALL_LETTERS =
  /\bname(?: is|'s|:)\s([a-z][a-z'-]+\s(?!and\b|but\b|or\b|is\b|i\b|my\b)[a-z][a-z'-]+)(?=$|[,.;!]|\s(?:and|but|i|my)\b)/i;
const ONLY = new RegExp(`^(${HAN_NAME})(?:${NAME_ENDS}|$)`, 'u');
const ONLY_IN_ENGLISH = new RegExp(`^(${LATIN_NAME})[.!]?$`);

/** What stands where a name would: 我是投保人, 我叫保险公司来. */
const NO_NAME =
  /(?:投|保|险|公司|司机|车主|客户|路过|全责|昨|今|高速|安全|时候|那天|明天|何时|方便|应该|和你|华为|成都|单位|边上|时间|全部|查一|解释|简单|成功)/u;
const SURNAME_ALONE = new RegExp(
  `(?:姓|叫我)[小老]?(?:${COMPOUND_SURNAMES}|[${SURNAMES}])(?!\\p{Script=Han})|^(?:我是)?[小老]?(?:${COMPOUND_SURNAMES}|[${SURNAMES}])(?:先生|女士|小姐|太太|师傅|总|老师|经理)|叫我[小老]\\p{Script=Han}|\\b(?:mr|mrs|ms|miss|dr)\\.?\\s[a-z'-]+$|\\b(?:call me|i'?m|name is)\\s[A-Z][a-z'-]+$`,
  'iu',
);
const RELEVANT = /叫|姓|名|本人|我是|\b(?:name|this is|i'?m|i am)\b/i;

/** Somebody's full name, as it was written. A surname alone (张先生) is asked to be completed. */
export const personName: ValueReader<string> = (text, context) => {
  const found = findName(text, context);
  if (found) return found;
  const said = heard(text, RELEVANT);
  const plain = simplified(said);
  const [, name] = ONLY.exec(plain) ?? ONLY_IN_ENGLISH.exec(plain) ?? [];
  if (name && !NO_NAME.test(name) && !SURNAME_ALONE.test(plain)) return { value: said.slice(0, name.length) };
  if (SURNAME_ALONE.test(plain)) return { ask: 'full-name' };
  return /^[\d\s]+$/.test(said) ? { ask: 'not-a-name' } : undefined;
};

/** The customer's own name in any message: after 我叫, 姓名, "my name is". */
export const findName: ValueReader<string> = (text) => {
  const said = heard(text, RELEVANT);
  const plain = simplified(said);
  const found = SAID.exec(plain) ?? SAID_IN_ENGLISH.exec(plain) ?? IN_SMALL_LETTERS.exec(plain);
  const name = found?.[1];
  if (!found || !name || NO_NAME.test(name)) return undefined;
  const at = found.index + found[0].lastIndexOf(name);
  return { value: plain.length === said.length ? said.slice(at, at + name.length) : name };
};
