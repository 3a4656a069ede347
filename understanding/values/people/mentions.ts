import type { ReadingContext } from '../kit/reading.ts';
import { phonesIn } from '../phone.ts';
import { NAME_WORDS } from './han-names.ts';
import { type Gender, type Kin, kinIn, kinOf, needsOwner, sexOf } from './kin.ts';
import { Marked, type Mention, over } from './marked.ts';
import { markNames } from './names.ts';
import { NOUNS, WORDS } from './nouns.ts';

const everywhere = ({ source }: RegExp): RegExp => new RegExp(source, 'giu');
const ROLES = Object.entries(NOUNS).map(
  ([noun, role]) => [everywhere(WORDS[noun as keyof typeof NOUNS]), role] as const,
);
const STRANGER = everywhere(WORDS.stranger);

/** 他妈的 means nobody. */
const CURSE = /[他她你尼特]妈(?:的(?!病|手机|电话|保|车|腿|医|身)|逼|个)|^妈的|(?<=[\s，,。])妈的|老子/gu;
/** One's own: 我, but not in 我们, which is several, nor in 自我. */
const SPEAKER =
  /我(?:自己|本人|自个儿?)?(?!们|国|市|司|方)|我们(?=家?(?:的|那个?|家)?[爸妈爷奶老儿女孩娃婆公外])|(?:咱|俺|阿拉|吾)(?:们(?=家?[爸妈爷奶老儿女孩娃婆公]))?(?!们)(?:自己)?|本人|鄙人|报案人|(?<![a-z0-9])(?:i|me|myself)(?![a-z0-9])/giu;
