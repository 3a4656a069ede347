import type { Reader } from './reading.ts';

const NO =
  /^(不|没|沒|否|无|無|未|别|甭|算了|错|錯|no\b|nope|nah|not\b|never|wrong|incorrect|n$|negative|none\b|nobody|don'?t|didn'?t|isn'?t)/i;
const YES =
  /^(是|对|對|嗯|恩|好|行|可以|确认|確認|没错|沒錯|没问题|沒問題|正确|有|要|提交|同意|当然|好的|ok\b|okay|yes|yeah|yep|yup|sure|right|correct|confirm|submit|y$|of course|go ahead|that'?s right|no problem|fine\b|certainly|absolutely|looks good)/i;
/** Starts like a no and means yes, or the other way round. */
const YES_ALL_THE_SAME = /^(不错|没错|沒錯|没问题|沒問題|no problem|no,? (that'?s|it'?s) (right|correct|fine))/i;
const UNSURE = /(不清楚|不知道|不确定|不一定|不晓得|记不|说不好|not sure|don'?t know|no idea|maybe|可能|也许|大概吧)/i;

/** Yes or no, as people say it in Chinese and English. "Not sure" is neither. */
export const yesNo: Reader<boolean> = (text) => {
  const said = text.trim().replace(/^(呃|额|那个|哦|噢|啊|um|uh|well|oh)[,，\s]*/i, '');
  if (UNSURE.test(said)) return { ask: 'unsure' };
  if (YES_ALL_THE_SAME.test(said)) return { value: true };
  if (NO.test(said)) return { value: false };
  if (YES.test(said)) return { value: true };
  return undefined;
};
