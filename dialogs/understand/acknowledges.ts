/** Says that something was heard, or asks whether somebody is there, and no more: 嗯, ok, a question mark, a thumb. */
const NO_MORE =
  /^(?:嗯+|恩+|哦+|噢+|喔+|啊+|唔+|呃+|额+|好+|好[的吧嘞哒滴啦呀]+|行+吧?|收到|知道了?|晓得了?|了解|这样(?:啊|子)?|原来如此|是的?|对的?|可以|没事|ok(?:ay|k)?|k+|yes|yeah|yep|sure|right|fine|alright|all right|i see|got it|hm+|mhm+|mm+|uh[ -]?huh|oh+|noted|[?？!！.。…~～,，、\s]+|👌|👍|🙂|😊|🙏|❤️?)+[\s.。!！~～…,，呀啊哈的了呢]*$/iu;

/** Whether words only acknowledge: nothing is asked, and nothing to be understood. */
export const acknowledges = (words: string): boolean => NO_MORE.test(words);
