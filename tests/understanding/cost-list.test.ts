import { expect, test } from 'vitest';
import { type Cost, costs, joinCosts } from '../../understanding/loss/cost-list.ts';
import { context } from './kit/reading.ts';

/* Several amounts are kept, each with what it is of; what is said of the same later takes its place. */

const told = (...messages: string[]): string[] =>
  messages
    .reduce<Cost[]>((all, text) => {
      const reading = costs(text, context);
      return reading && 'value' in reading ? joinCosts(all, reading.value) : all;
    }, [])
    .map(({ amount, said, paid }) => `${amount}${paid ? ' paid' : ''}: ${said}`);

test.each([
  [
    ['the roofer quotes 7,300 and the gutter costs 460'],
    ['7300: the roofer quotes 7,300', '460: and the gutter costs 460'],
  ],
  [
    ['相机发票是9600', '换锁要三百八'],
    ['9600: 相机发票是9600', '380: 换锁要三百八'],
  ],
  [['交了六千押金，急诊是我姐付的950块'], ['6000 paid: 交了六千押金', '950 paid: 急诊是我姐付的950块']],
  [['老板要价两千四', '现在老板要三千'], ['3000: 现在老板要三千']],
  [
    ['the door will cost 2,000 and the mirror costs 300', 'the mirror is 350 yuan now'],
    ['2000: the door will cost 2,000', '350: the mirror is 350 yuan now'],
  ],
  [['门诊花了740', '看错了，是640块'], ['640: 是640块']],
  [['抢救费三万七 我弟弟垫的 不对是三万九'], ['39000: 不对是三万九']],
  [['修车费三千', '修车费三千'], ['3000: 修车费三千']],
])('%j', (messages, expected) => {
  expect(told(...messages)).toEqual(expected);
});

test.each(['苏E3M92X', '昨天下午三点', 'call me after 5', '我爸68岁', '赔不赔'])('%s is no cost', (text) => {
  expect(told(text)).toEqual([]);
});
