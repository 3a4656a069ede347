import { matchesOf } from '../../language/matches.ts';
import { simplified } from '../../language/simplified.ts';
import { readable } from '../../language/window.ts';
import { acknowledges } from '../acknowledges.ts';
import { asksWhetherPaid } from '../paid.ts';
import { type DangerKind, dangerIn } from '../phrases/danger/danger.ts';
import { tellsOfDeath } from '../phrases/distress/distress.ts';
import { spoken } from '../phrases/word-list.ts';
import type { ValueReader } from './reading.ts';

/*
 * Whether somebody is hurt. That nobody is, is taken where all of it says so, and from nothing else: it stands in a
 * report that a court may read. Whatever may be somebody badly off is told the emergency numbers first.
 */

/** Who is so badly off that nothing else comes first. */
const BADLY = joined(
  // No sign of life; not a tyre's air, nor a machine that doesn't react.
  /(?<![车机锁屏门网页统胎轮們们])没(?:有|了)?(?:反应|知觉|呼吸|心跳|脉搏)|没(?:有|了)?意识(?!到)|(?<!(?:胎|轮|车|球|罐|炉|煤|灶).{0,3})没气了/,
  /不省人事|叫不[醒应]|醒不过来|没醒过来|失去意识|昏(?:迷|过去|倒)|晕(?:倒|过去)|抽搐|翻白眼?|口吐白沫|(?<!压得)(?:喘|透)不[上过]|呼吸困难|(?:不能|无法|没法)呼吸/,
  /一动不动|躺[在着倒]?(?:地上|路上|马路上|血泊)|(?:[他她]|(?<!保)人|老太太|老人|孩子).{0,8}(?:不动|动不了|没动静)/,
  /流了?(?:很多|好多|不少|一地的?)血|(?:正在|一直|在|还在)流血|(?:都|全)是血|(?:人|[他她我]|脚|腿|手(?![机表提套])|身子?).{0,6}压[在到](?:了)?(?:车|货|货架|柜子|方向盘|座[位椅]|墙|树|石头?|机器)?(?:底|下)|人.{0,4}(?:卡|夹|困|堵)[在住主]?.{0,6}(?:车|电梯|门里|屋里|驾驶|出不来|下不来)|(?:人|[他她我]|孩子|老人).{0,8}(?:出不来|拖不出来|拉不出来|下不来)|(?:趴|歪|倒)在(?:方向盘|驾驶|车里)/,
  /unconscious|\b(?:im|i|hes|he|shes|she|they|him|her|son|daughter|wife|husband|mum|mom|dad|child|kids?|baby|passenger|driver)(?:['’](?:s|m|re)| is| am| are| was)? (?:still )?stuck (?:in|inside|under)\b|\btrapped\b|pinned|crushed under|passed out|blacked out|\bpulse\b|is bleeding|bleeding (?:badly|a lot|heavily)/,
  /\b(?:not|isn'?t|stopped) (?:breathing|conscious|waking)|(?:won'?t|doesn'?t|can'?t) (?:wake|breathe)|no response from|lying (?:on|in) the (?:road|ground|street)/,
  /\b(?:s?he|they|him|her|driver|passenger|pedestrian|cyclist|man|woman|wife|husband|son|daughter|mum|mom|dad|child|kid)\b.{0,24}(?:unresponsive|(?:not|isn'?t|stopped|won'?t|doesn'?t) (?:mov|respond))/,
);

/** Who has swallowed what harms them, on purpose or not. */
const POISONED = joined(
  /(?:吃|喝|吞|服|咽|误[食服吞喝饮])(?!药).{0,8}(?:安眠药|农药|百草枯|敌敌畏|[老耗][鼠子]药|毒药|洗洁精|洗衣液|消毒[液水]|电池|清洁剂|洁厕|杀虫|除草剂|甲醇|水银|汽油)/,
  /(?:安眠药|农药|百草枯|敌敌畏|[老耗][鼠子]药|消毒[液水]|清洁剂|除草剂|洗洁精|洗衣液|洗衣凝珠|洁厕[灵剂]?|电池|磁力珠|干燥剂|樟脑丸|水银).{0,8}(?:喝|吃|吞|咽)(?:了|下|完|多|进)/,
  /(?:吃错|吃重|吃多(?![少久长])|多吃)了?.{0,3}药|药.{0,8}(?:吃错|吃重|吃多|过量)(?![少久长])了?|吞了?一?(?:整|大)?(?:板|瓶|把|盒)/,
  /\b(?:drank|drunk|swallow\w*|took|taken|ate|eaten|got into)\b.{0,24}(?:weed ?killer|(?:drain|oven|toilet) cleaner|bleach|pesticide|rat poison|antifreeze|detergent|batter(?:y|ies)|sleeping (?:pills|tablets)|whole (?:bottle|pack))/,
  /\boverdos|\bswallowed (?:a )?(?:bunch|handful|lot|bottle|pack) of\b.{0,16}(?:pills|tablets)|\b(?:took|taken|ate) (?:the |some )?wrong (?:pills?|tablets?|medicine|medication)|食(?:錯|错)|\btook (?:too many|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))\b.{0,30}(?:tablets|pills)/,
);
const ANIMAL = /[狗猫猪牛羊鸡]|宠物|\b(?:dog|cat|puppy|kitten|pet|horse)s?\b/i;

/** An animal that is hurt is no person. */
const HURT_ANIMAL =
  /(?:[狗猫猪牛羊鸡]|宠物).{0,6}(?:受伤|流血|出血|骨折|撞伤|断了?腿)|\b(?:dog|cat|puppy|kitten|pet|horse)s?\b.{0,12}(?:(?:is|was|got|were) )?(?:hurt|injured|bleeding)/gi;

/** Who is hurt, however badly. */
const HURT = joined(
  /受伤|受傷|流血|出血|骨折|(?:腿|手|胳[膊臂]|脚|骨头?|腰|脖子|手指|指头)(?:都|被|给|也)?(?:撞|压|夹|摔)?断|(?<![车机船])头(?:都|被|给|也)?(?:撞|磕|砸)?破/,
  /压住|夹住|压在(?:车|货|墙|树|石头?)?(?:底|下)|被困|救护车|送医|疼得/,
  /\bhurt|injur|bleed|\bblood\b(?! (?:type|test|pressure|sugar))|ambulance/,
  /broken (?:arm|leg|bone|rib|neck|wrist|ankle|nose)|(?:arm|leg|bone|rib|neck|wrist|ankle|nose)s? (?:is|are|looks?) broken/,
);
/** Whatever is said of a body, in answer to the question. */
const ACHES = joined(
  /疼|痛|血|伤(?!亡|者|害)|肿|青了|淤青|(?:摔|滑)了?一?(?:跤|跌)|头.{0,3}晕|脑袋.{0,3}晕|郁不到|发晕|晕乎|迷糊|麻木?(?!烦)|动不了|恶心|一直吐|呕|磕|扭|擦破|划破|烫|烧伤|骨/,
  /\b(?:pain|sore|ache|dizzy|faint|numb|shaken|pregnant|sick|bruise|cut|neck|head|arm|leg)/,
);

/** Nobody is hurt, in so many words. */
const NOBODY =
  /(?<!有)(?:没有?人员?|无人员?|人都?没有?|未有人|都没有?|没有?)(?:受伤|伤亡)(?:的|了)?|(?:没有?|未)(?:人)?伤(?:着|到|及)人|没有?人伤(?:了|到|着)?|没伤(?:着|到)?(?=$|[，,。.!！\s了啥的])|人都?没有事|(?:家里|车里|车上|屋里|店里)(?:当时|那时|都)?没有?人(?=$|[，,。.!！\s在了])|(?:no ?one|nobody) (?:was |were |is )?(?:in it|inside|in the (?:car|house|flat)|there|at home|home)|无伤亡|人(?:都|员)?(?:没事|没伤|平安|安全|无恙|好好的)|大家都(?:没事|好)|(?:no ?one|no-one|nobody)(?:'s| is| was| got| has been)? (?:hurt|injured|harmed)|no injur(?:y|ies)|without injur(?:y|ies)|(?:everyone|everybody|we|i)(?:'s|'re|'m| is| are| am)? (?:all )?(?:fine|ok|okay|safe|unhurt)/gi;
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
  /^(?:[嗯哦呃额啊,，.。\s]|那个)*(?:有(?:的|人|啊|个人|几个|一个|两个)?|是|是的|对|对的|yes|yeah|yep|y|there (?:is|are)|some(?:one|body)(?: is)?|i am)[的呢啊呀了\s]*[。.!！~\s]*$/iu;
/** A no, and then something of its own. */
const NO_AND = /^(?:没有?|没人|无|否|冇|no|nope|nah)[\s,，.。!！;；]+(.+)$/isu;
/** Whoever goes on with this goes on with somebody, or takes something back. */
const SOMEBODY_ELSE =
  /[他她]|孩|老[人婆公]|[婆妈爸爹娘妻儿女]|司机|乘客|行人|路人|对方的?人|\b(?:he|she|him|her|they|them|wife|husband|son|daughter|mum|mom|dad|child|kids?|passenger|driver|but|wait|except)\b|但|只是|不过|就是(?!.{0,3}[车门漆灯杠])|不报|算了|退保/i;

/** The alternatives in one pattern; letters of either case. */
function joined(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'iu');
}

/** Simplified characters, and the words of speech by which the patterns know them. */
const plain = (text: string): string => spoken(simplified(readable(text)));

/** What is left of a message without what it denies. */
const withoutDenied = (said: string): string =>
  said.replace(NOBODY, '□').replace(DENIED, '□').replace(HURT_ANIMAL, '□');

/** A text without its words that nobody is hurt: they tell of no injury. */
export const withoutUnhurt = (said: string): string => said.replace(NOBODY, '□').replace(DENIED, '□');

/** Whether somebody is hurt, where the message says so. */
export const anyoneHurt: ValueReader<boolean> = (text) => {
  const said = plain(text);
  const rest = withoutDenied(said);
  if (isPoisoned(rest) || BADLY.test(rest)) return { value: true };
  if ((HURT.test(rest) || tellsOfDeath(text)) && !IN_QUESTION.test(said)) return { value: true };
  const [denial] = matchesOf(said, NOBODY);
  return denial && !IN_QUESTION.test(said) && !isUnsure(said, denial) && !saysMore(rest) ? { value: false } : undefined;
};

/** The same in answer to the question: a no is one where it stands alone, or goes on about something else than people. */
export const hurtAnswer: ValueReader<boolean> = (text, context) => {
  const told = anyoneHurt(text, context);
  if (told) return told;
  const said = plain(text).trim();
  if (IN_QUESTION.test(said)) return { ask: 'unsure' };
  if (ACHES.test(withoutDenied(said))) return { value: true };
  if (UNSURE.test(said)) return { ask: 'unsure' };
  if (BARE_NO.test(said)) return { value: false };
  if (BARE_YES.test(said)) return { value: true };
  // 嗯 may only say that the question was heard.
  if (acknowledges(said)) return { ask: 'yes-or-no' };
  const [, more] = NO_AND.exec(said) ?? [];
  return more !== undefined && !SOMEBODY_ELSE.test(more) ? { value: false } : undefined;
};

/**
 * The danger that somebody is in as the message is written, whatever it is about; undefined where nobody needs help at
 * once. A question about cover tells of none.
 */
export function dangerOf(text: string): DangerKind | undefined {
  const danger = dangerIn(text);
  if (danger) return danger;
  const rest = withoutDenied(plain(text));
  if (HELPED.test(rest) || asksOfCover(text) || IN_QUESTION.test(rest)) return undefined;
  if (isPoisoned(rest)) return 'poison';
  return BADLY.test(rest) ? 'collapse' : undefined;
}

/** Whether a message, whatever it is about, tells of somebody who needs help at once; who is being robbed isn't hurt. */
export function needsHelpNow(text: string): boolean {
  const danger = dangerOf(text);
  return danger !== undefined && danger !== 'fraud';
}

/** Who is in hospital is helped already; what an illness counts as, and how long it lasted, is no call for help. */
const HELPED =
  /(?:已经?|在|住|进|送到).{0,4}(?:医院|急诊|icu)|住院|抢救费|呼吸机|(?:个月|[几两一二三四五六七八九十\d]天|一辈子|第二天|礼拜)|轮椅|评残|受益|怎么算|算.{0,8}(?:吗|么|不|类)|属于|含义|深度昏迷|\b(?:(?:in|at) (?:the )?(?:hospital|icu|intensive care)|beneficiar\w+|phoned in|called in)\b/i;

/** Asks whether it is paid; whether it can be reported, or that somebody can't get out, is no such question. */
export const asksOfCover = (text: string): boolean =>
  asksWhetherPaid(text.replace(/(?:还|能|可以|现在){0,3}报案吗?|(?:出|下|拖|拉|救)不[出下]?[来去]|你们管不管/gu, '□'));

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
