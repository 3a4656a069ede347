import { matchesOf } from '../../language/matches.ts';
import { heardPlainly } from '../../language/window.ts';
import type { Reading, ValueReader } from './reading.ts';

/** Who somebody is to the customer, as far as an insurer tells people apart. */
export type Relation =
  | 'self'
  | 'spouse'
  | 'child'
  | 'parent'
  | 'parent-in-law'
  | 'child-in-law'
  | 'sibling'
  | 'grandparent'
  | 'grandchild'
  | 'relative'
  | 'friend'
  | 'colleague'
  | 'employer';

/** Of words at one place, the one in the earlier line is meant: 儿媳妇 is no 媳妇, 岳父 no 父. */
const WORDS: readonly (readonly [Relation, chinese: string, english: string])[] = [
  [
    'parent-in-law',
    '岳父|岳母|老?丈人|丈母娘|公公|婆婆|公婆|老丈人',
    '(?:father|mother|parents?|mom|dad)[- ]in[- ]law|in-laws',
  ],
  ['child-in-law', '女婿|儿媳妇?|媳妇儿?(?=的公公)', '(?:son|daughter)[- ]in[- ]law'],
  ['grandchild', '外?孙[子女儿]|外孙', 'grand(?:son|daughter|child|children|kids?)'],
  ['grandparent', '爷爷|奶奶|外公|外婆|姥姥|姥爷|祖父|祖母', 'grand(?:father|mother|pa|ma|dad|parents?)|granny'],
  [
    'relative',
    '叔叔|伯伯|伯父|大伯|舅舅|舅妈|姑姑|姑妈|姑父|姨妈|姨夫|阿姨|小姨|婶婶|侄[子女儿]|外甥女?|表[哥弟姐妹]|堂[哥弟姐妹]|亲戚|亲属|家属|嫂子|姐夫|妹夫|小舅子',
    'uncle|aunt|nephew|niece|cousin|relative|(?:brother|sister)[- ]in[- ]law',
  ],
  [
    'spouse',
    '老婆|妻子|爱人|太太|媳妇儿?|老公|丈夫|配偶|夫人|内人|家属妻|(?<=我)先生|(?<=我)对象',
    'wife|husband|spouse|hubby',
  ],
  [
    'child',
    '儿子|女儿|闺女|孩子|小孩|娃儿?|宝宝|子女|儿女|千金|(?<=我)女(?=$)',
    '(?:step-?)?(?:son|daughter|child|children|kids?|baby|boy|girl)',
  ],
  [
    'parent',
    '爸爸?|老爸|父亲|爹|妈妈?|老妈|母亲|娘(?=$|[^家])|父母|爸妈|爹妈',
    '(?:step)?(?:father|mother|parents?)|dad(?:dy)?|mum(?:my)?|mom(?:my)?',
  ],
  ['sibling', '哥哥?|姐姐?|弟弟?|妹妹?|兄弟|姐妹|兄妹|姐弟', 'brother|sister|siblings?|twin'],
  ['friend', '朋友|闺蜜|哥们|女朋友|男朋友|邻居|室友', '(?:girl|boy)?friend|neighbou?r|flatmate|roommate'],
  ['colleague', '同事|员工|下属|手下', 'colleague|co-?worker|employee|staff'],
  ['employer', '老板|雇主|单位领导|领导|东家', 'boss|employer|manager'],
  ['self', '本人|自己|我自个儿?', 'myself|self|me'],
];
const ANY = new RegExp(
  WORDS.map(([name, chinese, english]) => `(?<${name.replaceAll('-', '_')}>${chinese}|\\b(?:${english})\\b)`).join('|'),
  'giu',
);
/** My own: what in any message has to stand before the word. */
const MINE = /(?:我们?|咱|我家|我的|我(?:这|那)?个?[大小老二三]?|俺|\bmy(?:\s\w+)?|\bour)\s?$/iu;
const SOMEBODY_ELSES = /(?:对方|他们?|她们?|人家|别人|司机)的?\s?$|\b(?:his|her|their|the other driver's)\s$/iu;
const RELEVANT = /[我咱俺]|本人|自己|\b(?:my|our|me)\b/i;

/** An answer to "who is that to you". */
export const relation: ValueReader<Relation> = (text) => read(heardPlainly(text, RELEVANT), () => true);

/** Somebody of the customer's in any message: 我老婆, "my son". */
export const findRelation: ValueReader<Relation> = (text) =>
  read(heardPlainly(text, RELEVANT), (relation, before) =>
    relation === 'self' ? /[我是]$/u.test(before) : MINE.test(before),
  );

function read(said: string, isMeant: (relation: Relation, before: string) => boolean): Reading<Relation> {
  const found = new Set<Relation>();
  for (const { groups = {}, index } of matchesOf(said, ANY)) {
    const name = Object.keys(groups).find((group) => groups[group] !== undefined);
    const relation = name?.replaceAll('_', '-') as Relation;
    const before = said.slice(Math.max(0, index - 12), index);
    if (SOMEBODY_ELSES.test(before) && found.size === 0) continue;
    if (found.size > 0 || isMeant(relation, before)) found.add(relation);
  }
  const [first, another] = found;
  if (!first) return undefined;
  return another ? { ask: 'which-relation' } : { value: first };
}
