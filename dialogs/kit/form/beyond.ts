import { simplified } from '../../../language/simplified.ts';
import { QUESTION } from '../../../understanding/form-words.ts';

/*
 * A value is told in words, and takes few of them: 车停崇安寺步行街南门口 今晚九点蹭的, of which the time was understood. What no value
 * holds is kept with the matter as it was said.
 */

/** Whether some words tell more than the values hold that are known: a number, a name, more than a word or two. */
export function tellsBeyond(words: string, values: readonly string[]): boolean {
  if (QUESTION.test(words)) return false;
  const { left, numbers } = without(plain(words), values.map(plain));
  if (numbers.length > 0) return true;
  const han = [...left].filter((one) => IS_HAN.test(one) && !LITTLE.has(one)).length;
  if (han >= LEAST_HAN) return true;
  const latin = (left.match(LATIN) ?? []).filter((word) => word.length > 2 && !LITTLE_WORDS.has(word));
  return latin.length >= LEAST_WORDS || (han === 0 && latin.length > 0 && isNamed(words, latin));
}

const LEAST_HAN = 4;
const LEAST_WORDS = 3;

/** What is left of some words without what the values say, and the numbers among it that none of them has. */
function without(words: string, values: readonly string[]): { left: string; numbers: string[] } {
  let left = words;
  for (const value of values) if (value.length > 1) left = left.replaceAll(value, ' ');
  const held = values.map(bare).join(' ');
  const numbers = (left.match(NUMBERS) ?? []).filter((one) => {
    const is = bare(one).replace(/^0+/u, '');
    return /\d.*\d/u.test(is) && !held.includes(is);
  });
  return { left: left.replace(NUMBERS, ' '), numbers };
}

const plain = (words: string): string =>
  simplified(words.normalize('NFKC'))
    .toLowerCase()
    .replace(SPELT, (digits) => [...digits].map((digit) => SPELT_AS[digit] ?? digit).join(''));
/** A number that is spelt out: 零二一六四三三. */
const SPELT = /[零〇幺一二三四五六七八九]{4,}/gu;
const SPELT_AS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'零一二三四五六七八九']
    .map((digit, at) => [digit, String(at)])
    .concat([
      ['〇', '0'],
      ['幺', '1'],
    ]),
);
const bare = (words: string): string => words.replace(/[\s,.:·+/-]/gu, '');

/** A number, a plate, an hour, whatever is written within it. */
const NUMBERS = /[a-z]{0,4}\d[\da-z.,:·/-]{0,24}/gu;
const LATIN = /[\p{Script=Latin}'’]+/gu;
const IS_HAN = /\p{Script=Han}/u;

/** Whether one of these words is written as a name is, not only because it begins what was said. */
const isNamed = (words: string, latin: readonly string[]): boolean =>
  latin.some((word) => {
    const at = words.toLowerCase().indexOf(word);
    return at > 0 && /\p{Lu}/u.test(words[at] ?? '');
  });

/** Characters and words that stand around what is told, and tell nothing by themselves. */
const LITTLE = new Set(
  '的了是在我你您他她它们就也还都啊吧呢吗哦嗯噢呃哈哎唉这那个一不没有人着过得地把被给跟和与对好行要会能可以到从又再才刚只最很太真叫姓名字电话手机号码车牌号保单时候点多左右大概可能应该现在今天昨天明天上下里外知道晓',
);
const LITTLE_WORDS = new Set(
  "the and for was are were been has have had did does not but you your our his her him she they them their its it's i'm that's this that these those there here with from into onto just only also too well yes yeah okay sorry please thanks name phone number mobile plate policy call called about around maybe think guess actually really very all any some one two who what when where which will would could should can may might got get gets out off now then than today yesterday nobody somebody someone anyone everyone".split(
    ' ',
  ),
);
