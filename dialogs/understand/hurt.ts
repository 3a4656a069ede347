import { simplified } from '../../knowledge/search/simplified.ts';
import { tellsOfDeath } from './distress/distress.ts';
import { asksWhetherPaid } from './paid.ts';
import type { Reader } from './reading.ts';
import { readable } from './window.ts';

/*
 * Whether somebody is hurt. That nobody is, is taken where all of it says so, and from nothing else: it stands in a
 * report that a court may read. Whatever may be somebody badly off is told the emergency numbers first.
 */

/** Who is so badly off that nothing else comes first. */
const BADLY = joined(
  // No sign of life; not a tyre's air, nor a machine that doesn't react.
  /(?<![车机锁屏门网页统胎轮們们])没(?:有|了)?(?:反应|知觉|呼吸|心跳|脉搏)|没(?:有|了)?意识(?!到)|(?<![胎轮车])没气了/,
  /不省人事|叫不[醒应]|醒不过来|没醒过来|失去意识|昏(?:迷|过去|倒)|晕(?:倒|过去)|抽搐|翻白眼?|口吐白沫|(?<!压得)(?:喘|透)不[上过]|呼吸困难|(?:不能|无法|没法)呼吸/,
  /一动不动|躺[在着倒]?(?:地上|路上|马路上|血泊)|(?:[他她人]|老太太|老人|孩子).{0,8}(?:不动|动不了|没动静)/,
  /流了?(?:很多|好多|不少|一地的?)血|(?:正在|一直|在|还在)流血|(?:都|全)是血|(?:人|[他她我]).{0,4}压在(?:车|货|墙|树|石头?)?(?:底|下)|人.{0,4}卡在(?:车|里|驾驶)/,
  /unconscious|\btrapped\b|pinned|crushed under|passed out|blacked out|\bpulse\b|is bleeding|bleeding (?:badly|a lot|heavily)/,
  /\b(?:not|isn'?t|stopped) (?:breathing|conscious|waking)|(?:won'?t|doesn'?t|can'?t) (?:wake|breathe)|no response from|lying (?:on|in) the (?:road|ground|street)/,
  /\b(?:s?he|they|him|her|driver|passenger|pedestrian|cyclist|man|woman|wife|husband|son|daughter|mum|mom|dad|child|kid)\b.{0,24}(?:unresponsive|(?:not|isn'?t|stopped|won'?t|doesn'?t) (?:mov|respond))/,
);

/** Who has swallowed what harms them, on purpose or not. */
const POISONED = joined(
  /(?:吃|喝|吞|服|咽|误[食服吞喝饮])(?!药).{0,8}(?:安眠药|农药|百草枯|敌敌畏|[老耗][鼠子]药|毒药|洗洁精|洗衣液|消毒[液水]|电池|清洁剂|洁厕|杀虫|除草剂|甲醇|水银|汽油)/,
  /(?:安眠药|农药|百草枯|敌敌畏|[老耗][鼠子]药|消毒[液水]|清洁剂|除草剂).{0,8}(?:喝|吃|吞)(?:了|下|完|多)/,
  /(?:吃错|吃重|吃多(?![少久长])|多吃)了?.{0,3}药|药.{0,8}(?:吃错|吃重|吃多|过量)(?![少久长])了?|吞了?一?(?:整|大)?(?:板|瓶|把|盒)/,
  /\b(?:drank|drunk|swallow\w*|took|taken|ate|eaten)\b.{0,24}(?:weed ?killer|bleach|pesticide|rat poison|antifreeze|detergent|batter(?:y|ies)|sleeping (?:pills|tablets)|whole (?:bottle|pack))/,
  /\boverdos|\btook (?:too many|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))\b.{0,30}(?:tablets|pills)/,
);
const ANIMAL = /[狗猫猪牛羊鸡]|宠物|\b(?:dog|cat|puppy|kitten|pet|horse)s?\b/i;

/** Who is hurt, however badly. */
const HURT = joined(
  /受伤|受傷|流血|出血|骨折|(?:腿|手|胳[膊臂]|脚|骨头?|腰|脖子|手指|指头)(?:都|被|给|也)?(?:撞|压|夹|摔)?断|(?<![车机船])头(?:都|被|给|也)?(?:撞|磕|砸)?破/,
  /压住|夹住|压在(?:车|货|墙|树|石头?)?(?:底|下)|被困|救护车|送医|疼得/,
  /\bhurt|injur|bleed|\bblood\b(?! (?:type|test|pressure|sugar))|ambulance/,
  /broken (?:arm|leg|bone|rib|neck|wrist|ankle|nose)|(?:arm|leg|bone|rib|neck|wrist|ankle|nose)s? (?:is|are|looks?) broken/,
);
/** Whatever is said of a body, in answer to the question. */
const ACHES = joined(
  /疼|痛|血|伤(?!亡|者|害)|肿|(?:头|脑袋)晕|恶心|一直吐|呕|磕|扭|擦破|划破|烫|烧伤|骨/,
  /\b(?:pain|sore|ache|dizzy|sick|bruise|cut|neck|head|arm|leg)/,
);

/** Nobody is hurt, in so many words. */
const NOBODY =
  /(?:没有?人员?|无人员?|人都?没有?|未有人|都没有?|没有?)(?:受伤|伤亡)(?:的|了)?|(?:没有?|未)(?:人)?伤(?:着|到|及)人|无伤亡|人(?:都|员)?(?:没事|没伤|平安|安全|无恙|好好的)|大家都(?:没事|好)|(?:no ?one|no-one|nobody)(?:'s| is| was| got| has been)? (?:hurt|injured|harmed)|no injur(?:y|ies)|without injur(?:y|ies)|(?:everyone|everybody|we|i)(?:'s|'re|'m| is| are| am)? (?:all )?(?:fine|ok|okay|safe|unhurt)/gi;
/** A sign of it that is denied is no sign of it. */
const DENIED =
  /(?:没有?|未|不)(?:流血|出血|骨折|昏迷|晕倒|被困)|\b(?:no|not|isn't|wasn't) (?:bleeding|blood|unconscious|trapped)/gi;
const UNSURE =
  /不知道|不清楚|不确定|没看清|没看见|可能|也许|好像|应该|大概|估计|吧(?=$|[，,。.!！?？\s])|吧我|not sure|don'?t know|\bi (?:think|guess|hope)\b|maybe|probably|perhaps|nobody knows|no idea/i;
const IN_QUESTION = /(?:有没有|是否|会不会|如果|要是|假如|万一).{0,6}(?:受伤|死)|if (?:someone|anybody|somebody)/i;

/** Nothing but a no, or a yes. */
const BARE_NO =
  /^(?:[嗯哦呃额啊,，.。\s]|那个)*(?:(?:都|全|真)?(?:没有?|冇|无|否|不|不是|唔系)(?:人|谁|伤|有)?(?:受伤|伤)?(?:的)?|没事|都没事|no|nope|nah|none|nobody|no ?one|no-one|not hurt|all (?:fine|ok|good))[的呢啊哦呀啦了\s]*[。.!！~\s]*$/iu;
const BARE_YES =
  /^(?:[嗯哦呃额啊,，.。\s]|那个)*(?:有(?:的|人|啊|个人|几个|一个|两个)?|是|是的|对|对的|嗯|yes|yeah|yep|y|there (?:is|are)|some(?:one|body)(?: is)?|i am)[的呢啊呀了\s]*[。.!！~\s]*$/iu;
/** A no, and then something of its own. */
const NO_AND = /^(?:没有?|没人|无|否|冇|no|nope|nah)[\s,，.。!！;；]+(.+)$/isu;
/** Whoever goes on with this goes on with somebody, or takes something back. */
const SOMEBODY_ELSE =
  /[他她]|孩|老[人婆公]|[婆妈爸爹娘妻儿女]|司机|乘客|行人|路人|对方的?人|\b(?:he|she|him|her|they|them|wife|husband|son|daughter|mum|mom|dad|child|kids?|passenger|driver|but|wait|except)\b|但|只是|不过|就是(?!.{0,3}[车门漆灯杠])|不报|算了|退保/i;

/** The alternatives in one pattern; letters of either case. */
function joined(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'iu');
}

