import type { Intent } from './intents.ts';

/**
 * What is said in so few words, or matters so much, that no classifier should have a say. The whole message must fit;
 * the first rule that does wins.
 */
const RULES: readonly (readonly [Intent, RegExp])[] = [
  [
    'human',
    /^(?:(?:我要|我想|请|麻烦|帮我|给我|快|马上|直接|可以|能不能|能)*(?:转|找|换|接|要|叫|联系)一?[下个位名]?(?:真人|人工|客服人员|人工客服|人工坐席|坐席|活人|人来)(?:客服|坐席|服务)?|人工|人工客服|人工服务|真人|真人客服|活人)[吧啊呢吗了谢]*$/,
  ],
  [
    'human',
    /^(?:(?:please|can i|could i|may i|i want to|i need to|i'd like to|let me|get me|give me|connect me to|transfer me to|put me through to|talk to|speak to|speak with|talk with|chat with) ?)*(?:an?\s+|the\s+)?(?:real |live |actual )?(?:human|person|agent|representative|operator|somebody real|someone real)(?: agent| being| please)*$/i,
  ],
  [
    'cancel',
    /^(?:那?就?算了吧?[，,。\s]*)?(?:我|我们|先|还是|想)*(?:取消|算了吧?|不用了|不(?:想)?(?:办|报|弄|填|说|搞)(?:案|警)?了吧?|退出|结束|停止)(?:报案|吧|这个)?$/,
  ],
  [
    'cancel',
    /^(?:ok,? |no,? |actually,? |please |just )*(?:cancel|never ?mind|forget (?:it|about it|this)|stop|quit|exit|drop it|leave it)(?: it| this| that| the (?:report|claim))?(?:[,.]? (?:it'?s )?not worth (?:it|the trouble))?$/i,
  ],
  [
    'cancel',
    /^(?:actually,? |no,? )*i (?:do not|don'?t) want to (?:report|do|claim)(?: (?:it|this|that|anything))?(?: any ?more| now| after all)?$/i,
  ],
  ['help', /^(?:帮助|帮忙|菜单|你能干(?:什么|啥|嘛)|你会(?:什么|啥)|怎么用|help|menu|what can you do)$/i],
  [
    'greeting',
    /^(?:你好|您好|哈喽|嗨|在吗|在不在|有人吗|早上好|下午好|晚上好|hi|hello|hey|good (?:morning|afternoon|evening)|anyone there)(?: there)?$/i,
  ],
  [
    'thanks',
    /^(?:谢谢|多谢|感谢|谢了|辛苦了|再见|拜拜|好的谢谢|谢谢再见|thanks?|thank you|thanks a lot|bye|goodbye|cheers|thx)(?:你|您|啦|了| so much| very much| you)?$/i,
  ],
  // Whether something is paid for is a question, as long as nothing has happened: that is taken down first.
  [
    'ask',
    /^(?!.*(?:刚|昨|今[天早晚]|前天|上周|出院|报案|我得了|我.{0,6}(?:撞|摔)|先跟你们)).{2,}(?:(?:赔|报销?|保|管)(?:钱|付)?(?:吗|么|不|嘛)|赔不赔|报不报|保不保|管不管|是什么意思|指什么|算不算|有没有免赔额?)$/u,
  ],
  [
    'ask',
    /^(?!.*\b(?:just|yesterday|i (?:crashed|fell)|my .{0,30}(?:was|got|has been))\b)(?:is|are|does|do|would|will) .{3,}\b(?:covered|excluded|cover .{2,}|pay for .{2,}|mean)$/i,
  ],
  // Does my policy pay the vet, am I covered for the tow.
  [
    'ask',
    /^(?!.*\b(?:just|yesterday|claims?|premiums?|instal\w*|renew\w*|when|i (?:crashed|fell)|my .{0,30}(?:was|got|has been))\b)(?:(?:so|and|but|also|hi|hello|please|quick question)[,: ]+)?(?:(?:does|do|will|would|can|could|is|are) (?:(?:my|the|our|this|your) (?:[a-z]+ ){0,3}(?:policy|policies|insurance|cover|plan)|it) .{0,40}\b(?:pay|cover|include|reimburse|refund)\b.*|(?:am|are|would) (?:i|we) (?:be )?(?:still |also )?(?:covered|insured)(?: .*)?)$/i,
  ],
];

/** The intent of a message that a rule decides, from its normalised words. */
export function intentByRule(words: string): Intent | undefined {
  const bare = words.replace(/(?<![\s。，,.!！?？~～])[\s。，,.!！?？~～]+$/u, '').replace(/^[\s。，,.!！]+/u, '');
  return RULES.find(([, pattern]) => pattern.test(bare))?.[0];
}
