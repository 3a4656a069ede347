import { describe, expect, test } from 'vitest';
import { asksWhetherPaid, isHappeningNow } from '../../understanding/paid.ts';

describe('asking whether it is paid, at the end of a story', () => {
  test.each([
    '倒车自己蹭水泥墩上了 后杠裂了 有交强险给修不',
    '地库进水漫到座椅 我没再打火 修车钱车险都给吗',
    '老公无证骑摩托车摔了，意外险赔吗',
    'Typhoon took the window out. Anything from the contents insurance?',
    'I forgot to shut the balcony door, the piano is ruined. Would my policy pay',
  ])('%s', (said) => expect(asksWhetherPaid(said)).toBe(true));

  test.each(['我追尾了前面一辆车', '车停路边被刮了，对方跑了', 'a van ran into the back of me', '我要报案'])(
    'not: %s',
    (said) => expect(asksWhetherPaid(said)).toBe(false),
  );
});

test.each(['刚刚被追尾了', '现在正在高速上', 'I just crashed'])('happening now: %s', (said) =>
  expect(isHappeningNow(said)).toBe(true),
);
test.each(['昨天被追尾了', 'he crashed last week'])('not now: %s', (said) => expect(isHappeningNow(said)).toBe(false));
