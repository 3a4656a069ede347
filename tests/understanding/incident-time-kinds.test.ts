import { describe, expect, test } from 'vitest';
import { readTime } from './kit/incident-times.ts';

/* When something happened, by the kinds of what is said: whose time it is, days by their names, and what is no time. */

const read = (text: string) => readTime(text, new Date('2026-11-25T10:00:00+08:00'));
const afterMidnight = (text: string) => readTime(text, new Date('2026-11-25T00:40:00+08:00'));

describe('whose time it is', () => {
  test.each([
    ['昨天下午四点十分左右在中山路口被后车顶了一下，我五点打的122', '2026-11-24 16:10 about'],
    ['11月20号晚上9点半被狗咬的，21号打的狂犬疫苗', '2026-11-20 21:30'],
    ['周六夜里两点，楼上水管爆了，周日中午物业才关阀门', '2026-11-21 02:00'],
    ['保单是去年3月5号买的，前天中午十二点半家里电视炸了', '2026-11-23 12:30'],
    ['我20号提的新车，22号下午三点就被人刮了', '2026-11-22 15:00'],
    ['警察笔录是12号上午做的，车是11号夜里十一点被偷的', '2026-11-11 23:00'],
    ['The plumber only came on Monday but the pipe burst on Saturday at 9pm', '2026-11-21 21:00'],
    ['I was rear-ended at 5.40pm yesterday, police turned up at half six', '2026-11-24 17:40'],
    ['Ambulance got there at 11.20 last night. She fell at 10.50.', '2026-11-24 22:50'],
    ['Took out the policy on 3 March and had the crash on 19 November at 8am', '2026-11-19 08:00'],
    ['我20号晚上十点报的警，其实东西是当天下午五点左右丢的', '2026-11-20 17:00 about'],
    ['I reported the theft on the 20th, it was the 19th at 11pm', '2026-11-19 23:00'],
    ['停车是前天晚上八点，昨天早上七点下楼一看玻璃没了', 'ask: which-time'],
    ['三点十分摔的，老师下午四点通知我，昨天', 'ask: which-half'],
    ['火是凌晨三点二十起的，消防说灭完已经五点，日子是22号', '2026-11-22 03:20'],
    ['I noticed this morning, told the police at 1', 'ask: vague'],
    ['交警五点到的', 'ask: vague'],
    ['我妈11月10号住的院', '2026-11-10'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('what is taken back doesn’t count', () => {
  test.each([
    ['不是22号，是21号下午四点', '2026-11-21 16:00'],
    ['21号下午四点，不是22号', '2026-11-21 16:00'],
    ['不是今早 昨晚十点来钟', '2026-11-24 22:00 about'],
    ['昨天下午三点，哦不，是前天下午三点', '2026-11-23 15:00'],
    ['昨天下午三点，不对，前天', '2026-11-23 15:00'],
    ['刚打错了，应该是19号早上8点', '2026-11-19 08:00 about'],
    ['时间写错了：不是9点是10点，昨天上午', '2026-11-24 10:00'],
    ['昨天晚上九点半，不好意思说错了，八点半', '2026-11-24 20:30'],
    ['我刚才说成中秋当天，其实是中秋第二天上午九点', '2026-09-26 09:00'],
    ['前面填的13日有误，应为12日19时30分', '2026-11-12 19:30'],
    ['it was not Monday, it was Sunday at 4pm', '2026-11-22 16:00'],
    ['I said Sunday. It was Saturday, 3 pm.', '2026-11-21 15:00'],
    ['Yesterday? No. The day before that, at ten at night', '2026-11-23 22:00'],
    ['Not 8 in the morning, 8 in the evening, on the 17th', '2026-11-17 20:00'],
    ['last night at 9, no wait, 10', 'ask: which-time'],
    ['是19号不是18号，早上6点50', '2026-11-19 06:50'],
    ['我写的早上其实是晚上，昨天七点', '2026-11-24 19:00'],
    ['把刚才那个14号改成15号，时间还是下午两点', '2026-11-15 14:00'],
    ['昨天早上八点，哎不是，是晚上八点', '2026-11-24 20:00'],
    ['11月2O日下午4点', 'ask: vague'],
    ['I meant the 18th when I wrote the 28th; 6 pm', '2026-11-18 18:00'],
    ['At 9am. Correction, 9pm. Yesterday.', '2026-11-24 21:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('a day that nobody here knows isn’t today', () => {
  test.each([
    '泼水节那天下午三点被水枪打碎眼镜',
    '我生日那天晚上八点',
    '停电那晚九点',
    '下暴雨那次 早上七点多',
    '上次台风的时候 夜里',
    '搬家的第二天早上八点',
    '有个周二下午三点',
    '初五早上八点',
    '前些日子早上八点',
    'the night of the storm',
    'The day of my daughter’s wedding, 4am',
    'the night the power went out, around 9',
    'the week we moved house, on a Tuesday',
    'a week last Friday at 6pm',
    'St David’s Day at 3 am',
    'One evening at 9',
  ])('%s', (text) => expect(read(text)).toMatch(/^ask/));
});

describe('days by their names', () => {
  test.each([
    ['大寒那天早上六点半', '2026-01-20 06:30'],
    ['小雪那天晚上七点', '2026-11-22 19:00'],
    ['那天下小雪，晚上七点', 'ask: vague'],
    ['冬至中午十二点', '2025-12-21 12:00'],
    ['重阳节上午十点', '2026-10-18 10:00'],
    ['腊月二十九晚上七点', '2026-02-16 19:00'],
    ['农历9月23傍晚六点', '2026-11-01 18:00'],
    ['大年初二上午九点', '2026-02-18 09:00'],
    ['前年除夕晚上', '2024-02-09'],
    ['双十二凌晨一点', '2025-12-12 01:00'],
    ['618那天晚上十一点', '2026-06-18 23:00'],
    ['修车花了520', 'nothing'],
    ['母亲节下午两点', '2026-05-10 14:00'],
    ['平安夜八点多', '2025-12-24 20:00 about'],
    ['Good Friday, 3 in the afternoon', '2026-04-03 15:00'],
    ['Easter Sunday at 11am', '2026-04-05 11:00'],
    ['on Black Friday at 9pm', '2025-11-28 21:00'],
    ['last christmas eve 9pm', '2025-12-24 21:00'],
    ['Father’s Day at noon', '2026-06-21 12:00'],
    ['Mid-Autumn Festival at 8pm', '2026-09-25 20:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('days told from other days and years', () => {
  test.each([
    ['20号的前两天早上九点', '2026-11-18 09:00'],
    ['昨天的前一天', '2026-11-23'],
    ['上周一的后一天晚上九点', '2026-11-17 21:00'],
    ['国庆前三天晚上八点', '2026-09-28 20:00'],
    ['国庆第三天', '2026-10-03'],
    ['国庆前后', 'ask: vague'],
    ['19号提的车，第二天早上七点就被石子砸了', '2026-11-20 07:00'],
    ['去年的今天下午三点', '2025-11-25 15:00'],
    ['two weeks before today', '2026-11-11'],
    ['Two days before the 20th, at 8:45 in the evening', '2026-11-18 20:45'],
    ['the day after Boxing Day at 10 am', '2025-12-27 10:00'],
    ['the morning after Halloween, 6:30', '2026-11-01 06:30'],
    ['a year ago today', '2025-11-25'],
    ['a fortnight ago today, 7pm', '2026-11-11 19:00'],
    ['两年前的国庆节上午十点', '2024-10-01 10:00'],
    ['the Sunday before Halloween, 2 pm', '2026-10-25 14:00'],
    ['the second Sunday in October, 2 pm', '2026-10-11 14:00'],
    ['国庆节最后一天晚上', 'ask: vague'],
    ['around Easter', 'ask: vague'],
    ['the Saturday before last, 2pm', '2026-11-14 14:00'],
    ['Monday just gone at 8am', '2026-11-23 08:00'],
    ['零九年的事，国庆节那天上午', '2009-10-01'],
    ['二四年十月八号', '2024-10-08'],
    ['前年的事了，记得是8月3号', 'ask: vague'],
    ['14 Feb ’24 at 10pm', '2024-02-14 22:00'],
    ['back in ’07, 9 September, 11am', '2007-09-09 11:00'],
    ['It would be the third of this month, ten to eight at night', '2026-11-03 19:50'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('hours', () => {
  test.each([
    ['23号9点多在路口', 'ask: which-half'],
    ['15号8点钟家里着火', 'ask: which-half'],
    ['9号下午4点3刻2单元电梯夹了我的手', '2026-11-09 16:45'],
    ['24号0点10分', '2026-11-24 00:10'],
    ['昨天 1745', '2026-11-24 17:45'],
    ['11.22 0915 园区北门', '2026-11-22 09:15'],
    ['0545 on Sunday', '2026-11-22 05:45'],
    ['yesterday at five to midnight', '2026-11-24 23:55'],
    ['Saturday lunchtime, ten to one', '2026-11-21 12:50'],
    ['at two twenty in the afternoon on the 19th', '2026-11-19 14:20'],
    ['At breakfast on Sunday, 8.30', '2026-11-22 08:30'],
    ['yesterday 1845 hrs', '2026-11-24 18:45'],
    ['on 23/11 at 2210', '2026-11-23 22:10'],
    ['six fifteen am yesterday', '2026-11-24 06:15'],
    ['昨天下班的时候 大概六点', '2026-11-24 18:00 about'],
    ['昨天吃早饭的时候 七点', '2026-11-24 07:00'],
    ['昨天上班 三点', 'ask: which-half'],
    ['sitting down to dinner at 7 on Tuesday', '2026-11-24 19:00'],
    ['two nights ago at 11', '2026-11-23 23:00'],
    ['昨晚后半夜两点多', '2026-11-25 02:00 about'],
    ['half an hour back', '2026-11-25 09:30 about'],
    ['半个钟头前', '2026-11-25 09:30 about'],
    ['两个小时ago', '2026-11-25 08:00 about'],
    ['前天noon', '2026-11-23 12:00'],
    ['2026-11-20T14:22:10Z', '2026-11-20 22:22'],
    ['2026-11-20T23:10:00-05:00 is what the dashcam shows', '2026-11-21 12:10'],
    ['yesterday at 18:05 UTC', 'ask: not-a-date'],
    ['昨天下午25点', 'ask: impossible-hour'],
    ['昨天上午13点', 'ask: impossible-hour'],
    ['2月30日下午三点', 'ask: impossible-date'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('parts of the day, as they are called elsewhere', () => {
  test.each([
    ['昨天晏昼两点', '2026-11-24 14:00'],
    ['昨天头晌十点', '2026-11-24 10:00'],
    ['昨儿后晌四点', '2026-11-24 16:00'],
    ['昨个晌午一点钟', '2026-11-24 13:00'],
    ['昨儿个傍黑六点', '2026-11-24 18:00'],
    ['昨天夜头八点', '2026-11-24 20:00'],
    ['今儿早起六点半', '2026-11-25 06:30'],
    ['尋晚11點', '2026-11-24 23:00'],
    ['昨天下半天三点', '2026-11-24 15:00'],
    ['拜一早上八点', '2026-11-23 08:00'],
  ])('%s: %s', (text, value) => expect(read(text)).toBe(value));
});

describe('after midnight, the evening that is over', () => {
  test.each([
    ['今晚九点半', '2026-11-24 21:30'],
    ['晚上十一点多', '2026-11-24 23:00 about'],
    ['刚才十二点多', '2026-11-25 00:00 about'],
    ['at 23:50', '2026-11-24 23:50'],
    ['tonight at 11:15pm', '2026-11-24 23:15'],
    ['昨天晚上十一点', '2026-11-24 23:00'],
    ['今天下午四点', 'ask: future'],
  ])('%s: %s', (text, value) => expect(afterMidnight(text)).toBe(value));
});

test.each([
  '我用的移动4/5G，照片传不上去',
  'Is the 24/7 number free?',
  '你们那个24小时热线一直占线',
  'I’m in room 1420, can someone call me',
  '我住1530房间',
  '保单尾号1120能查吗',
  'policy ends in 2210',
  'A 3/4 inch bolt came loose',
  '你们7天无理由退保吗',
  '你们早上几点上班',
  '客服电话是不是晚上10点就没人了',
  'do you close at 6?',
  '发票号码20231105',
  '我的保单12月8号到期，怎么续',
])('%s: no time', (text) => expect(read(text)).toBe('nothing'));
