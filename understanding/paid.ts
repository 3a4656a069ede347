import { MOST_READ } from '../language/window.ts';

/** How people ask whether, or how much, an insurance pays: at the end of a sentence, or with the insurance's name. */
const WHETHER_PAID =
  /(?:赔|陪|理陪|报销|报消|保|管|给|算|认|领|拿|退|补|出|负责|承担)[^，。,.！？!?\s]{0,6}(?:吗|么|嘛|不|没|吧|多少|几成|哪样|咋样|[?？])|(?:能|会|可以|还|该)[^，。,.！？!?\s]{0,10}(?:赔|报|保|管|领|用|算)|(?:险|保险|保单)[^，。,.！？!?]{0,12}(?:吗|么|不|呢|[?？]|怎么说|咋说)|赔不赔|报不报|保不保|管不管|给不给|算不算|作废|一分都不/u;
const WHETHER_PAID_IN_ENGLISH =
  /(?:\b(?:cover(?:ed|s)?|insur\w+|polic(?:y|ies)|claim|pay(?:s|able|out)?|paid|refund\w*|reimburse\w*|compensat\w*|entitled|receive|recieve|payout|back)\b[^.!]{0,80}\?)|\b(?:do|does|will|would|can|could|is|are|am|shall)\b[^.!]{0,60}\b(?:cover(?:ed|s)?|insur\w+|policy|claim|pay|paid|payable|refund\w*|get (?:it|that|this|them|something|anything) back)\b/i;

/** Now, or a moment ago: whoever says so needs help before an answer. */
const NOW =
  /刚刚|刚才|刚(?:被|撞|追|刮|蹭|摔|出|发生)|现在(?:在|正|怎么办)|正在|马上来|快来|救命|\bjust (?:now|had|crashed|hit|got|been)\b|\bright now\b|\bat the moment\b|\bhelp\b/iu;

/** Whether somebody asks what is paid, however the rest of the message is told. */
export function asksWhetherPaid(said: string): boolean {
  const read = said.slice(0, MOST_READ);
  return WHETHER_PAID.test(read) || WHETHER_PAID_IN_ENGLISH.test(read);
}

/** Whether something is happening as it is told. */
export const isHappeningNow = (said: string): boolean => NOW.test(said.slice(0, MOST_READ));
