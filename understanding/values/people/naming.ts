import { matchesOf } from '../../../language/matches.ts';
import { bySex, inverse } from './kin.ts';
import { type Mention, over } from './marked.ts';
import type { Somebody } from './somebody.ts';
import type { MarkedClause, Talk } from './talk.ts';

/* Who somebody is: what they are called, and whose kin they are. */

const NAME = "(?<name><N>|<C>)(?![的嘅]|['’]s\\b)";
/** 我叫…, 我妈的名字是…, "my wife, Mary Chen": a name is a sign only where it stands behind such words. */
const NAMED = over(
  `(?<who><P>)(?:本人|自己)?(?:这[边里])?\\s?(?:[的嘅]|['’]s)?\\s?(?:(?:real|full|first) )?(?:名字|姓名|全名|大名|真名|名|name)?\\s?(?:现在|也|就|都|才|is|was|['’]s|['’]m|am)?\\s?(?:叫做?|名叫|叫作|姓|是|系|係|为|called|named|known as|[:：])?\\s?${NAME}`,
);
const BEHIND_A_COMMA = over(`(?<who><K>|<R>|<H>)(?<comma>[,，]\\s?)(?:(?:is )?(?:named|called) )?${NAME}`);
/** 叫…, 姓名：…: of whom the clause before was about. */
const GOES_ON = over(`^(?:也|就|名字|大名|全名)?(?:叫做?|名叫|名字?[是叫]|姓|单名|named|called)\\s?${NAME}`, 'iu');
const OWN = over(
  `^(?:hi|hello|hey|您?你?好|喂|yes|yeah|ok|嗯)?[\\s,，]*(?:(?:this is|it['’]?s|here is|(?:my |the |full )?(?:full |sur|last |family )?name(?:['’]?s|:| is)(?: is)?|免贵姓?|鄙姓|敝姓|姓名[是为:：]?|这[边里](?:是|系)|call me)\\s?)${NAME}|^(?<there><N>|<C>)(?:,| speaking| here|,? is my name)|(?:regards|sincerely)\\s(?<signed><N>|<C>)\\s?$|\\bmy (?:full |sur|last |first |family )?name(?: is|['’]s)\\s(?<mine><N>|<C>)`,
  'iu',
);
const SIGNS_OFF = /(?:regards|sincerely|cheers|best)$/i;
const ALONE = over('^(?:<N>|<C>)$', 'iu');
const IS_KIN = over('^(?:就|也|她|他)?(?:是|系|係)(?<kin><K>)(?:啊|呀|吧)?$', 'iu');
const SPEAKS = over('^(?<there><N>|<C>),?\\s(?:speaking|here|is my name)', 'iu');
/** 顾秀英是我妈, "he's my father": one person under two words. */
const SAME = over(
  "(?<one><H>|<K>|<R>|<C>|<N>)(?:就|也)?(?:是|系|係|['’]s|\\sis|\\swas)(?:not|n['’]t)?\\s?(?<other><K>|<H>)(?![的嘅]|['’]s)",
);
const I_AM_NAMED = over('(?<name><N>|<C>)(?:就)?(?:是|系)(?<who><S>)(?![的嘅])');
/** 我是她儿子, "I'm the daughter of Grace Lee": who somebody is by whom the speaker is to them. */
const I_AM_THEIRS = over(
  "(?:(?<!不)(?<me><S>)(?:就|也)?(?:是|系|係|['’]m|\\sam)|^作为|\\bas|speaking as)\\s?(?:the )?(?<kin><K>)",
);

export function nameFacts(talk: Talk, { text }: MarkedClause): void {
  for (const { groups = {} } of matchesOf(text, I_AM_THEIRS)) theirs(talk, talk.mention(groups.kin));
  for (const { 0: words, groups = {} } of matchesOf(text, NAMED)) {
    // The guy who hit me is called Ray.
    if (/^me$/i.test(talk.mention(groups.who)?.said ?? '') && words.trim().length > 3) continue;
    name(talk, talk.who(groups.who)[0], talk.mention(groups.name));
  }
  for (const { groups = {} } of matchesOf(text, BEHIND_A_COMMA)) {
    const mention = talk.mention(groups.name);
    if (mention?.kind === 'name' || /[a-z]/i.test(mention?.said ?? '')) name(talk, talk.who(groups.who)[0], mention);
  }
  const own = SPEAKS.exec(text) ?? OWN.exec(text);
  const { name: said, there, signed, mine } = own?.groups ?? {};
  const alone = SIGNS_OFF.test(talk.before) ? ALONE.exec(text)?.[0] : undefined;
  const sign = alone ?? said ?? signed ?? mine ?? (SPEAKS.test(text) ? there : undefined);
  if (sign) name(talk, talk.people.speaker, talk.mention(sign));
  else {
    const more = GOES_ON.exec(text)?.groups?.name;
    if (more && talk.topic[0]) name(talk, talk.topic[0], talk.mention(more));
  }
  const kin = talk.wasNamed ? IS_KIN.exec(text)?.groups?.kin : undefined;
  if (kin) one(talk, talk.topic[0], talk.who(kin)[0]);
  for (const { groups = {} } of matchesOf(text, I_AM_NAMED)) name(talk, talk.people.speaker, talk.mention(groups.name));
  for (const { groups = {} } of matchesOf(text, SAME)) one(talk, talk.who(groups.one)[0], talk.who(groups.other)[0]);
}

function name(talk: Talk, who: Somebody | undefined, mention: Mention | undefined): void {
  if (!who || !mention) return;
  talk.people.same(who, talk.people.of(mention));
  talk.named = true;
  talk.about([who]);
}

function one(talk: Talk, who: Somebody | undefined, other: Somebody | undefined): void {
  if (!who || !other) return;
  talk.people.same(who, other);
  talk.about([who]);
}

function theirs(talk: Talk, mention: Mention | undefined): void {
  if (!mention?.of || !mention.kin) return;
  const who = talk.people.of(mention.of);
  const kin = inverse(mention.kin);
  talk.people.isSpeaker(mention);
  if (!kin || who.kin || who.speaker) return;
  who.kin = bySex(kin, who.sex ?? mention.of.sex);
  talk.about([who]);
}

const LINKED = over('(?<who><K>|<S>|<H>)(?:\\s|,\\s?|，)?(?:<N>|<C>)(?:[,，])?');
/** A clause in which who has their name beside them is one sign: 我妻子林芳和儿子林小虎 are two. */
export const withoutNames = (text: string): string => text.replace(LINKED, '$1');
