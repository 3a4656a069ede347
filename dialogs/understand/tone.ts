import { MOST_READ } from './window.ts';

/** Words of anger, not of a matter: whoever only reports that somebody else was rude is not angry with us. */
const ANGRY =
  /(?:什么|啥|你们这)(?:破|垃圾|狗屁|烂)|垃圾(?:公司|保险|客服|服务|玩意)|骗子(?:公司|保险)?|坑人|坑爹|气死|火大|太过分|欺人太甚|不要脸|王八蛋|混蛋|他妈|妈的|操你|滚蛋|废物|有病吧|耍我|糊弄|踢皮球|忍无可忍|受够了|什么态度|到底(?:赔不赔|有没有人|管不管|什么时候)|\b(?:bullshit|bloody|fucking|fuck|shit|damn|crap|ridiculous|outrageous|disgusting|furious|fed up|sick of|scam(?:mers)?|rip-?off|joke of a|unacceptable|useless|pathetic)\b/i;

/** Whether somebody is angry with us, by the words that they use. */
export const isAngry = (said: string): boolean => ANGRY.test(said.slice(0, MOST_READ));
