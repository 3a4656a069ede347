import { heardPlainly } from '../../language/window.ts';
import type { ValueReader } from './reading.ts';

const HESITATION = /^(?:[呃额哦噢啊哎唉,，.…\s]|那个|u[mh]{1,9}\b|hm{1,9}\b|well\b|oh\b)+/iu;
const UNSURE =
  /不清楚|不知道|不确定|不一定|不晓得|记不|说不好|说不准|not sure|don'?t know|no idea|maybe|perhaps|i guess|可能|也许|大概吧|应该吧/i;
const ASKS =
  /[?？]|吗$|呢$|多[久少]|什么|怎么|是不是|有没有|能不能|要不要|可不可以|哪|\b(?:how|when|what|where|why)\b/i;
/** A yes that goes on with what isn't. */
const BUT = /(?:但是?|不过|只是|就是|可是|\bbut|\bexcept)/i;

const NO =
  /^(?:不(?!过|管|仅|但|光|好意思|知)|没(?!想|事|关系)|否|无(?![锡论意法辜])|未(?!来)|别(?![人的墅])|甭|冇|唔|算了|错了?(?!过|车)|都?(?:不|没)[是对有]|都没|全错|还没|还不|暂时[不没]|no\b|nope|nah|not\b|never|wrong|incorrect|negative|none\b|nobody|don'?t|didn'?t|isn'?t|n$|👎)/iu;
const NO_IN_THE_END =
  /(?:好像|似乎|对不起|抱歉|sorry|嗯|恩|好的?|that'?s|it'?s|it is|that is|i do|i)[,，.…\s]*(?:不对|不是|不用|不要|没有|有误|错了|wrong|incorrect|not (?:right|correct|true)|don'?t think so|did not|didn'?t)[了吧的]*$/iu;
const YES =
  /^(?:[是对嗯恩好行中得系对]|[的啊呀滴哒吧嘞了嘅](?!话)|要得|可以|确认|无误|正确|没错|没问题|提交|同意|当然|都[是对好有]|全[是对]|全部正确|完全正确|就这样|有(?:人|人受伤)?(?=[的啊呀,，。\s]|$)|要(?=[的啊呀,，。\s]|$)|ok(?:ay)?|yes|yeah|yep|yup|sure|right(?! \w)|correct|confirm(?:ed)?|submit|of course|go ahead|fine(?! \w)|certainly|absolutely|definitely|looks? good|all good|i think so|i do(?! )|y|👍|👌)+(?=$|[\s,，。.!！~～、…])/iu;
/** Begins like a no and means yes. */
const YES_ALL_THE_SAME =
  /^(?:不错|没错|没(?:有|啥|什么)?(?:问题|毛病|错)|(?:都|也)?没(?:有)?问题|不(?:用|需要|必)(?:修?改|更正|变)|no problem|no,? (?:that|it)'?s (?:right|correct|fine|ok)|nothing (?:to change|wrong)|not bad|that'?s (?:right|correct|it|fine)|that is (?:right|correct)|it'?s (?:right|correct|fine)|everything'?s? (?:is )?(?:right|correct|fine|good))/i;
const NO_MORE = /^(?:👎|别|不)$/u;

/** Yes or no, as people say it in Chinese and English. "Not sure" is neither, and a question is no answer. */
export const yesNo: ValueReader<boolean> = (text) => {
  const said = heardPlainly(text, /./).replace(HESITATION, '');
  if (said === '') return undefined;
  if (NO_MORE.test(said)) return { value: false };
  if (UNSURE.test(said)) return { ask: 'unsure' };
  if (ASKS.test(said)) return undefined;
  if (YES_ALL_THE_SAME.test(said)) return { value: true };
  if (NO_IN_THE_END.test(said)) return { value: false };
  const yes = YES.exec(said);
  if (yes) return BUT.test(said.slice(yes[0].length)) ? { ask: 'yes-but' } : afterYes(said.slice(yes[0].length));
  return NO.test(said) ? { value: false } : undefined;
};

/** 好的，不用了 takes the yes back. */
const afterYes = (rest: string): { value: boolean } => ({
  value: !/^[\s,，.…]*(?:不用|不要|算了|不是|不对|no\b)/iu.test(rest),
});
