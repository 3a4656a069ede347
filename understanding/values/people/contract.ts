import { matchesOf } from '../../../language/matches.ts';
import { over } from './marked.ts';
import { WORDS } from './nouns.ts';
import type { PersonRole } from './person.ts';
import type { MarkedClause, Talk } from './talk.ts';

/* Whose the contract and the car are, who bought it for whom, and for whom the speaker speaks. */

const POLICY = WORDS.policy.source;
const CAR = '(?:这|那)?[辆台部架]?(?:私家|小)?车(?:子)?(?![险祸库位贷保主费])';
const NOT = "(?<neg>不|唔|\\snot|n['’]?t)?";
const OTHER = '<K>|<H>|<N>|<C>';

const THEIR_POLICY = over(
  `(?<who>${OTHER})(?:(?:[的嘅]|名下的?|自己的|那)?${POLICY}|['’]s\\s(?:\\w+\\s){0,2}${WORDS.policy.source})|(?<her><H>)\\s(?:\\w+\\s){0,1}${POLICY}`,
);
const POLICY_IS = over(
  `(?:${POLICY}|\\bit)(?:其实|当时|都|也|应该)*(?:${NOT}(?:是|系|係)|\\s?(?:is|was|['’]s)${NOT.replace('neg', 'no')}(?: actually)?\\s(?:in )?)(?<who><A>)(?:自己|本人)?(?:[的嘅](?!名|车)(?:$|[\\s,，。])|['’]s(?:\\sname)?\\s?(?:$|[,.]|now)|$)|${POLICY}[^\\uE000-\\uE6FF]{0,4}(?:名字|户名)[^\\uE000-\\uE6FF]{0,3}是(?<named><A>)`,
);
const POLICY_OF = over(
  `(?:在|挂在)(?<who><A>)(?:的)?名下(?!有?.{0,2}车)|\\bpolicy (?:belongs|belonged) to (?<to><A>)|\\bin (?<in><A>)['’]s name`,
);
const THEIR_OWN = over(
  "^(?:而|但|but |and )?(?<neg>不)?(?:是|系|係|it['’]?s |it is |it was )?(?<neg2>not )?(?<who><A>)(?:自己|本人)?(?:[的嘅]|['’]s)(?:啊|吧|呀)?$",
  'iu',
);
/** She has a policy here; she bought it herself. */
const HAS_POLICY = over(
  `(?<who><K>|<H>|<N>|<C>)(?:[^\\uE000-\\uE6FF]{0,14}?)(?:有(?:过|一)?[份张个]?${POLICY}|\\s(?:has|had)(?: got)? (?:an? |some )?(?:\\w+ ){0,2}${WORDS.policy.source})`,
);
const BOUGHT_IT = over(`${POLICY}(?:也|都|当时)?(?:是|系)(?<who><A>)(?:自己|本人)?(?:${WORDS.bought.source})`);
const TAKEN_OUT = over(`${POLICY} (?:was )?(?:taken out|bought|purchased) by (?<who><A>)(?: for (?<for><L>))?`);
const WRITTEN = over('(?:单子|保单|合同|上面|单)(?:上面?)?(?:写|填)的?(?:名字)?(?:是|的)?(?<who><A>)(?![的嘅])');

const CAR_IS = over(
  `车(?:子|牌)?(?:其实|当时|都)*${NOT}(?:是|系|係|登记在|挂在|写的?是?)(?:登记在|挂在)?(?<who><A>)(?:自己)?(?:的?名下|的名字|[的嘅])|\\b(?:car|vehicle|van|truck)(?:\\sis|\\swas|['’]s)(?<no> not|n['’]?t)?\\s(?<whose><A>)['’]s|\\b(?:car|vehicle|van|truck) (?:belongs|belonged) to (?<to><A>)`,
);
const THEIR_CAR = over(
  `(?<who><K>|<N>|<C>)(?:[的嘅]${CAR}|['’]s\\s(?:\\w+\\s)?(?:car|van|truck|vehicle)\\b)(?<after>.{0,6})`,
);
const NOT_MY_CAR = over("(?:wasn['’]?t|isn['’]?t|not|不是)\\s?(?:my car|<S>的车)", 'iu');
const HIT_BEFORE = /(?:撞|追尾|蹭|刮|碰)[了到上]*$|\b(?:hit|scratched|into|damaged|rear-ended) $/i;

const BOUGHT = over(
  `(?<buyer><A>)?(?<mid>[^\\uE000-\\uE6FF]{0,8})(?:[给帮为替同]|买给)(?<who><L>|自己)(?<between>[^\\uE000-\\uE6FF]{0,4})(?:${WORDS.bought.source})|(?<by><A>)(?<aux>[^\\uE000-\\uE6FF]{0,16}?)\\s(?:${WORDS.bought.source})\\s(?:[a-z]+\\s){0,3}(?:policy|insurance|cover)(?: out)? for (?<for><L>)`,
);
const ABOUT_COVER = /[保宝饱]单|保险|[单险投]|cover|policy|insurance/i;

