import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spelledOut } from '../../language/spelled.ts';

test.each([
  ['wo yao bao an', '我要报案'],
  ['woyao baoan', '我要报案'],
  ['wo de che bei zhuang le, mei ren shou shang', '我的车被撞了,没人受伤'],
  ['zuotian xiawu san dian', '昨天下午三点'],
  ['duifang pao le', '对方跑了'],
  ['pei bu pei?', '赔不赔?'],
  ['bu dui, shi qian tian', '不对,是前天'],
  ['na jiu tijiao ba', '那就提交吧'],
  ['zai nian yi bian', '再念一遍'],
  ['wo de dianhua 13800138000', '我的电话 13800138000'],
])('%s is %s', (written, said) => expect(spelledOut(written)).toBe(said));

test.each([
  'Ma Li',
  'Lin Xiao',
  'Song Xiulan',
  'he',
  'you can',
  'I can go',
  'can you help me',
  'my car was hit',
  'send it',
  'ok',
  '13800138000',
  '浙A12345',
  '我要报案',
  '',
])('“%s” is no pinyin', (text) => expect(spelledOut(text)).toBeUndefined());

test('whatever is written is read, or left as it is', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => typeof (spelledOut(text) ?? '') === 'string'),
    { seed: 7 },
  ));
