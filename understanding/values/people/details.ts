import { matchesOf } from '../../../language/matches.ts';
import { ENGLISH_NUMERALS, englishNumberOf, numberOf } from '../../../language/numerals.ts';
import { over } from './marked.ts';
import type { Somebody } from './somebody.ts';
import type { MarkedClause, Talk } from './talk.ts';

/* How old somebody is, and their number. */

const HAN = '[0-9]{1,3}|[一二三四五六七八九十百零两]{1,5}';
const ENGLISH = `[0-9]{1,3}|(?:${ENGLISH_NUMERALS})(?:[- ](?:${ENGLISH_NUMERALS}))?`;
const YEARS = '(?:周?岁(?!多|以|之|的|那年|开外|左右)|(?=了?(?:$|[\\s,，。])))';
const AGE = over(
  `(?<who><P>)(?:[\\s,，(（]|都|也|已经|快要)*(?<now>今年|现年)?(?:已经|都|有)?\\s?(?<n>${HAN})(?:周?岁(?!多|以|之|的|那年|开外|左右)|(?<years>了)|(?<bare>(?=$|[\\s,，。])))`,
);
const AGE_ALONE = new RegExp(`^(?:(?<now>今年|现年)(?:已经|都|有)?\\s?)?(?<n>${HAN})${YEARS}`, 'u');
const AGE_IN_ENGLISH = over(
  `(?<who><P>)(?:,|\\sis|['’]s|\\swas|\\saged|,? age)\\s?(?:aged |only |now )?(?<n>${ENGLISH})(?<years> years? old| years? of age)?(?=$|[,.)])`,
);
const ALONE_IN_ENGLISH = /^(?:aged? )?(?<n>[0-9]{1,3})$/i;
/** 我6岁的儿子, "my 73-year-old mother". */
const IN_KIN = new RegExp(`(?<n>[0-9]{1,3})[- ]year[- ]old|(?<han>${HAN})岁`, 'iu');
const OLDEST = 120;
/** Fewer years are said with 岁. */
const LEAST_BARE = 10;

const THEIR_PHONE = over(
  "(?<who><P>)(?:[的嘅]|['’]s)?\\s?(?:(?:phone|mobile|cell|contact)\\s?)?(?:联系)?(?:电话|手机|号码|联系方式|number|phone|mobile|cell)(?:号码?|\\s?number)?\\s?(?:也?是|[:：]| is|['’]s)?\\s?(?<phone><T>)",
);
const PHONE_BEHIND = over(
  '^(?:[的，,\\s]|联系|他|她)*(?:电话|手机|号码|phone|mobile|number|tel)?(?:号码?)?(?:是|[:：]| is)?\\s?(?<phone><T>)$',
  'iu',
);

export function detailFacts(
  talk: Talk,
  { text, isAsked }: MarkedClause,
  phoneOf: (said: string) => string | undefined,
): void {
  for (const { groups = {} } of matchesOf(text, THEIR_PHONE))
    call(talk.who(groups.who)[0], talk, groups.phone, phoneOf);
  const behind = PHONE_BEHIND.exec(text)?.groups?.phone;
  if (behind && talk.wasNamed) call(talk.topic[0], talk, behind, phoneOf);
  if (isAsked) return;
  for (const sign of text.match(over('<K>')) ?? []) {
    const { n, han } = IN_KIN.exec(talk.mention(sign)?.said ?? '')?.groups ?? {};
    age(talk.who(sign)[0], n ?? han);
  }
  for (const { groups = {} } of matchesOf(text, AGE)) {
    // 我妈七十三了, but not 我三了.
    if (groups.bare !== undefined && !groups.now) continue;
    if (groups.years && !groups.now && (numberOf(groups.n ?? '') ?? 0) < LEAST_BARE) continue;
    age(talk.who(groups.who)[0], groups.n);
    talk.about(talk.who(groups.who));
  }
  for (const { groups = {} } of matchesOf(text, AGE_IN_ENGLISH)) age(talk.who(groups.who)[0], groups.n);
  const alone = AGE_ALONE.exec(text);
  if (alone && (alone.groups?.now || /岁/.test(alone[0])) && talk.topic.length === 1)
    age(talk.topic[0], alone.groups?.n);
  const bare = ALONE_IN_ENGLISH.exec(text)?.groups?.n;
  if (bare && talk.topic.length === 1 && talk.wasAlone) age(talk.topic[0], bare);
}

function age(one: Somebody | undefined, said: string | undefined): void {
  if (!one || !said) return;
  const years = numberOf(said) ?? englishNumberOf(said);
  if (years !== undefined && Number.isInteger(years) && years > 0 && years <= OLDEST) one.age = years;
}

function call(
  one: Somebody | undefined,
  talk: Talk,
  sign: string | undefined,
  phoneOf: (said: string) => string | undefined,
): void {
  const number = phoneOf(talk.mention(sign)?.said ?? '');
  if (one && number) one.phone = number;
}
