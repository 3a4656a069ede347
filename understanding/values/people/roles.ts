import { matchesOf } from '../../../language/matches.ts';
import { over } from './marked.ts';
import type { MarkedClause, Talk } from './talk.ts';

/* What somebody is by a noun: 投保人是我, "the driver was my son, not me". */

const NOT = "不是|不系|不係|唔系|唔係|并不是|并非|非(?!常)|isn['’]?t|wasn['’]?t|aren['’]?t|is not|was not|are not|not";
const IS_NOT = new RegExp(`^[\\s,，]*(?:而|但|but )?(?:${NOT})`, 'i');
const MORE = `(?<more>(?:[\\s,，]{0,2}(?:而|但|but |and )?(?:${NOT}|是|系|係|it['’]?s|it was)\\s?<L>){0,3})`;
/** Not somebody of theirs: 是我妈的, "my mother's", 是我前夫. */
const NOT_THEIRS =
  "(?![的嘅](?!名)|['’]s)(?!(?<=<S>)(?!自己|本人|[也都和没不是就才但可而呀啊吧哦呢嘛哈啦这那一昨今当现在的])\\p{Script=Han})";

const OF_NOUN = over(
  `(?<roles><Rs>)(?:[的上](?:名字|姓名)?|那一?栏|名字|姓名| on (?:the|my|this|that) (?:policy|insurance))?(?:一直|现在|当时|那天|其实|实际|就|应该|都|也|还|只|上面?)*(?<first>(?:\\s)?(?:${NOT})|是|为|系|係|写(?:的|了)?是?|填(?:的|了)?是?|登记的?是?|\\s(?:is|was|are|were)|['’]s|\\s?[:：])(?: actually| just| only| also| both)*\\s?(?:的是|的)?\\s?(?<who><L>)${MORE}${NOT_THEIRS}`,
);
const OF_PERSON = over(
  `(?<who><L>)(?:才|就|也|都|只|其实|又|既|自己|本人|一个人)*(?<be>不是|唔系|唔係|并不是|并非|是|系|係|作为|['’]m(?: not)?|['’]re|['’]s(?: not)?|\\s(?:am|is|are|was|were)(?:n['’]?t| not)?)(?: actually| just| only| both| also| listed as| named as| down as|你们的?|贵司的?|唯一的?|保单的?|这份保单的?|这个)*\\s?(?<roles><Rs>(?:(?:也是|又是|兼|也|, and| and)<R>)*)(?<name>\\s?(?:<N>|<C>))?(?![的嘅]|<A>|['’]s|\\s<A>)`,
);
/** 投保人王建国, "the owner, my wife". */
const BESIDE = over(
  `(?<roles><R>)(?:\\s?[:：,，]\\s?|\\s)?(?<who><N>|<C>)${NOT_THEIRS}|(?<title><R>)\\s?[:：]\\s?(?<kin><L>)${NOT_THEIRS}`,
);
const BEHIND = over('^(?<be>不是|系|是|也是|就是|作为)?\\s?(?<roles><Rs>)(?:啊|吧)?$', 'iu');
/** 是我妈, 不是我，而是我妈: goes on with what was said before. */
const GOES_ON = over(
  `^(?:其实|应该|噢|哦|no,? |but |而|and )*(?<first>(?:${NOT})|是|系|係|就是|it['’]?s(?: not)?|it (?:is|was)(?: not)?|that['’]?s)\\s?(?<who><L>)(?:吧|啊|的)?(?<more>(?:[\\s,，]{0,2}(?:${NOT}|是|系|係|而是)\\s?<L>){0,3})$`,
  'iu',
);
/** 受益人有两个，我儿子和我侄女. */
const COUNTED = over('<R>(?:一共|总共)?(?:有|是|are|:)?\\s?(?:[一二两三四五1-5]个|two|three|both)?(?:人)?$', 'iu');
const LIST = over('^<L>$', 'iu');
const ELLIPSIS = over(
  "^(?:but |and |而|但)?(?<who><L>)(?<be>才是?|是|就是|也是| is| was| did| does| are| were| am| (?:is|was|were|did)n['’]?t)(?:的)?(?:吧|啊)?$",
  'iu',
);

