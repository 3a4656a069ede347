import { describe, expect, test } from 'vitest';
import { judge } from '../../../knowledge/import/meaning/kinds.ts';
import { imported } from './kit/imported.ts';

const judged = (part: string, heading: string, ...words: string[]) =>
  judge({ parts: part ? [part] : [], heading, words, note: false });

describe('the kind of a clause', () => {
  test.each([
    // part, heading, words, kind
    ['保险责任', '', '在保险期间内，由于火灾造成的损失，保险人负责赔偿。', 'cover'],
    ['保险责任', '身故保险金', '被保险人身故的，我们给付身故保险金，每次事故免赔额一百元。', 'cover'],
    ['保险责任', '', '下列损失，保险人不负责赔偿：', 'exclusion'],
    ['我们提供的保障', '责任免除', '因下列情形之一，我们不承担给付保险金的责任：', 'exclusion'],
    ['責任免除', '', '因戰爭所致之損失，本公司不負賠償之責。', 'exclusion'],
    ['不保事項', '故意行為', '被保險人之故意行為。', 'exclusion'],
    ['责任免除', '免赔额', '每次事故的免赔额为五百元。', 'deductible'],
    ['总则', '', '下列财产不属于本保险合同的保险标的：', 'exclusion'],
    ['总则', '提示与说明', '本合同中免除保险人责任的条款，保险人应当提示。', 'general'],
    ['', '', '订立保险合同时，采用格式条款的，保险人对免除责任的条款应当明确说明。', 'general'],
    ['', '不保证续保', '本合同为不保证续保合同。', 'procedure'],
    ['投保人、被保险人义务', '', '未履行前款义务的，保险人不承担赔偿责任。', 'duty'],
    ['', '危险程度增加', '危险程度显著增加的，被保险人应当及时通知保险人。', 'duty'],
    ['', '', '投保人应当如实告知，否则保险人不承担赔偿责任。', 'duty'],
    ['', '', '保险人收到被保险人的赔偿请求后，应当及时作出核定。', 'procedure'],
    ['保险金申请', '保险事故通知', '您应当在十日内通知我们。', 'duty'],
    ['保险金申请', '身故保险金', '由受益人提供下列证明和资料：', 'procedure'],
    ['', '身故保险金的给付', '被保险人身故的，本公司给付身故保险金。', 'cover'],
    ['', '保险金的给付', '我们在收到申请书后五日内作出核定。', 'procedure'],
    ['', '身体检查', '我们有权要求检查，检查费用由我们承担。', 'procedure'],
    ['责任免除', '', '本附加险每次赔偿均实行15%的绝对免赔率。', 'deductible'],
    ['责任免除', '保险期间', '本合同保险期间为一年。', 'general'],
    ['', '其他免责条款', '除责任免除外，本合同还有一些免除我们责任的条款，详见释义。', 'general'],
    ['', '等待期', '自合同生效之日起三十日为等待期。', 'waiting-period'],
    ['保险金额与免赔额', '', '每次事故的免赔额由双方商定。', 'deductible'],
    ['保险金额与免赔额', '', '保险金额由投保人确定。', 'limit'],
    ['释义', '既往症', '指投保前已有的疾病，我们不承担责任。', 'definition'],
    ['', '现金价值', '指解除合同时能够退还的金额。', 'definition'],
    ['总则', '合同构成', '本合同由保险单组成。', 'general'],
    ['What is covered', 'Fire', 'We will pay for loss caused by fire.', 'cover'],
    ['General Exclusions', 'War', 'War, invasion and civil commotion.', 'exclusion'],
    ['Conditions', 'Excess', 'The excess applies to each claim.', 'deductible'],
    ['Conditions', 'Your duty of disclosure', 'You must tell us of any change.', 'duty'],
    ['Definitions', 'Accident', 'means a sudden event.', 'definition'],
  ])('%s / %s: %s', (part, heading, words, kind) => {
    expect(judged(part, heading, words).kind).toBe(kind);
  });

  test('a cover that also excludes is pointed out', () => {
    expect(judged('保险责任', '', '火灾造成的损失，保险人负责赔偿。', '地震造成的，保险人不负责赔偿。')).toEqual({
      kind: 'cover',
      doubt: 'a cover that also says what is not covered',
    });
  });
});

describe('what a clause bears on', () => {
  test('in a chapter with covers of its own on those, elsewhere on all', async () => {
    const { clauses } = await imported(
      'a.txt',
      `机动车综合商业保险条款
第一章 机动车损失保险
保险责任
第一条 碰撞造成的损失，保险人负责赔偿。
责任免除
第二条 自然磨损，保险人不负责赔偿。
第二章 第三者责任保险
保险责任
第三条 第三者的损失，保险人负责赔偿。
责任免除
第四条 精神损害，保险人不负责赔偿。
第三章 通用条款
责任免除
第五条 战争，保险人不负责赔偿。`,
    );
    expect(clauses.map(({ id, kind, affects }) => [id, kind, ...affects])).toEqual([
      ['c1', 'cover'],
      ['c2', 'exclusion', 'c1'],
      ['c3', 'cover'],
      ['c4', 'exclusion', 'c3'],
      ['c5', 'exclusion', 'c1', 'c3'],
    ]);
  });

  test('within the article of a cover on that one', async () => {
    const { clauses } = await imported(
      'a.txt',
      `意外伤害保险条款
2.1 意外身故保险金
被保险人因意外伤害身故的，我们给付意外身故保险金。
2.1.1 责任免除
战争，我们不承担责任。
2.1.2 等待期
自生效之日起三十日为等待期。
2.2 意外医疗保险金
被保险人因意外伤害治疗的，我们给付意外医疗保险金。
2.3 责任免除
罢工，我们不承担责任。`,
    );
    expect(clauses.map(({ id, ...clause }) => [id, clause.kind, ...clause.affects])).toEqual([
      ['c2-1', 'cover'],
      ['c2-1-1', 'exclusion', 'c2-1'],
      ['c2-1-2', 'waiting-period', 'c2-1'],
      ['c2-2', 'cover'],
      ['c2-3', 'exclusion', 'c2-1', 'c2-2'],
    ]);
  });

  test('without a cover on nothing, which is a warning', async () => {
    const { clauses, summary } = await imported('a.txt', '附加条款\n第一条 责任免除\n战争，保险人不负责赔偿。');
    expect(clauses.map(({ affects }) => affects)).toEqual([[]]);
    expect(summary.warnings).toContainEqual({
      place: 'whole file',
      problem: 'no cover was found: no exclusion can say what it takes away from',
    });
  });
});
