import { expect, test } from 'vitest';
import { languageOf } from '../../language/text.ts';

test.each([
  ['I report it then. 杨柳路 12 号 3 幢 401 室, Binjiang. Erik Dahl, the tenant. I have no number of a policy.', 'en'],
  ['My car is 沪A·D33619, green. The truck was 鲁H·5521挂 and maybe it is the trailer', 'en'],
  ['hi, we moved to Suzhou on Monday and I need the car policy to come with us, 要迁过去', 'en'],
  ['new place 苏州市姑苏区杨柳路 12 号, postcode 215000, flat four', undefined],
  ['我的 car 被撞了 in the car park 你们 help 一下', 'zh-CN'],
  ['昨天晚上 my shop 着火了，消防 came, 没人受伤', 'zh-CN'],
  ['地址是苏州市姑苏区杨柳路12号', 'zh-CN'],
])('%s', (said, language) => expect(languageOf(said)).toBe(language));
