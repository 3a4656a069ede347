import { simplified } from '../../language/simplified.ts';
import { normalize } from '../../language/text.ts';
import { heard, WINDOW } from '../../language/window.ts';
import type { NotBut } from '../not-but.ts';
import { isAngry, isOnlyAngry } from '../tone.ts';
import { withoutIdentifiers } from './kit/identifiers.ts';
import type { Reading, ValueReader } from './kit/reading.ts';
import { type Region, regionAt, regionIn } from './kit/regions.ts';

/** Where something happened: in the customer's words, and the region where they name one that is known. */
export interface Place extends Region {
  said: string;
  /** What was said below the region. */
  detail?: string;
}

/** A place's name doesn't go over these: another clause would begin. */
const IN_A_NAME = '(?:(?![我你他她们被撞追刮蹭把说去来等修买要想找没不让□])[\\p{Script=Han}A-Z0-9·-])';
const ENDING =
  '(?:高速公路|高速|快速路|路口|路段|大道|大街|国道|省道|县道|立交桥?|高架桥?|匝道|环岛|红绿灯|斑马线|隧道|大桥|服务区|收费站|加油站|停车场|停车位|地下车库|车库|车位|小区|花园|公寓|宿舍|大厦|广场|商场|超市|菜场|市场|酒店|宾馆|饭店|餐厅|银行|医院|学校|幼儿园|操场|机场|火车站|地铁站|公交站|车站|码头|工厂|厂区|工地|公园|景区|出口|入口|路|街|巷|弄|桥|村|镇|楼下|楼道|电梯|门口|家里|家中|厨房|浴室|卫生间|阳台|客厅|单位|公司|园区)';
const AFTER =
  '(?:附近|旁边|边上|对面|[东南西北]?门口?|[东南西北]口|路口|门口|交叉口|交汇处|交界处|楼下|里面|上|里|内|口|段|[0-9一二三四五六七八九十百]{1,5}号(?:楼|院)?|第?[0-9]{1,4}(?:公里|米)处?|往?\\p{Script=Han}{2}方向)';
const NAME = `(?:我家|我们(?:小区|单位|公司|学校))?${IN_A_NAME}{0,24}?${ENDING}${AFTER}{0,4}`;
/** 文三路和学院路路口; 文三路478号华星大厦停车场. */
const GOING_ON = `(?:[和与跟、]${IN_A_NAME}{1,5}?(?:路|街|大道|高架|大桥)(?:路口|交叉口|交汇处|交界处|口)?|${IN_A_NAME}{0,8}?${ENDING}${AFTER}{0,4}){0,3}`;
const FROM_HERE = new RegExp(`${NAME}${GOING_ON}`, 'iuy');
/** What a place follows. 送到医院 and 在修理厂 say where somebody or something is now. */
const BEFORE =
  /(?:喺|系(?=旺角|尖沙咀|油麻地|深水埗|铜锣湾|观塘|中环|上环|湾仔|沙田|荃湾|元朗|屯门|大埔|将军澳|红磡|九龙|新界|港岛)(?!..?.?人)|(?<![现存])(?:正?在|停在|停到|位于|发生在|途[经径]|经过)|[开走骑驶行]到|行驶至|行至|(?:地点|地址|位置)[是在为:：]?)\s?/gu;
/** On the way, at work: no place. Repair shops and hospitals are where it ended. */
const NO_PLACE =
  /^(?:路|街|桥|村|镇)[上里口]?$|^(?:医院|修理厂|维修厂|4S店)|(?:的|回家|上班|下班|出差|开车|骑车)路上?|手术|住院/u;

const STREET_TYPE =
  '(?:road|street|avenue|boulevard|drive|highway|expressway|motorway|freeway|lane|bridge|tunnel|flyover|ramp|junction|intersection|crossing|crossroads|roundabout|corner|square|car park|parking lot|parking garage|garage|petrol station|gas station|service area|toll station|bus stop|mall|supermarket|shop|store|restaurant|hotel|school|university|campus|playground|park|railway station|station|airport|compound|neighbou?rhood|gate|home|kitchen|bathroom|office|factory|site)';