const FOR = over(
  `(?:替|代(?!驾|理)|帮|受|给(?=.{1,8}?(?:报案|报个案|报一下|理赔|问)))(?<who><L>)(?<mid>[^\\uE000-\\uE6FF]{0,4}?)(?:${WORDS['for-somebody'].source})`,
);
const ON_BEHALF = over(
  `^(?:it['’]?s|this is|that['’]?s) for (?<it><L>)|\\bon behalf of (?<who><L>)|\\b(?:${WORDS['for-somebody'].source})(?: \\w+){0,4}? for (?<whom><L>)(?!['’]s)`,
);

export function contractFacts(talk: Talk, clause: MarkedClause): void {
  const { text, said, isAsked } = clause;
  for (const { groups = {}, index } of matchesOf(text, FOR)) {
    const who = talk.who(groups.who).filter((one) => !one.speaker);
    if (
      !/开车|买/.test(groups.mid ?? '') &&
      !WORDS['not-yet'].test(text.slice(Math.max(0, index - 2), index).replace(/[想要]$/, ''))
    )
      talk.is(who, ['represented']);
  }
  for (const { groups = {} } of matchesOf(text, ON_BEHALF)) {
    talk.is(
      talk.who(groups.who ?? groups.whom ?? groups.it).filter((one) => !one.speaker),
      ['represented'],
    );
  }
  whosePolicy(talk, clause);
  if (isAsked) return;
  for (const { groups = {}, index } of matchesOf(text, BOUGHT)) {
    const { buyer, mid = '', between = '', by, aux = '' } = groups;
    const ahead = text.slice(Math.max(0, index - 8), index) + mid + between + aux;
    if (WORDS['not-yet'].test(ahead) || !(ABOUT_COVER.test(said) || ABOUT_COVER.test(talk.before))) continue;
    const buyers = talk.who(buyer ?? by);
    const insured = groups.who === '自己' ? buyers : talk.who(groups.who ?? groups.for);
    talk.is(buyers, ['policyholder']);
    talk.is(insured, ['insured']);
  }
  for (const { groups = {} } of matchesOf(text, HAS_POLICY)) talk.is(talk.who(groups.who), ['whose-policy']);
  for (const { groups = {} } of matchesOf(text, BOUGHT_IT)) talk.is(talk.who(groups.who), ['policyholder']);
  for (const { groups = {} } of matchesOf(text, TAKEN_OUT)) {
    talk.is(talk.who(groups.who), ['policyholder']);
    talk.is(talk.who(groups.for), ['insured']);
  }
  for (const { groups = {} } of matchesOf(text, WRITTEN)) talk.is(talk.who(groups.who), ['insured']);
  whoseCar(talk, text);
}

function whosePolicy(talk: Talk, { text, said, isAsked }: MarkedClause): void {
  const whose: readonly PersonRole[] = ['whose-policy'];
  for (const { groups = {}, index } of matchesOf(text, THEIR_POLICY)) {
    const before = text.slice(Math.max(0, index - 6), index);
    if (/[给替帮为]\s?$|想.{0,3}$/.test(before) && /买|投(?!诉)|上(?=.{0,4}险)/.test(text)) continue;
    if (/买(?!的|了)|投保(?!的|了|人)/.test(text)) continue;
    talk.is(talk.who(groups.who ?? groups.her), whose);
  }
  if (isAsked) return;
  for (const { groups = {} } of matchesOf(text, POLICY_IS)) {
    if (!/[保宝饱]单|保险|单子|policy|insurance|险/i.test(said)) continue;
    talk.is(talk.who(groups.who ?? groups.named), whose, Boolean(groups.neg ?? groups.no));
  }
  for (const { groups = {} } of matchesOf(text, POLICY_OF)) {
    if (/车/.test(said) && !/保单|险/.test(said)) continue;
    talk.is(talk.who(groups.who ?? groups.to ?? groups.in), whose);
  }
  if (/policy/i.test(said) && /\bnot mine\b|n['’]?t mine\b/i.test(said)) talk.is([talk.people.speaker], whose, true);
  const their = THEIR_OWN.exec(text)?.groups;
  if (their?.who && (talk.predicate.includes('whose-policy') || talk.predicate.includes('owner')))
    talk.is(talk.who(their.who), talk.predicate, Boolean(their.neg ?? their.neg2));
}

function whoseCar(talk: Talk, text: string): void {
  for (const { groups = {} } of matchesOf(text, CAR_IS))
    talk.is(talk.who(groups.who ?? groups.whose ?? groups.to), ['owner'], Boolean(groups.neg ?? groups.no));
  if (NOT_MY_CAR.test(text)) talk.is([talk.people.speaker], ['owner'], true);
  for (const { groups = {}, index } of matchesOf(text, THEIR_CAR)) {
    if (
      HIT_BEFORE.test(text.slice(Math.max(0, index - 12), index)) ||
      /^(?:追?尾?撞|hit)/.test(groups.after?.trim() ?? '')
    )
      continue;
    talk.is(talk.who(groups.who), ['owner']);
  }
}
