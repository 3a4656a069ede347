import { phrases } from '../../phrases/phrases.ts';
import { regionAt } from '../kit/regions.ts';
import { kinIn } from './kin.ts';
import { type Marked, over } from './marked.ts';
import { WORDS } from './nouns.ts';
import { spelledInHan } from './spelled.ts';

export const NAME_WORDS = phrases('name', [
  'surname',
  'never-in-a-name',
  'no-name',
  'title',
  'title-before',
  'goes-on-after',
  'may-be-near',
  'pinyin-surname',
  'no-small-name',
]);
const SURNAME = NAME_WORDS.surname.source;
const TITLE = NAME_WORDS.title.source;
const JOINED = /^\p{Script=Han}{2,8}(?:·\p{Script=Han}{2,8}){1,3}/u;
const BEGINS = new RegExp(`^(?:${SURNAME})`, 'u');

/** What stands before a name says how sure it is one: 叫 is surest, then 是, then only what it is the name of. */
type Cue = 'called' | 'is' | 'beside' | 'alone';

const JOINS = /^[和跟与同及][\uE000-\uF8FF\p{Script=Han}]/u;
const PLACE_ENDS = /[镇村乡县区市省路街店厂庄屯桥站港湾州岛]$/u;
const WORD_TOO = /^[于和时应向从连当]/u;
const ENDS = /^(?:$|[\s,，。.!！?？;；:：、/(（)）"”」』\uE000-\uF8FF]|[啊呀吧哈哦呢](?=$|[\s,，。]))/u;
const ENDS_WHEN_CALLED =
  /^(?:[就也]|是(?!谁)|在|今年|今天|昨|前天|住|手机|电话|身份证|报案|本人|[0-9]|[一二三四五六七八九十]{1,3}(?:岁|周岁)|先生|女士|要报|想问|想查|我)/u;
const ENDS_WHEN_IS = /^(?:先生|女士|小姐|本人|[0-9])/u;

/** How long the name is that begins at a place, spelling included, and how it is told; nothing where none does. */
export function hanNameAt(text: string, at: number, cue: Cue): { length: number; told?: string } | undefined {
  const rest = text.slice(at, at + 80);
  const joined = JOINED.exec(rest)?.[0];
  if (joined) return { length: joined.length };
  const surname = BEGINS.exec(rest)?.[0].length;
  if (!surname) return undefined;
  for (const length of [surname + 2, surname + 1]) {
    const name = rest.slice(0, length);
    if (!/^\p{Script=Han}+$/u.test(name) || name.length < length || !isName(name, rest.slice(length))) continue;
    // 林芳和儿子 are two.
    if (JOINS.test(rest.slice(length - 1))) continue;
    const spelled = spelledInHan(name, rest.slice(length));
    const after = rest.slice(length + spelled.length);
    if (
      cue !== 'called' &&
      spelled.length === 0 &&
      (isPlace(name, after) || (cue !== 'alone' && PLACE_ENDS.test(name)))
    )
      continue;
    if (endsBefore(after, cue, name))
      return { length: length + spelled.length, ...(spelled.length > 0 ? { told: spelled.name } : {}) };
  }
  return undefined;
}

function isName(name: string, after: string): boolean {
  if (NAME_WORDS['never-in-a-name'].test(name) || NAME_WORDS['no-name'].test(name)) return false;
  if (NAME_WORDS['no-name'].test(name + after.slice(0, 1)) && after !== '') return false;
  return true;
}

function isPlace(name: string, after: string): boolean {
  const place = regionAt(name + after.slice(0, 3));
  return place !== undefined && place.end >= name.length;
}

function endsBefore(after: string, cue: Cue, name: string): boolean {
  if (ENDS.test(after)) return true;
  if (/^的/.test(after)) return kinIn(after.slice(1, 6))[0]?.at === 0;
  if (cue === 'called') return ENDS_WHEN_CALLED.test(after);
  if (cue === 'is') return ENDS_WHEN_IS.test(after);
  // 我爸于上月, 我妈和孩子: surnames that are words as well.
  return NAME_WORDS['goes-on-after'].test(after) && !WORD_TOO.test(name);
}

const CALLED = over(
  '(?<before>^|<P>|[\\s,，。.;；:：、(（]|[的嘅]|是|就|也)(?:[的嘅]?(?:名字?|姓名|全名|大名|真名)(?:就?[是系]|叫做?|为|[:：])?|叫做?|名叫|叫作)\\s?["“「]?(?=\\p{Script=Han})',
);
const IS = over(
  '<P>(?:这[边里])?(?:本人|自己|才|就)?(?:的名字|名字)?(?:是|系|係|为|[:：])\\s?(?=\\p{Script=Han})|(?:^|[\\s,，。])这[边里](?:是|系)\\s?',
);
const BESIDE = over('(?:<K>|<R>(?:姓名)?\\s?[:：]?)\\s?(?=\\p{Script=Han})');
const MYSELF = over('<S>\\s?(?=\\p{Script=Han})');
const BEFORE_IS = over(`(?<=^|[\\s,，。；;])(?:${SURNAME})\\p{Script=Han}{1,2}(?=是(?:<K>|<S>|<R>))`);
const ONE_NAME = new RegExp(
  `姓(?<surname>${SURNAME})[\\s,，]{0,2}(?:单名|名)(?:是|叫|一个|一)?(?<given>\\p{Script=Han}{1,2}?)(?=字|$|[\\s,，。])字?`,
  'gu',
);
const SURNAME_THEN = new RegExp(`姓(?<surname>${SURNAME})(?=$|[\\s,，。.!！?？、的名叫单先女啊呀吧])`, 'gu');
const TITLED = new RegExp(`(?<![\\p{Script=Han}](?<![是叫和跟的姓找于由]))(?:${SURNAME})(?:${TITLE})`, 'gu');
const NICKNAME = over(
  `(?<cue><K>|<R>|<P>是|叫(?:<S>)?|<P>叫)\\s?(?<name>[小老阿](?:${SURNAME}(?<![车区时路包米年项成]))|(?:${SURNAME})[姐哥总])(?=$|[\\s,，。.!！?？、\\uE000-\\uF8FF]|就行|就好|吧|${NAME_WORDS['goes-on-after'].source.slice(1)})`,
);

/** Marks the names that are written in Chinese characters. */
export function markHanNames(marked: Marked): void {
  marked.mark(ONE_NAME, ({ 0: words, groups = {} }) => ({
    kind: 'name',
    told: `${groups.surname}${groups.given}`,
    from: 1,
    length: words.length - 1,
  }));
  markBehind(marked, CALLED, 'called');
  markBehind(marked, IS, 'is');
  markBehind(marked, BESIDE, 'beside');
  markBehind(marked, MYSELF, 'is', (sign) => /本人|鄙人|报案人/.test(marked.mention(sign)?.said ?? ''));
  marked.mark(BEFORE_IS, ({ 0: name }) => (isName(name, '') ? { kind: 'name' } : undefined));
  marked.mark(SURNAME_THEN, ({ index, groups = {} }) => {
    const surname = groups.surname ?? '';
    const behind = marked.text.slice(index + 1 + surname.length);
    const spelled = spelledInHan(surname, behind);
    const told = spelled.length > 0 ? spelled.name : surname;
    // 姓林，双木林，林国栋.
    const full = new RegExp(`^[\\s,，]{0,2}(?:名?叫)?(?=${told}\\p{Script=Han})`, 'u').exec(
      behind.slice(spelled.length),
    );
    const name = full && hanNameAt(behind, spelled.length + full[0].length, 'called');
    if (full && name) {
      const from = 1 + surname.length + spelled.length + full[0].length;
      const written = marked.written(index + from, name.length);
      return { kind: 'name', told: name.told ?? written, from: 1, length: from - 1 + name.length };
    }
    return { kind: 'called', told, from: 1, length: surname.length + spelled.length };
  });
  marked.mark(NICKNAME, ({ 0: words, groups = {} }) => {
    const name = groups.name ?? '';
    return { kind: 'called', from: words.length - name.length };
  });
  marked.mark(TITLED, ({ 0: words, index }) => {
    // 我叫王师傅来: nobody is called so.
    if (marked.text[index - 1] === '叫' && /^\p{Script=Han}/u.test(marked.text.slice(index + words.length)))
      return undefined;
    const sex = /女士|小姐|太太/.test(words) ? 'she' : /先生/.test(words) ? 'he' : undefined;
    return { kind: 'called', ...(sex ? { sex } : {}) };
  });
}

function markBehind(marked: Marked, cue: RegExp, how: Cue, fits: (sign: string) => boolean = () => true): void {
  marked.mark(cue, ({ 0: words, index }) => {
    if (!fits(words)) return undefined;
    const before = marked.text.slice(Math.max(0, index - 12), index);
    if (how === 'called' && WORDS.thing.test(before.replace(/[\s,，]+$/u, ''))) return undefined;
    const from = words.length;
    const name = hanNameAt(marked.text, index + from, how);
    if (!name) return undefined;
    return { kind: 'name', ...name, from };
  });
}
