import { describe, expect, test } from 'vitest';
import { joinVehicles, otherPlate, vehicles } from '../../../understanding/loss/vehicles.ts';

const context = { reference: new Date('2026-09-16T02:05:00Z'), zone: 'Asia/Shanghai' };

/* Whose a vehicle is, by the words around it: the customer's plate and the other's are never swapped. */
describe('whose plate it is', () => {
  test.each([
    ['被后面白色皮卡苏EK7712追尾，我的车苏E8R218', { own: '苏E8R218', other: '苏EK7712' }],
    ['我开自己的车苏E8R218等红灯，被后面一辆白色皮卡苏EK7712追尾', { own: '苏E8R218', other: '苏EK7712' }],
    ['苏EK7712追尾了我的车苏E8R218', { own: '苏E8R218', other: '苏EK7712' }],
    ['我苏E8R218追尾了前车苏B12345', { own: '苏E8R218', other: '苏B12345' }],
    ['我追尾了苏EK7712', { other: '苏EK7712' }],
    ['对方车牌苏EK7712，我的是苏E8R218', { own: '苏E8R218', other: '苏EK7712' }],
    ['我的车被追尾了，车牌苏E8R218', { own: '苏E8R218' }],
    ['对方是白色轿车，车牌苏EK7712', { other: '苏EK7712' }],
    ['苏E8R218 李晓芸 13915520417', { own: '苏E8R218' }],
    ['被前面那辆倒车的出租车苏E9T331碰了，我车苏E2N007', { own: '苏E2N007', other: '苏E9T331' }],
    ['a white van 浙B77201 backed into my parked car, my plate is 浙A12345', { own: '浙A12345', other: '浙B77201' }],
    ['苏E8R218和苏EK7712撞了', {}],
  ])('%s', (text, { own, other }: { own?: string; other?: string }) => {
    const told = vehicles(text, context);
    const value = told && 'value' in told ? told.value : {};
    expect([value.own?.plate, value.other?.plate]).toEqual([own, other]);
  });
});

test.each([
  ['没看清车牌 灰色轿车', { other: { looks: '灰色轿车', unseen: true } }],
  ['撞了我就跑了，只记得苏E77', { other: { partOfPlate: '只记得苏E77', fled: true } }],
  [
    'someone hit my car and drove off, plate ending in 77',
    { other: { partOfPlate: 'plate ending in 77', fled: true } },
  ],
  ['现代大道上堵车', undefined],
])('what is known of the other one: %s', (text, value) => {
  expect(vehicles(text, context)).toEqual(value && { value });
});

test('a plate that was the other’s stays the other’s, and what is told later is put beside it', () => {
  const before = { own: { plate: '苏E8R218' }, other: { fled: true as const } };
  expect(joinVehicles(before, { other: { looks: '灰色轿车', unseen: true } })).toEqual({
    own: { plate: '苏E8R218' },
    other: { fled: true, looks: '灰色轿车', unseen: true },
  });
  const other = { other: { plate: '苏EK7712' } };
  expect(joinVehicles(other, { own: { plate: '苏EK7712' } })).toEqual(other);
});

test('asked for the other’s plate, a plate alone is theirs', () => {
  expect(otherPlate('苏EK7712', context)).toEqual({ value: { other: { plate: '苏EK7712' } } });
  expect(otherPlate('EK77', context)).toEqual({ value: { other: { partOfPlate: 'EK77' } } });
});
