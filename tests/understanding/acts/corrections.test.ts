import { expect, test } from 'vitest';
import type { FactName } from '../../../understanding/acts/facts.ts';
import { actsOf, reporting } from './shown.ts';

/* What is put right, of which fact, and what it is now: also of a fact that wasn't asked. */
test.each<[FactName, string, string[]]>([
  ['phone', '不是三号 是四号', ['correct incident-time=2026-11-04: 不是三号 是四号']],
  ['phone', '是四号不是三号', ['correct incident-time=2026-11-04: 是四号不是三号']],
  ['phone', '地点写错了 应该是红星路', ['correct place=红星路: 地点写错了 应该是红星路']],
  ['phone', '写错了 是13800138001', ['correct phone=+8613800138001: 写错了 是13800138001']],
  ['phone', "not 13800138000, it's 13800138001", ["correct phone=+8613800138001: not 13800138000, it's 13800138001"]],
  ['incident-time', 'I meant Tuesday', ['correct incident-time=2026-11-17: I meant Tuesday']],
  ['incident-time', 'make that 2 pm yesterday', ['correct incident-time=2026-11-17 14:00: make that 2 pm yesterday']],
  ['confirm', '时间不对 应该是前天下午', ['correct incident-time=2026-11-16: 时间不对 应该是前天下午']],
  ['confirm', '划掉', ['correct: 划掉']],
  ['confirm', '电话错了', ['correct phone: 电话错了']],
  ['confirm', '电话改成13800138001', ['correct phone=+8613800138001: 电话改成13800138001']],
  ['confirm', 'scratch that', ['correct: scratch that']],
  ['money', '三千不对 应该三千五', ['correct money=3500: 三千不对 应该三千五']],
])('%s: %s', (fact, said, acts) => expect(actsOf(said, reporting(fact))).toEqual(acts));
