import { expect, test } from 'vitest';
import { tellsBeyond } from '../../dialogs/kit/form/beyond.ts';

/* What a sentence tells beside the values that were read of it is kept, and what they hold already isn't kept twice. */

test.each([
  ['电梯口那个车位 D2-088 昨晚九点停的', ['昨晚九点']],
  ['回单号是 X4410-77 派出所给的', ['statement']],
  ['the tiler asks 3,150 and the sink is 880', ['880', 'CNY']],
  ['shop is next to Larkspur Hotel', ['+8613800138000']],
  ['撞我的师傅姓费 留了电话13800138000', ['+8613800138000', 'collision']],
  ['押金六千是我堂弟刷的', ['6000', 'CNY']],
  ['quote no. 77-B from the roofer', ['quote']],
])('%s tells more than %j', (words, values) => {
  expect(tellsBeyond(words, values)).toBe(true);
});

test.each([
  ['我叫林晓', ['林晓']],
  ['电话是138 0013 8000', ['+8613800138000']],
  ['电话幺三八零零幺三八零零零', ['+8613800138000']],
  ['call me on 021 6433 5817', ['+862164335817']],
  ['车牌浙A·12345', ['浙A12345']],
  ['没有人受伤', []],
  ['nobody was hurt', []],
  ['the bill is 1,250', ['1250', 'CNY']],
  ['昨晚九点', ['2026-11-17', '昨晚九点']],
  ['这个赔不赔，要不要定损单', []],
])('%s tells no more than %j', (words, values) => {
  expect(tellsBeyond(words, values)).toBe(false);
});