const WORD = "(?!(?:on|at|in|near|when|while|and|the|was|is)\\b)[A-Z0-9][\\w'-]*";
const ENGLISH = new RegExp(
  `\\b(?:on|at|in|near|outside|along|behind|opposite)\\s((?:the\\s|my\\s|our\\s)?(?:${WORD}\\s){0,4}${STREET_TYPE}\\b(?:\\s(?:of|near|in|at|and)\\s(?:the\\s)?(?:${WORD}\\s){0,2}(?:${STREET_TYPE}|${WORD})\\b)?)`,
  'i',
);
/** 12 Wukang Road, Shanghai. */
const NUMBERED =
  /\b\d{1,5}[A-Za-z]? (?:[A-Z][\w'’-]* ){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Highway|Drive)\b(?:,? [A-Z][\w'’-]+){0,2}/;
/** Near what has a name. */
const NAMED =
  /\b(?:near|outside|opposite|behind|beside|next to) ((?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}(?: in [A-Z][\w'’-]+)?)/;
const RELEVANT =
  /在|到|位于|經過|经过|行至|地[点點址]|位置|\b(?:on|at|in|near|outside|along|behind|opposite)\s|[省市区區县縣路街]/i;
/** Nobody's place is described in more. */
const LONGEST_PLACE = 120;

/** A place that stands in a message: what follows 在 or "at" and ends like a place, or begins with a region. */
export const findPlace: ValueReader<Place> = (text, context) => {
  const said = withoutIdentifiers(heard(text, RELEVANT), context);
  const name = chineseIn(said) ?? ENGLISH.exec(said)?.[1] ?? NUMBERED.exec(said)?.[0] ?? NAMED.exec(said)?.[1];
  return name ? { value: placeOf(name.replace(ON, '')) } : undefined;
};

/** An answer to "where": kept as it was said. */
export const place: ValueReader<Place> = (text, context) => {
  const words = normalize(text.slice(0, LONGEST_PLACE * 4));
  // Nothing but a policy number, a phone or a plate is where nothing happened.
  const isShort = words.length <= WINDOW;
  if (isShort && !/[\p{L}\p{N}]/u.test(withoutIdentifiers(words, context).replace(WHAT_IT_IS, ''))) return undefined;
  const said = words
    .replace(/^(?:(?:就|是|应该|大概|正)?在|位于|at|on|in|near)\s*/iu, '')
    .replace(/(?:那里|那边|那儿|这里|吧|附近吧)?[。.!！\s]{0,3}$/u, '');
  if (said.length > LONGEST_PLACE) return { ask: 'too-long' };
  const found: Reading<Place> = /[，,。]/u.test(said) ? findPlace(text, context) : undefined;
  if (found) return found;
  const isCurse = isOnlyAngry(said) && /[你您]|\byou/i.test(said);
  if (said.length < 2 || isCurse || (isRemark(said) && said === words && !looksLikePlace(said))) return undefined;
  return { value: placeOf(said) };
};

/** A place with the part of its name that was wrong put right, as words. */
export function placePutRight({ said }: Place, { not, but }: NotBut): string | undefined {
  const wrong = simplified(not)
    .replace(/(?:那里|那边|那儿)$/u, '')
    .toLowerCase();
  const at = simplified(said).toLowerCase().indexOf(wrong);
  if (wrong.length < 2 || at < 0) return undefined;
  return said.slice(0, at) + but + said.slice(at + wrong.length);
}

/** Names a region, or ends like a place. */
const looksLikePlace = (said: string): boolean =>
  LIKE_A_PLACE.test(simplified(said)) || regionIn(simplified(said)) !== undefined || ENGLISH.test(said);
const LIKE_A_PLACE = new RegExp(
  `${ENDING}${AFTER}{0,4}$|[0-9一二三四五六七八九十]+(?:号|幢|栋|楼|公里|km)|\\b${STREET_TYPE}$`,
  'iu',
);

/** What people say while they are asked for a place, to the desk or to nobody: it would be read back as the place. */
const isRemark = (said: string): boolean => isAngry(said) || REMARK.test(simplified(said));
const REMARK = new RegExp(
  [
    // Said to go on, to wait, out of courtesy.
    '^(?:[嗯哦噢啊呃额唉哎诶呵哈嘿呜]+|好+[的吧呀啊了嘛]*|行[吧了啊]*|可以|是[的啊吗]?|对[的啊]?|没错|继续|接着说?|往下|下一[步个]|等[等我下一会儿]*|稍[等候]一?[下会儿]*|快一?点[啊吧呀]*|赶紧的?|多?谢+谢?.{0,4}|[你您]好[啊呀]?|在[吗么]|有人[吗么].{0,2}|再见|拜拜|算了|随便|都行|没了|没有?了?|收到|知道了?|明白了?)[。.!！~，,\\s]*$',
    // To the desk, and of it.
    '[你您](?!家)|傻[逼叉瓜子x]|脑残|智障|有病|去死|滚|骗|垃圾|废话|客服|机器人|人工',
    // Of what the speaker wants, has and feels.
    '^(?:我|俺|人家|老子)?(?:都|真的?|也|还)?(?:不(?:想|要|愿|肯|便|方便|告诉|说|给|发|会|能|敢|管|关)|想|没(?:有|法|空|带|拍|时间)|觉得|希望|害怕|担心|着急)',
    '照片|图片|视频|隐私|保密|(?:死|坏|疯)我?了$|(?:气人|烦人|倒霉|急死|吓人|吓死.*|气死.*)了?$',
    '^(?:ok(?:ay)?|yes|yeah|yep|sure|fine|no|nope|hm+|uh+|well|right|go on|continue|next|wait|hold on|hang on|one (?:moment|sec(?:ond)?)|hurry(?: up)?|quick(?:ly)?|please|thanks?(?: you)?.{0,12}|hello|hi|hey|bye|whatever|never ?mind|got it)[,.!?\\s]*$',
    "\\b(?:you|your|you'?re|u)\\b|^(?:i|i'?m|i'?d|i'?ll|we)\\b|photo|picture|video|\\b(?:stupid|idiot|moron|robot|bot)\\b|^(?:do not|don'?t|why|what|not)\\b|private|none of",
  ].join('|'),
  'iu',
);

/** What somebody says before a number, and no place. */
const WHAT_IT_IS =
  /(?:我的?|这是|给你|喏)?(?:保单号?|保险单号?|单号|电话|手机|手机号|号码|车牌号?|身份证号?)(?:码)?(?:是|为|[:：])?|\b(?:my |the )?(?:policy|phone|mobile|plate)(?: number| no\.?)?(?: is)?\b|□/giu;

/** 「在文一路上」 is on the road; its name is 文一路. */
const ON = /(?<=[路街道])上$/u;

/** Chinese is read in simplified characters and kept as it was written. */
function chineseIn(said: string): string | undefined {
  const plain = simplified(said);
  const written = (at: number, end: number) => (plain.length === said.length ? said : plain).slice(at, end);
  for (const { 0: before, index } of plain.matchAll(BEFORE)) {
    const at = index + before.length;
    const region = regionAt(plain, at);
    const end =
      endOfName(plain, region?.end ?? at) ??
      region?.end ??
      (/[喺系]/u.test(before) ? endOfSpoken(plain, at) : undefined);
    if (end !== undefined && !NO_PLACE.test(plain.slice(at, end))) return written(at, end);
  }
  const region = /\p{Script=Han}/u.test(plain) ? regionIn(plain) : undefined;
  return region && written(region.at, endOfName(plain, region.end) ?? region.end);
}

function endOfName(text: string, at: number): number | undefined {
  FROM_HERE.lastIndex = at;
  return FROM_HERE.test(text) ? FROM_HERE.lastIndex : undefined;
}

/** In Cantonese 喺 says of nothing but a place that it is one: 喺旺角俾人撞. */
const SPOKEN = new RegExp(
  `(?![度呢嗰边架部])(?:(?![住做返翻等紧])${IN_A_NAME}){2,8}?(?=[俾畀比被撞追刮跌炒，,。.！!\\s]|$)`,
  'uy',
);
function endOfSpoken(text: string, at: number): number | undefined {
  SPOKEN.lastIndex = at;
  return SPOKEN.test(text) ? SPOKEN.lastIndex : undefined;
}

function placeOf(said: string): Place {
  const found = regionIn(simplified(said));
  if (!found) return { said };
  const detail = said.slice(found.end).replace(/^的/u, '');
  return { said, ...found.region, ...(found.at === 0 && detail ? { detail } : {}) };
}
