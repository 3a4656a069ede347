import { expect, test } from 'vitest';
import { valuesIn } from '../../understanding/values/index.ts';
import { context } from './kit/reading.ts';

/** A message and every value that it gives; nothing else may be read out of it. */
test.each<[text: string, values: Record<string, unknown>]>([
  [
    '我电话13800138000，昨晚八点多浙A12345在文一路追尾了前车，大概修五千',
    {
      'incident-time': { date: '2026-11-17', time: '20:00', approximate: true, precision: 'hour', said: '昨晚八点' },
      place: { said: '文一路' },
      money: { amount: 5000, currency: 'CNY', approximate: true },
      phone: '+8613800138000',
      plate: '浙A12345',
    },
  ],
  [
    '我叫张伟，身份证11010519491231002X，11月3号在杭州西湖区文三路18号门口被撞，修车花了3200元',
    {
      'incident-time': { date: '2026-11-03', precision: 'day', said: '11月3号' },
      place: {
        said: '杭州西湖区文三路18号门口',
        province: '浙江省',
        city: '杭州市',
        district: '西湖区',
        detail: '文三路18号门口',
      },
      money: { amount: 3200, currency: 'CNY' },
      'id-card': '11010519491231002X',
      name: '张伟',
      people: [{ name: '张伟', roles: ['speaker'] }],
    },
  ],
  [
    '保单MC202600010001，老婆前天下午三点在超市摔了，医药费8632.17元，邮箱13900139000@qq.com',
    {
      'incident-time': { date: '2026-11-16', time: '15:00', precision: 'hour', said: '前天下午三点' },
      place: { said: '超市' },
      money: { amount: 8632.17, currency: 'CNY' },
      'e-mail': '13900139000@qq.com',
      'policy-number': 'MC202600010001',
      relation: 'spouse',
      people: [{ relation: 'wife', roles: ['hurt'] }],
    },
  ],
  [
    '赔款打到4111 1111 1111 1111，我老婆的卡，有事打0571-88888888',
    { phone: '+8657188888888', 'bank-card': '4111111111111111', relation: 'spouse' },
  ],
  [
    '车上三个人都没事，昨天14:05在G60高速128公里处被追尾，粤BF12345',
    {
      'incident-time': { date: '2026-11-17', time: '14:05', precision: 'minute', said: '昨天14:05' },
      place: { said: 'G60高速128公里处' },
      count: 3,
      plate: '粤BF12345',
    },
  ],
  [
    'My name is John Smith, +44 20 7946 0018, I was hit yesterday at 3 pm on Wensan Road, repair about 5k yuan',
    {
      'incident-time': { date: '2026-11-17', time: '15:00', precision: 'hour', said: 'yesterday at 3 pm' },
      place: { said: 'Wensan Road' },
      money: { amount: 5000, currency: 'CNY', approximate: true },
      phone: '+442079460018',
      name: 'John Smith',
      people: [{ name: 'John Smith', roles: ['speaker'], phone: '+442079460018' }],
    },
  ],
  [
    '2026年11月3日15:30',
    { 'incident-time': { date: '2026-11-03', time: '15:30', precision: 'minute', said: '2026年11月3日15:30' } },
  ],
  ['保额50万，保费2300，13800138000', { phone: '+8613800138000' }],
  ['酒驾撞了人你们赔吗', {}],
  ['你好', {}],
])('%s', (text, values) => {
  const read = valuesIn(text, context);
  const time = read['incident-time'] as Record<string, unknown> | undefined;
  if (time) {
    const { reference, zone, ...rest } = time;
    expect({ reference, zone }).toEqual({ reference: '2026-11-18T07:30:00.000Z', zone: 'Asia/Shanghai' });
    read['incident-time'] = rest;
  }
  expect(read).toEqual(values);
});
