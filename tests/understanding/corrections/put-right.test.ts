import { describe, expect, test } from 'vitest';
import { putRightIn } from '../../../understanding/corrections/put-right.ts';
import {
  digitsPutRight,
  moneyPutRight,
  placePutRight,
  timePutRight,
} from '../../../understanding/corrections/values-put-right.ts';
import { wordsPutRight } from '../../../understanding/corrections/words-put-right.ts';
import { platePutRight } from '../../../understanding/loss/vehicles.ts';
import { incidentTime } from '../../../understanding/values/incident-time.ts';

const context = { reference: new Date('2026-09-10T12:40:00+08:00'), zone: 'Asia/Shanghai' };

/** As `about: not > but`, one after the other. */
const shown = (text: string): string =>
  putRightIn(text)
    .all.map(({ not, but, about }) => `${about ? `${about}: ` : ''}${not === undefined ? '' : `${not} > `}${but}`)
    .join(' | ');

describe('what a message puts right', () => {
  test.each([
    ['不是人民路 刚问了路人 是解放路跟新华路口', '人民路 > 解放路跟新华路口'],
    ['记岔了 不是前天 是大前天 前面那辆尾号也不是778 是787', '前天 > 大前天 | 前面那辆尾号: 778 > 787'],
    ['等下 不对 是6栋1单元302', '等下: 6栋1单元302'],
    ['讲错了讲错了 我们是5幢 4幢是我姐家', '5幢'],
    ['单号我抄错了 是4471', '单号我: 4471'],
    ['八点不是九点', '九点 > 八点'],
    ['是左边 不是右边', '右边 > 左边'],
    ['电话号码写错了 应该是13912345678', '电话号码: 13912345678'],
    ['周三不行 改到周五上午', '周三不行: 周五上午'],
    ['定金我少说了 后面又补了两千 一共五千', '定金我: 一共五千'],
    ['the amount is wrong, it was 940', 'the amount: 940'],
    ['oh wait. 7 pm not 8', '8 > 7 pm'],
    ['rear window sorry not side', 'side > rear window'],
    ['Strike the fifteen boxes. I counted twice. Write 12 boxes.', 'fifteen boxes > 12 boxes'],
    ['typo. 33817', '33817'],
    ['my plate ends in 42 not 24', 'my plate ends in: 24 > 42'],
    ["it's Baker with a k, not Bacer", 'Bacer > Baker with a k'],
    ['sorry, I meant Tuesday', 'Tuesday'],
    ['sorry my bad not friday. MONDAY was the day', 'friday > MONDAY was the day'],
    ['It was ended by the bank, not by me. Nobody called. No letter, no text.', ''],
    ['I am asking about it. I am not leaving. Write both.', ''],
    ['Not 20k, I counted, 8,300 of goods.', '20k > 8,300 of goods'],
    ['nobody said a word, not one call', ''],
    ['the time should be 4 pm', 'the time: 4 pm'],
  ])('%s', (text, right) => expect(shown(text).replace(/ : /g, ': ')).toBe(right));

  test.each([
    '没人受伤',
    '我不是来投诉的',
    '这不是你们的错吗',
    '是不是要交警来',
    "that's not right at all",
    "I'm not sure about the time",
    'nobody is hurt, not even a scratch on me?',
    '你们系统不对劲',
    '不是吧',
  ])('nothing: %s', (text) => expect(putRightIn(text).all).toEqual([]));

  test('what it says besides is left to be read', () => {
    expect(putRightIn('我叫周小舟，电话13912345678，刚才那个金额不对，是1,520').rest).toBe(
      '我叫周小舟，电话13912345678',
    );
  });
});

describe('words', () => {
  test.each([
    ['滨江区春晓路88号2幢702', '说错了 我们是3幢', '滨江区春晓路88号3幢702'],
    ['翡翠园32栋2单元601', '不对 是23栋2单元601', '翡翠园23栋2单元601'],
    ['floor swollen, about 11 square metres', 'Write 9 square metres. Strike the eleven square metres', undefined],
    ['right front door and the mirror', 'oh and left door sorry not right', 'left front door and the mirror'],
    ['左前门凹了', '不是左前门 是右前门', '右前门凹了'],
    ['在文一路古翠路口', '不是文一路 是文二西路跟古翠路那个口', '在文二西路跟古翠路那个口'],
    ['客服（工号8072）', '工号我看错了 是8027', '客服（工号8027）'],
    ['玻璃碎了，后视镜也掉了', '不是三号是四号', undefined],
    ['两台电脑进水', '写错了 是三台', '三台电脑进水'],
  ])('%s: %s', (said, text, is) => {
    const [one] = putRightIn(text).all;
    expect(one && wordsPutRight(said, one)).toBe(is);
  });

  test('what is struck out is gone', () => {
    expect(wordsPutRight('white van, red bicycle', { not: 'red bicycle', but: '', about: '' })).toBe('white van');
  });
});

describe('a time keeps what wasn’t put right', () => {
  test.each([
    ['昨天晚上八点', '不是昨天 是前天', '2026-09-08 20:00'],
    ['yesterday at 6 am', 'sorry 5 am not 6', '2026-09-09 05:00'],
    ['昨天下午三点', '说错了 是四点', '2026-09-09 16:00'],
    ['上礼拜五', '不是上礼拜五 是礼拜四', '2026-09-03'],
    ['昨天', '不是昨天 是8月30号晚上七点', '2026-08-30 19:00'],
  ])('%s: %s', (told, text, is) => {
    const before = incidentTime(told, context);
    const [one] = putRightIn(text).all;
    const value = before && 'value' in before && one ? timePutRight(before.value, one, context) : undefined;
    expect([value?.date, value?.time].filter((part) => part).join(' ')).toBe(is);
  });
});

describe('a number, a plate, an amount, a place', () => {
  test.each([
    ['+8613800138078', '尾号是8179 不是8078', '+8613800138179'],
    ['+8613800138078', '最后两位是79', undefined],
    ['+8613800138078', '不是79是78', undefined],
  ])('%s: %s', (number, text, is) => {
    const [one] = putRightIn(text).all;
    expect(one && digitsPutRight(number, one)).toBe(is);
  });

  test.each([
    ['浙AF88231', '后车尾号不是231 是213', '浙AF88213'],
    ['浙A12345', '车牌打错了 尾号是354', '浙A12354'],
    ['浙A12345', '不是54是45', undefined],
  ])('%s: %s', (plate, text, is) => {
    const [one] = putRightIn(text).all;
    expect(one && platePutRight(plate, one)).toBe(is);
  });

  test.each([
    [1860, 'the amount is wrong, it was 1,680', 1680],
    [6000, '押金我少讲了 后来又交了三千 一共九千', 9000],
    [500, '不是五百 是八百', 800],
    [500, '不是三百 是八百', undefined],
  ])('%s: %s', (amount, text, is) => {
    const [one] = putRightIn(text).all;
    expect(one && moneyPutRight({ amount, currency: 'CNY' }, one, context)?.amount).toBe(is);
  });

  test('a road that was wrong is another one', () => {
    const [one] = putRightIn('刚才路名说错了 是建设路').all;
    expect(one && placePutRight({ said: '新华路' }, one, context)?.said).toBe('建设路');
  });
});
