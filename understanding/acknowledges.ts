/**
 * Says that something was heard, or asks whether somebody is there, and no more: 嗯, ok, a question mark, a thumb. Every
 * piece reads in one way only: of 嗯嗯嗯…, many ways would be tried for ever.
 */
const NO_MORE =
  /^(?:[嗯恩哦噢喔啊唔呃额]|好[的吧嘞哒滴啦呀]{0,3}|行吧?|收到|知道了?|晓得了?|了解|这样子?|原来如此|是的?|对的?|可以|没事|ok(?:ay)?|k|yes|yeah|yep|sure|right|fine|alright|all right|i see|got it|hm|m|uh[ -]?huh|oh{1,9}(?![hm])|noted|[?？!！.。…~～,，、\s]|👌|👍|🙂|😊|🙏|❤️?)+[\s.。!！~～…,，呀啊哈的了呢]*$/iu;

/** Whether words only acknowledge: nothing is asked, and nothing to be understood. */
export const acknowledges = (words: string): boolean => NO_MORE.test(words);