export function roleFacts(talk: Talk, { text, isAsked, isCorrected }: MarkedClause): void {
  if (isAsked) {
    const asked = talk.rolesIn(text);
    if (asked.length > 0) talk.predicate = asked;
    return;
  }
  for (const { groups = {} } of matchesOf(text, OF_NOUN)) {
    const roles = talk.rolesIn(groups.roles);
    claim(talk, groups.who, roles, IS_NOT.test(groups.first ?? ''), groups.more);
    // 投保人是我妈: whoever 投保人 is called elsewhere is my mother.
    const [noun, other] = talk.who(groups.roles);
    const [who, another] = talk.who(groups.who);
    if (noun && who && !other && !another && !IS_NOT.test(groups.first ?? '')) talk.people.same(who, noun);
    if (isCorrected && !IS_NOT.test(groups.first ?? ''))
      for (const role of roles) talk.people.only(talk.who(groups.who), role);
  }
  for (const { groups = {} } of matchesOf(text, OF_PERSON)) {
    const denied = /不|唔|非|n['’]?t$|not/.test(groups.be ?? '');
    const who = talk.who(groups.who);
    talk.is(who, talk.rolesIn(groups.roles), denied);
    const [noun] = talk.who(groups.roles);
    if (groups.name && !denied && who.length === 1 && who[0] && noun) talk.people.same(who[0], noun);
  }
  for (const { groups = {} } of matchesOf(text, BESIDE)) {
    const who = talk.who(groups.who ?? groups.kin);
    const roles = talk.rolesIn(groups.roles ?? groups.title);
    const [noun] = talk.who(groups.roles ?? groups.title);
    if (noun && who.length === 1 && who[0]) {
      talk.people.same(who[0], noun);
      talk.named = true;
    }
    talk.is(who, roles);
  }
  const behind = BEHIND.exec(text)?.groups;
  if (behind && talk.topic.length > 0 && (talk.wasNamed || behind.be)) {
    talk.is(talk.topic, talk.rolesIn(behind.roles), /不/.test(behind.be ?? ''));
  }
  goOn(talk, text, isCorrected);
  talk.counts = COUNTED.test(text) && /[个:]|two|three/.test(text);
  if (talk.counts) talk.predicate = talk.rolesIn(text);
}

function goOn(talk: Talk, text: string, isCorrected: boolean): void {
  const predicate = [...talk.predicate];
  if (predicate.length === 0) return;
  const { first, who, more } = GOES_ON.exec(text)?.groups ?? {};
  if (who) {
    const denied = IS_NOT.test(first ?? '') || / not$/.test(first ?? '');
    claim(talk, who, predicate, denied, more);
    if (isCorrected && !denied) for (const role of predicate) talk.people.only(talk.who(who), role);
    return;
  }
  if (talk.counts && LIST.test(text)) {
    talk.is(talk.who(text), predicate);
    return;
  }
  const { who: also, be } = ELLIPSIS.exec(text)?.groups ?? {};
  if (also) talk.is(talk.who(also), predicate, /n['’]?t$/.test(be ?? ''));
}

/** Says of some that they are, or aren't, and of those behind them the same or the opposite. */
function claim(
  talk: Talk,
  who: string | undefined,
  roles: ReturnType<Talk['rolesIn']>,
  denied: boolean,
  more = '',
): void {
  talk.is(talk.who(who), roles, denied);
  for (const [words] of more.matchAll(SEGMENT)) talk.is(talk.who(words), roles, IS_NOT.test(words));
}
const SEGMENT = over(`[\\s,，]{0,2}(?:而|但|but |and )?(?:${NOT}|是|系|係|it['’]?s|it was)\\s?<L>`);
