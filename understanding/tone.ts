import { MOST_READ } from '../language/window.ts';

/** Words of anger, not of a matter: whoever only reports that somebody else was rude is not angry with us. */
const ANGRY =
  /(?:什么|啥|你们这)(?:破|垃圾|狗屁|烂)|垃圾(?:公司|保险|客服|服务|玩意)|骗子(?:公司|保险)?|坑人|坑爹|气死|火大|太过分|欺人太甚|不要脸|王八蛋|混蛋|他妈|妈的|操你|滚蛋|废物|有病吧|耍我|糊弄|踢皮球|忍无可忍|受够了|什么态度|傻[逼叉x]|脑残|智障|去死吧?$|没用的东西|不是东西|^滚|到底(?:赔不赔|有没有人|管不管|什么时候)|\b(?:bullshit|bloody|fucking|fuck|shit|damn|crap|ridiculous|outrageous|disgusting|furious|fed up|sick of|scam(?:mers)?|rip-?off|joke of a|unacceptable|useless|pathetic|crooks?|liars?|idiots?|morons?|stupid)\b/i;

/** Whether somebody is angry with us, by the words that they use. */
export const isAngry = (said: string): boolean => ANGRY.test(said.slice(0, MOST_READ));

/** What somebody is angry about, or wants done about it: then it is a matter. */
const ABOUT_SOMETHING = /投诉|举报|赔|退|钱|保费|理赔|拖|拒|态度|complain|refund|claim|pay|money|delay|refus/i;
/** A curse is no longer. */
const CURSE = 24;
const CURSE_IN_ENGLISH = 48;

/** Whether a message is a curse and nothing else: nobody wants it written down as what they asked for. */
export const isOnlyAngry = (said: string): boolean =>
  said.length <= (/\p{Script=Han}/u.test(said) ? CURSE : CURSE_IN_ENGLISH) &&
  isAngry(said) &&
  !ABOUT_SOMETHING.test(said);
