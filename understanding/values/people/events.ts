import { matchesOf } from '../../../language/matches.ts';
import { over } from './marked.ts';
import { WORDS } from './nouns.ts';
import type { PersonRole } from './person.ts';
import type { MarkedClause, Talk } from './talk.ts';

/* What happened to somebody, and what they did: fell, fell ill, died, drove, paid. */

const BODILY = ['hurt', 'ill', 'hospitalised', 'died'] as const satisfies readonly PersonRole[];
const EVENTS: readonly { role: PersonRole; pattern: RegExp; isBodily: boolean }[] = [
  ...BODILY.map((role) => ({ role, pattern: over(WORDS[role].source), isBodily: true })),
  { role: 'driver', pattern: over(WORDS.drives.source), isBodily: false },
  { role: 'passenger', pattern: over(WORDS.rides.source), isBodily: false },
  { role: 'payer', pattern: over(WORDS.pays.source), isBodily: false },
];
/** The nearest who stands before an event, and the words between. */
const NEAREST = over('(?<who><M>)(?<mid>[^\\uE000-\\uE6FF]{0,60})$', 'iu');
const ANYBODY = /[\uE000-\uE6FF]/;
/** Behind these stands who does it to somebody, or for whom somebody does it. */
const DOES_IT = /(?:被|让|由|给|by |with )\s?$/i;
const FOR_WHOM = /(?:替|帮|给|代|为|被|让|和|for )\s?$/i;
const THEIR_THING =
  /^(?:[的嘅]|['’]s)(?!.{0,6}$)|^(?:[的嘅]|['’]s)(?=[^头脸眼鼻牙嘴脖颈肩胳手腕腰背肋腿膝脚股骨额 ])|^(?:[的嘅]|['’]s)?(?:车(?!祸)|手机|保单|房|狗|猫|电脑|保险)|^['’]s (?!been|was|had|got|just)/i;
const ENDS_DENIED = /(?:neither|不是|唔系|唔係|并非|not|n['’]?t)\s?$/i;
/** 医生叫我住院: nobody is yet. */
const TOLD_TO = /(?:叫|让|要|要求|建议|劝|说要?|told|asked|want(?:s|ed)?) ?$/i;
const OBJECT = over("^[了到着]*\\s?(?<who><L>)(?![的嘅]|['’]s)", 'iu');
const CLEFT_BEFORE = over('(?:^|[\\s,，])(?<neg>不)?(?:是|系|係)(?<who><L>)[,，\\s]*$', 'iu');

const HITS = over(
  "(?:咬|砸|烫|推|踢|绊|(?<!点)打|撞(?=[伤倒断飞])|压(?=[伤到断])|[刮蹭碰](?=[伤倒]))[伤到倒断飞]?了?(?<who><L>)(?![的嘅车])(?![^，,。；;]{0,10}[的嘅](?:爱?车|房|店|窗|门|摊))|\\b(?:bit|knocked (?:down|over)|ran over|run over|injured|scalded)\\s(?<whom><L>)(?!['’]s)",
);
const IS_HIT = over(
  `(?<who><M>)?(?<mid>[^\\uE000-\\uE6FF]{0,14})被(?:[^\\uE000-\\uE6FF]{0,8}|[^\\uE000-\\uE6FF]{0,3}[\\uE000-\\uE6FF][^\\uE000-\\uE6FF]{0,3})(?:${WORDS.hit.source})`,
);
const PAID_BY = over('\\b(?:paid|covered) (?:for )?by (?<who><L>)');
const LOST = over('\\b(?:we|<S>)(?:[' + "'’]ve| have)? (?:just )?lost (?<who><K>)(?!['’]s)");
const LATE = /^(?:my|our|his|her) (?:\w+ )?late\b|已故|先夫|亡夫|亡妻/i;
const MONEY = /[钱费款金万千百块元]|\d{2,}|账单|单|押/u;
const FREE_PAYER = /垫|殿|付|埋单|买单|paid|pays|cover/i;
const WALKS = /^走[了的咗]$/;
/** 老人走了, 人没了: who says so of somebody may mean a thing, or that they went home. */
const SOFTLY = /^(?:走[了的咗]|没了|不在了|is gone)$/i;
/** What stands between somebody and their death in words like these, and no thing of theirs: 我爸昨天夜里走了. */
const WHEN_THEY_DIED =
  /人|命|已经|突然|一下子|忽然|就这么|还是|最后|昨[天晚夜]|今[天早晨]|前[天晚]|刚|夜里|半夜|凌晨|早上|上午|下午|中午|晚上|傍晚|[在于]|医院|抢救|救|没|无效|过来|送去|路上|这么|上个?[月周]|去年|前年|[年月日号点岁]|[\d一二三四五六七八九十]|[就也都了说,，\s]/gu;
/** 他说没事自己走了, 先走了: they walked. */
const BY_THEMSELVES = /自己|没事|不要紧|没大碍|先|转身|扭头|[开骑打坐]车|[回离]|一起|一块/u;
/** 他走了, alone, is of a death where something of an illness or a death is said with it. */
const OF_AN_END =
  /病|医|院|救|癌|瘤|手术|昏迷|ICU|临终|咽气|后事|丧|葬|殡|火化|追悼|遗|哀|老人|去世|过世|凌晨|半夜|夜里|自杀|跳楼|跳河|上吊|溺|车祸|生前|死/iu;
const PRONOUN = /^(?:他|她|佢|他们|她们|人家|he|she)$/i;

export function eventFacts(talk: Talk, clause: MarkedClause): void {
  const { text } = clause;
  for (const mention of text.match(over('<K>')) ?? []) {
    if (LATE.test(talk.mention(mention)?.said ?? '')) talk.is(talk.who(mention), ['died']);
  }
  if (clause.isAsked) return;
  for (const { 0: words, groups = {} } of matchesOf(text, HITS)) {
    // 撞倒了孩子: whose isn't told.
    if (words.startsWith('撞') && talk.mention(groups.who)?.said === '孩子') continue;
    talk.is(talk.who(groups.who ?? groups.whom), ['hurt']);
  }
  for (const { groups = {} } of matchesOf(text, LOST)) talk.is(talk.who(groups.who), ['died']);
  for (const { groups = {} } of matchesOf(text, PAID_BY)) talk.is(talk.who(groups.who), ['payer']);
  for (const { groups = {} } of matchesOf(text, IS_HIT)) {
    if (THEIR_THING.test(groups.mid ?? '')) continue;
    talk.is(groups.who ? talk.who(groups.who) : third(talk), ['hurt'], WORDS['not-so'].test(groups.mid ?? ''));
  }
  for (const { role, pattern, isBodily } of EVENTS) {
    for (const match of matchesOf(text, pattern)) event(talk, clause, role, isBodily, match);
  }
}

function event(
  talk: Talk,
  { text, said }: MarkedClause,
  role: PersonRole,
  isBodily: boolean,
  { 0: words, index }: RegExpExecArray,
): void {
  if (role === 'payer' && !FREE_PAYER.test(words) && !MONEY.test(said) && !MONEY.test(talk.before)) return;
  const before = text.slice(0, index);
  const after = text.slice(index + words.length);
  const object = isBodily && /[伤倒断]$/.test(words) ? OBJECT.exec(after)?.groups?.who : undefined;
  if (object) {
    talk.is(talk.who(object), [role]);
    return;
  }
  const found = subjectOf(before, isBodily);
  if (!found) {
    if (isBodily && !ANYBODY.test(before) && !/车/.test(before)) {
      if (role !== 'died' || !WALKS.test(words)) talk.is(third(talk), [role], isDenied(before, words));
    }
    return;
  }
  const { who, mid, ahead } = found;
  if (THEIR_THING.test(mid) || TOLD_TO.test(ahead)) return;
  if (WORDS['not-yet'].test(mid) && role !== 'died') return;
  if (role === 'died' && (who.match(ANYBODY) ? talk.who(who).some((one) => one.speaker) : false)) return;
  if (WALKS.test(words) && !/^(?:$|[\s,，。…！!])/.test(after)) return;
  if (role === 'died' && SOFTLY.test(words) && !isOfDeath(talk, { who, mid, words })) return;
  // 我幺儿: somebody of the speaker's whom nobody knows.
  if (isSpeaker(talk, who) && SOMEBODY.test(mid)) return;
  const denied = isDenied(mid, words) || ENDS_DENIED.test(ahead);
  talk.is(talk.who(who), [role], denied);
  // 是我女儿不是我儿子摔的.
  const other = ENDS_DENIED.test(ahead) ? CLEFT_BEFORE.exec(ahead.replace(ENDS_DENIED, ''))?.groups : undefined;
  if (other) talk.is(talk.who(other.who), [role], Boolean(other.neg));
}

/** Whether somebody who 走了 or 没了 has died: nothing of theirs is gone, and they didn't just walk away. */
function isOfDeath(talk: Talk, { who, mid, words }: { who: string; mid: string; words: string }): boolean {
  if (/^is/i.test(words)) return mid.trim().length <= 4;
  if (OF_AN_END.test(mid)) return true;
  if (BY_THEMSELVES.test(mid) || mid.replace(WHEN_THEY_DIED, '') !== '') return false;
  const called = talk.mention([...who].find((one) => ANYBODY.test(one)))?.said ?? '';
  return !WALKS.test(words) || !PRONOUN.test(called) || OF_AN_END.test(talk.whole);
}

const isSpeaker = (talk: Talk, who: string): boolean => talk.who(who).some(({ speaker }) => speaker);
const SOMEBODY = /[儿女爹娘爸妈婆公爷奶叔伯舅姨哥姐弟妹孙嫂侄崽娃媳妇仔夫妻徒]|同事|朋友|邻居|老板|客人|工人/u;

const isDenied = (mid: string, words: string): boolean =>
  WORDS['not-so'].test(mid) || /^(?:not|\w+n['’]?t)\b|\bnot\b/i.test(words);

/** Who an event is said of: the nearest before it, unless they do it to somebody, or somebody does it for them. */
function subjectOf(before: string, isBodily: boolean): { who: string; mid: string; ahead: string } | undefined {
  let rest = before;
  for (let tries = 0; tries < 3; tries++) {
    const { 0: words = '', groups = {} } = NEAREST.exec(rest) ?? {};
    if (!groups.who) return undefined;
    const ahead = rest.slice(0, rest.length - words.length);
    if (!(isBodily ? DOES_IT : FOR_WHOM).test(ahead)) return { who: groups.who, mid: groups.mid ?? '', ahead };
    rest = ahead.replace(isBodily ? DOES_IT : FOR_WHOM, '');
  }
  return undefined;
}

/** Whom a clause without anybody in it is about: not the speaker, who writes of others. */
const third = (talk: Talk) => talk.topic.filter((one) => !one.speaker);
