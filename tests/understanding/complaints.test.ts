import { describe, expect, test } from 'vitest';
import { demand, findDemand, joinDemands } from '../../understanding/complaints/demand.ts';
import { grievance } from '../../understanding/complaints/grievance.ts';
import { caseReference } from '../../understanding/complaints/reference.ts';
import { respondent } from '../../understanding/complaints/respondent.ts';
import { contestsDecision } from '../../understanding/complaints/review.ts';
import { COMPLAINT } from '../../understanding/complaints/words.ts';
import type { Reading } from '../../understanding/values/kit/reading.ts';

const context = { reference: new Date('2026-11-18T15:30:00+08:00'), zone: 'Asia/Shanghai' };
const readAs = <T>(reading: Reading<T>): T | undefined => (reading && 'value' in reading ? reading.value : undefined);

describe('whether a message tells what happened', () => {
  test.each([
    '业务员骗我',
    '就是那个查勘的 来了不说话 拍几张照就走',
    '理赔太慢，报案两个月了没人管',
    '连个道歉都没有',
    '我要投诉，你们客服挂我电话',
    '柜台让我跑了三趟',
    '签名不是我签的',
    'He was rude and left after five minutes',
    'your agent told me it was a savings account',
    'nobody has called me back for six weeks',
  ])('%s tells it', (text) => expect(readAs(grievance(text, context))).toBe(text));

  test.each([
    '你们太差劲了',
    '反正就是不满意 给个说法',
    '我要投诉',
    '我要投诉你们的业务员',
    '一群骗子',
    '什么垃圾公司！！',
    '这事不能就这么算了',
    '再不处理我就打12378，找媒体曝光',
    '给我道歉',
    '退我保费',
    '我叫李晓芸，电话13812345678',
    '没有',
    '我不投诉了',
    'you are terrible',
    'I want to complain about your surveyor',
    'an apology I guess',
    'I want my money back',
    "I'd rather not leave a number",
  ])('%s tells nothing of it', (text) => expect(readAs(grievance(text, context))).toBeUndefined());
});

describe('what is wanted', () => {
  test.each([
    ['那就让他给我道个歉吧', ['apology']],
    ['退我保费三千', ['refund']],
    ['不要钱，要他道歉', ['apology']],
    ['重新定损，再给个书面答复', ['review', 'reply']],
    ['气死我了，赶紧赔', ['payment', 'speed']],
    ['你们必须给我个说法', ['explanation']],
    ['还没想好', ['undecided']],
    ['别再给我打电话', ['stop']],
    ['给我换个业务员', ['discipline']],
    ['让他当面把合同逐条念给我听', ['other']],
    ['an apology and my money back', ['apology', 'refund']],
    ['have somebody look at it again', ['review']],
    ["I haven't decided", ['undecided']],
  ])('%s', (text, kinds) => expect(readAs(demand(text, context))?.kinds).toEqual(kinds));

  test.each(['垃圾公司', '你们太差劲了', '他当时还骂我', '13812345678', '再不处理我就曝光', 'useless idiots'])(
    '%s is no demand',
    (text) => expect(readAs(demand(text, context))).toBeUndefined(),
  );

  test('a curse is no part of it', () =>
    expect(readAs(demand('你们这帮废物，给我道歉', context))?.said).toBe('给我道歉'));
  test('who doesn’t know is asked with what there is to want', () =>
    expect(demand('我也不知道要怎样', context)).toEqual({ ask: 'unsure' }));

  test.each([
    ['业务员骗我，我要求全额退保费三万块', { kinds: ['refund'], amount: { amount: 30_000, currency: 'CNY' } }],
    ['你们必须把医药费赔给我', { kinds: ['payment'] }],
    ['he should apologise to me', { kinds: ['apology'] }],
  ])('%s says it anywhere', (text, wanted) => expect(readAs(findDemand(text, context))).toMatchObject(wanted));

  test.each(['他连个道歉都没有', '反正就是不满意 给个说法', '你们拒赔', 'he never apologised'])(
    '%s wants nothing yet',
    (text) => expect(readAs(findDemand(text, context))).toBeUndefined(),
  );

  test('is joined, and never widened', () => {
    const apology = { kinds: ['apology'], said: '道歉' } as const;
    expect(joinDemands(apology, { kinds: ['undecided'], said: '随便' })).toEqual(apology);
    expect(joinDemands({ kinds: ['undecided'], said: '没想好' }, apology)).toEqual(apology);
    expect(joinDemands(apology, { kinds: ['refund'], said: '退钱' }).kinds).toEqual(['apology', 'refund']);
  });
});

test.each([
  ['你们业务员张伟骗我', { kind: 'salesperson', name: '张伟' }],
  ['业务员明明说五年能取', { kind: 'salesperson', said: '业务员' }],
  ['一个姓王的客服挂我电话', { kind: 'call-centre', name: '姓王' }],
  ['客服工号1023态度差', { kind: 'call-centre', name: '工号1023' }],
  ['查勘员小李没来', { kind: 'surveyor', name: '小李' }],
  ['无锡分公司的人让我白跑', { kind: 'branch', said: '无锡分公司' }],
  ['your surveyor Tom Brown was rude', { kind: 'surveyor', name: 'Tom Brown' }],
])('%s is about somebody', (text, about) => expect(readAs(respondent(text, context))).toMatchObject(about));
test('nobody is named', () => expect(respondent('理赔太慢', context)).toBeUndefined());

test.each([
  ['编号TSWX26-0901，我不服', 'TSWX26-0901'],
  ['案件LP26-10117', 'LP26-10117'],
  ['ts260409-123456', 'TS260409-123456'],
  ['保单MC2026-0001-0001', undefined],
  ['住3-1204', undefined],
])('%s names a case', (text, reference) => expect(readAs(caseReference(text, context))).toBe(reference));

describe('what is heard of an earlier complaint', () => {
  test.each([
    '你们无锡分公司的投诉处理决定我不服',
    '投诉的答复我不接受',
    'TSWX26-0901这个结果我有异议，申请核查',
    'I disagree with the decision on my complaint',
  ])('%s contests it', (text) => expect(contestsDecision(text)).toBe(true));
  test.each([
    '你们拒赔我不服',
    '我的投诉什么时候有结果',
    '我要投诉，你们拒赔不公平',
    'I disagree with the refusal of my claim',
  ])('%s doesn’t', (text) => expect(contestsDecision(text)).toBe(false));
  test.each([
    '我不投诉了',
    '算了 他刚打电话来解释了 我不投诉了',
    '把投诉撤了吧',
    '撤销投诉',
    '投诉就算了',
    'please cancel my complaint',
    'I no longer want to complain',
  ])('%s takes it back', (text) => expect(COMPLAINT.withdraws.test(text)).toBe(true));
  test.each(['不投诉不行', '我的投诉怎么还没处理', '我要投诉', '投诉无门', 'I want to complain'])(
    '%s doesn’t',
    (text) => expect(COMPLAINT.withdraws.test(text)).toBe(false),
  );
});
