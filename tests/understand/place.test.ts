import { describe, expect, test } from 'vitest';
import { findPlace, type Place, place } from '../../dialogs/understand/place.ts';
import { context, inFew } from './kit/reading.ts';

const shown = ({ said, province, city, district }: Place): string =>
  [said, [province, city, district].filter(Boolean).join('/')].filter(Boolean).join(' = ');

describe('in any message', () => {
  test.each([
    ['昨天下午三点左右我在文三路被后车追尾了', '文三路'],
    ['昨晚八点多浙A12345在文一路追尾了前车，大概修五千', '文一路'],
    ['我在文三路和学院路路口被撞了', '文三路和学院路路口'],
    ['在浙江省杭州市西湖区文三路478号门口', '浙江省杭州市西湖区文三路478号门口 = 浙江省/杭州市/西湖区'],
    ['昨天在杭州被追尾了', '杭州 = 浙江省/杭州市'],
    ['杭州西湖区文三路，昨天下午被撞', '杭州西湖区文三路 = 浙江省/杭州市/西湖区'],
    ['车停在小区地下车库被刮了', '小区地下车库'],
    ['在G60高速128公里处追尾了', 'G60高速128公里处'],
    ['刚才在沪昆高速杭州方向被撞', '沪昆高速杭州方向'],
    ['行驶到中山北路大桥上爆胎了', '中山北路大桥上'],
    ['在北京朝阳区望京小区门口', '北京朝阳区望京小区门口 = 北京市/北京市/朝阳区'],
    ['在上海浦东张江地铁站附近摔了', '上海浦东张江地铁站附近 = 上海市/上海市/浦东新区'],
    ['我在義烏市的停車場被撞', '義烏市的停車場 = 浙江省/金华市/义乌市'],
    ['在我家楼下被划了', '我家楼下'],
    ['孩子在学校操场摔了', '学校操场'],
    ['地点：天目山路与保俶路交叉口', '天目山路与保俶路交叉口'],
    ['he hit me on Wensan Road', 'Wensan Road'],
    ['I was rear-ended on Wensan Road in Hangzhou', 'Wensan Road in Hangzhou = 浙江省/杭州市'],
    ['it happened in the car park of the mall', 'the car park of the mall'],
    ['I was driving in the rain on Jiefang Road', 'Jiefang Road'],
    ['last night, 12 Wukang Road Shanghai', '12 Wukang Road Shanghai = 上海市/上海市'],
    ["rear-ended near Jing'an Temple in Shanghai, nobody hurt", "Jing'an Temple in Shanghai = 上海市/上海市"],
    ['yesterday at 3 pm near the Shanghai railway station', 'the Shanghai railway station = 上海市/上海市'],
  ])('%s: %s', (text, value) => expect(inFew(findPlace(text, context), shown)).toBe(value));

  test.each([
    '我要报案',
    '昨天被追尾了',
    '我在开车回家的路上被撞了',
    '在路上被撞了',
    '我妈现在在医院',
    '已经送到医院了',
    '车在修理厂',
    '你们的理赔在哪里办',
    '浙江人',
    '没有人受伤',
    '我电话13800138000',
    '大家都平安',
    '我的车牌是浙A12345',
    'I want to report an accident',
    'I am at the hospital now',
    'my phone is on the table',
  ])('%s: no place', (text) => expect(inFew(findPlace(text, context), shown)).toBe('nothing'));
});

describe('an answer to “where”', () => {
  test.each([
    ['翠苑三区12幢', '翠苑三区12幢'],
    ['在文三路', '文三路'],
    ['西湖区', '西湖区 = 西湖区'],
    ['海淀区中关村', '海淀区中关村 = 北京市/北京市/海淀区'],
    ['昆山', '昆山 = 江苏省/苏州市/昆山市'],
    ['我家厨房', '我家厨房'],
    ['就在公司门口', '公司门口'],
    ['高速上', '高速上'],
    ['南京东路', '南京东路'],
    ['广东深圳南山区科技园', '广东深圳南山区科技园 = 广东省/深圳市/南山区'],
    ['内蒙古呼和浩特', '内蒙古呼和浩特 = 内蒙古自治区/呼和浩特市'],
    ['at the corner of Main Street', 'the corner of Main Street'],
    ['in my kitchen', 'my kitchen'],
    ['路', 'nothing'],
    ['文三路'.repeat(60), 'ask: too-long'],
  ])('%s: %s', (text, value) => expect(inFew(place(text, context), shown)).toBe(value));
});

describe('an answer to “where” in a few words of their own', () => {
  test.each([
    '万达',
    '西溪湿地',
    '老家',
    '我妈家',
    '我单位',
    '你们公司门口',
    '我们楼下',
    '山上',
    '工地',
    '老地方',
    '太原',
    '滚装码头',
    '骗子沟村',
    '三里屯',
    '没影村',
    '二环内',
    '外婆家',
    '不夜城',
    '想家园小区',
    '快餐店门口',
    '人工湖边上的小路',
    'Wuxi',
    'downtown',
    'my flat',
    "my mother's kitchen",
    'the yard',
    'Bund',
    'outside the gym',
    'No. 5 Main Street',
    'your office',
    'I was on Wensan Road',
    'Hold Street',
  ])('%s', (text) => expect(inFew(place(text, context), ({ said }) => said)).not.toBe('nothing'));
});

describe('said instead of a place', () => {
  test.each([
    '嗯嗯',
    '好的',
    '好的呀',
    '继续',
    '等一下',
    '快点',
    '谢谢',
    '谢谢你',
    '你们真垃圾',
    '你是傻逼',
    '滚',
    '滚蛋',
    '呵呵',
    '哈哈哈',
    '在吗',
    '不想告诉你',
    '不想说',
    '不方便说',
    '我不想发照片',
    '不想发照片',
    '我没有照片',
    '没拍照片',
    '吓死我了',
    '太气人了',
    '急死我了',
    '烦死了',
    '你们这帮骗子',
    '关你什么事',
    '隐私',
    '我不敢说',
    '想先问问',
    '傻瓜机器人',
    'ok',
    'go on',
    'hold on',
    'thanks a lot',
    'you are useless',
    "I'd rather not say",
    "I don't want to send photos",
    'no photos',
    'stupid bot',
    'none of your business',
    'hurry up',
  ])('%s', (text) => expect(inFew(place(text, context), ({ said }) => said)).toBe('nothing'));
});

test('what is below the region is kept as it was said', () =>
  expect(place('杭州市西湖区翠苑三区12幢', context)).toEqual({
    value: {
      said: '杭州市西湖区翠苑三区12幢',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      detail: '翠苑三区12幢',
    },
  }));
