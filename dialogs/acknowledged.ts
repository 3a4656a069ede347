import type { Talk } from './kit/talk.ts';

/** Says that something was heard, or asks whether somebody is there, and no more: 嗯, ok, a question mark, a thumb. */
const NO_MORE =
  /^(?:嗯+|恩+|哦+|噢+|喔+|啊+|唔+|呃+|额+|好+|好[的吧嘞哒滴啦呀]+|行+吧?|收到|知道了?|晓得了?|了解|这样(?:啊|子)?|原来如此|是的?|对的?|可以|没事|ok(?:ay|k)?|k+|yes|yeah|yep|sure|right|fine|alright|all right|i see|got it|hm+|mhm|uh huh|oh+|noted|[?？!！.。…~～,，、\s]+|👌|👍|🙂|😊|🙏|❤️?)+[\s.。!！~～…,，呀啊哈的了]*$/iu;

/** Whether a message only acknowledges: nothing is asked, and nothing to be understood. */
export const isAcknowledged = ({ said: { text, words } }: Talk): boolean =>
  NO_MORE.test(words) || NO_MORE.test(text.trim());

/** Whether it does for the first time: who says nothing else again and again needs another way on. */
export const isFirstAcknowledged = (talk: Talk): boolean =>
  isAcknowledged(talk) && !NO_MORE.test(talk.state.last?.words ?? '');

/** With nothing in hand who only acknowledges hears that the desk is there. */
export async function acknowledge(talk: Talk): Promise<boolean> {
  const { state, said, heard } = talk;
  if (state.stack.length > 0 || state.unclear || state.areTheyAllRight || heard || !isAcknowledged(talk)) return false;
  if (said.score >= 1 && said.intent !== 'thanks') return false;
  talk.speakAs('greeting');
  await talk.say(state.shown?.entries.length ? 'ask.noted' : 'greeting.here');
  return true;
}