const PRONOUN = /(?:他|她|佢)(?:自己|本人)?(?!们)|(?<![a-z'’])(?:he|him|his|she|her|hers)(?:self)?(?![a-z])/giu;
const FEMALE = /^(?:她|she|her)/i;

/** 我那个6岁的小, "my late 73-year-old": whose it is, and what stands between that and the word that says who. */
const OWNER_HAN = over(
  '(?:我|俺|咱|阿拉|吾|(?<third>他|她|佢)|(?<sign><R>))(?:自己)?(?:家里?|们家?)?\\s?(?:的|嘅)?(?:[那这][个位]?|个)?(?:[0-9一二三四五六七八九十两]{1,3}岁(?:多|半)?的?)?(?:亲|老|大|小|二|三|最小的|未成年的?|最?好的?|亲戚)?$',
  'iu',
);
const OWNER_ENGLISH = over(
  "(?:\\b(?:my|our)|\\b(?<third>his|her)|(?<sign><R>)['’]s)(?: (?:own|late|dear|poor|elder|older|younger|little|big|eldest|oldest|youngest|old|elderly|only|best|good|close|\\d{1,3}[- ]year[- ]old|next-door|two|three|four|other))* $",
  'iu',
);
const SOMEBODY_ELSES =
  /(?:对方|人家|别人|某|[您你]们?家?|的|客户|陌生|一[个位]|[那这哪]个|other|another|[a-z]+['’]s|your|their|a|an|the|no|any) ?$/iu;
const SURNAME_BEFORE = new RegExp(`(?:${NAME_WORDS.surname.source})$`, 'u');
/** 帮邻居问: whose it is goes without saying. */
const FOR_ONE = /[替帮代]$/u;
/** Behind a word for kin, what makes another word of it: 儿子险, 母亲节, 爸妈辈. */
const OTHER_WORD = /^(?:险|节|辈|费|们|装|款|教育|树|鞋|菜|房|票|卡|妇|气|-)/u;

/** A message with a sign for each of those whom it means. `plain` has simplified characters, `original` its own. */
export function mentionsIn(plain: string, original: string, context: ReadingContext): Marked {
  const marked = new Marked(plain, original);
  const phones = phonesIn(plain, context);
  if (phones.length > 0) {
    const numbers = new Map(phones.map(({ at, length }) => [at, length]));
    marked.mark(/[+(\d]/g, ({ index }) => {
      const length = numbers.get(index);
      return length ? { kind: 'phone', length } : undefined;
    });
  }
  marked.blank(CURSE);
  for (const [pattern, role] of ROLES) marked.mark(pattern, () => ({ kind: 'role', role }));
  markKin(marked);
  marked.mark(STRANGER, () => ({ kind: 'stranger' }));
  marked.mark(SPEAKER, () => ({ kind: 'speaker' }));
  marked.mark(PRONOUN, ({ 0: word }) => ({ kind: 'pronoun', ...sexOfPronoun(word) }));
  markNames(marked);
  markKinOfNamed(marked);
  return marked;
}

/** 佢 is either. */
const sexOfPronoun = (word: string): { sex?: Gender } =>
  word.startsWith('佢') ? {} : { sex: FEMALE.test(word) ? 'she' : 'he' };

function markKin(marked: Marked): void {
  const words = new Map(kinIn(marked.text).map((span) => [span.at, span]));
  if (words.size === 0) return;
  // A pattern over each place where a word begins, from as far back as its owner may stand.
  marked.mark(kinPattern(marked.text), ({ 0: word, index }) => {
    const kin = words.get(index)?.value;
    if (!kin) return undefined;
    const before = marked.text.slice(Math.max(0, index - 40), index);
    const after = marked.text.slice(index + word.length);
    if (OTHER_WORD.test(after)) return undefined;
    const owner = ownerBefore(marked, before);
    if (owner) return { ...kinMention(kin, owner.of), from: -owner.length, length: word.length + owner.length };
    // 陈太太 is what she is called.
    if (word === '太太' && SURNAME_BEFORE.test(before)) return undefined;
    if (SOMEBODY_ELSES.test(before) || (needsOwner(word) && !FOR_ONE.test(before))) {
      return before.endsWith('的') ? undefined : { kind: 'stranger' };
    }
    return kinMention(kin, undefined);
  });
}

/** Every place of a word for kin. */
function kinPattern(text: string): RegExp {
  const words = [...new Set(kinIn(text).map(({ at, length }) => text.slice(at, at + length)))];
  return new RegExp(
    words
      .sort((one, other) => other.length - one.length)
      .map((word) => word.replace(/[^\p{L}\p{N}\s-]/gu, '\\$&'))
      .join('|'),
    'giu',
  );
}

function ownerBefore(marked: Marked, before: string): { of: Mention | undefined; length: number } | undefined {
  const found = OWNER_HAN.exec(before) ?? OWNER_ENGLISH.exec(before);
  if (!found) return undefined;
  const { third, sign } = found.groups ?? {};
  const said = third ?? '';
  const of: Mention | undefined = third
    ? { kind: 'pronoun', ...sexOfPronoun(third), said, at: -1, end: -1 }
    : sign
      ? marked.mention(sign)
      : undefined;
  return { of, length: found[0].length };
}

/** Somebody's kin; of somebody of whom it can't be said who they are to the speaker, a stranger whom a name may make known. */
function kinMention(kin: Kin, of: Mention | undefined): Omit<Mention, 'said' | 'at' | 'end'> {
  const theirs = of?.kind === 'kin' && of.kin && !of.of ? kinOf(of.kin, kin) : undefined;
  const sex = sexOf(theirs ?? kin);
  return { kind: 'kin', kin: theirs ?? kin, ...(of && !theirs ? { of } : {}), ...(sex ? { sex } : {}) };
}

/** 王建国的儿子, "the son of Grace Lee": who is told by whose kin they are. */
const OF_NAMED = over('(?<role><R>)?\\s?(?<owner><N>|<C>|<R>)(?:的|嘅)\\s?(?<rest>\\p{Script=Han}{1,4})');
const OF_NAMED_IN_ENGLISH = [
  over('(?<kin><X>) of (?<role><R>,? )?(?<owner><N>|<C>|<R>)'),
  over("(?<owner><N>|<C>|<R>)['’]s (?<kin><X>)"),
];
function markKinOfNamed(marked: Marked): void {
  const of = (groups: Record<string, string>): Mention | undefined => {
    const owner = groups.owner ? marked.mention(groups.owner) : undefined;
    const role = groups.role ? marked.mention(groups.role)?.role : undefined;
    if (owner && role) owner.role ??= role;
    return owner;
  };
  marked.mark(OF_NAMED, ({ 0: words, groups = {} }) => {
    const [first] = kinIn(groups.rest ?? '');
    const owner = first?.at === 0 ? of(groups) : undefined;
    if (!first || !owner) return undefined;
    return { ...kinMention(first.value, owner), length: words.length - (groups.rest?.length ?? 0) + first.length };
  });
  for (const pattern of OF_NAMED_IN_ENGLISH) {
    marked.mark(pattern, ({ groups = {} }) => {
      const [first] = kinIn(marked.mention(groups.kin ?? '')?.said ?? '');
      const owner = of(groups);
      return first && owner ? kinMention(first.value, owner) : undefined;
    });
  }
}