const plain = (text: string): string => simplified(readable(text));

/** What is left of a message without what it denies. */
const withoutDenied = (said: string): string => said.replace(NOBODY, '□').replace(DENIED, '□');

/** Whether somebody is hurt, where the message says so. */
export const anyoneHurt: Reader<boolean> = (text) => {
  const said = plain(text);
  const rest = withoutDenied(said);
  if (isPoisoned(rest) || BADLY.test(rest)) return { value: true };
  if ((HURT.test(rest) || tellsOfDeath(text)) && !IN_QUESTION.test(said)) return { value: true };
  const [denial] = said.matchAll(NOBODY);
  return denial && !isUnsure(said, denial) && !saysMore(rest) ? { value: false } : undefined;
};

/** The same in answer to the question: a no is one where it stands alone, or goes on about something else than people. */
export const hurtAnswer: Reader<boolean> = (text, context) => {
  const told = anyoneHurt(text, context);
  if (told) return told;
  const said = plain(text).trim();
  if (ACHES.test(withoutDenied(said))) return { value: true };
  if (UNSURE.test(said)) return { ask: 'unsure' };
  if (BARE_NO.test(said)) return { value: false };
  if (BARE_YES.test(said)) return { value: true };
  const [, more] = NO_AND.exec(said) ?? [];
  return more !== undefined && !SOMEBODY_ELSE.test(more) ? { value: false } : undefined;
};

/** Whether a message, whatever it is about, tells of somebody who needs help at once. A question about cover doesn't. */
export function needsHelpNow(text: string): boolean {
  const rest = withoutDenied(plain(text));
  return (isPoisoned(rest) || BADLY.test(rest)) && !asksWhetherPaid(text) && !IN_QUESTION.test(rest);
}

const isPoisoned = (rest: string): boolean => POISONED.test(rest) && !ANIMAL.test(rest);

/** Whether the clause of a denial, or a short one right after it, takes it back. */
function isUnsure(said: string, { 0: words, index }: RegExpExecArray): boolean {
  const end = index + words.length;
  const before = (/[^，,。.;；!！?？\n]*$/.exec(said.slice(0, index))?.[0] ?? '').slice(-DOUBT_REACHES);
  const after =
    /^[^，,。.;；!！?？\n]*(?:[，,。.;；!！\s]+[^，,。.;；!！?？\n]{0,10}(?=$|[，,。.;；!！?？\n]))?/.exec(
      said.slice(end),
    )?.[0] ?? '';
  return UNSURE.test(before) || UNSURE.test(after);
}

/** Whether what comes with a denial speaks of a body all the same. */
const saysMore = (rest: string): boolean => rest.length <= LONGEST_ANSWER && ACHES.test(rest);

/** Characters before a denial whose doubt is about it: dictated text has no commas, and its "about" is of the time. */
const DOUBT_REACHES = 16;

/** In a whole story other things ache. */
const LONGEST_ANSWER = 60;
