import type { WallClock } from '../../../services/time/calendar.ts';
import { dayOf, isTold, latestYear, nthWeekday, shift, weekdayOf } from './days.ts';
import { lunarDay, SOLAR_TERMS, solarTerm } from './lunar.ts';

type InYear = (year: number) => WallClock | undefined;

const fixed =
  (month: number, day: number): InYear =>
  (year) =>
    dayOf(year, month, day);
const lunar =
  (month: number, day: number): InYear =>
  (year) =>
    lunarDay(year, month, day);
const from =
  (inYear: InYear, days: number): InYear =>
  (year) => {
    const found = inYear(year);
    return found && shift(found, days);
  };
const nth =
  (month: number, weekday: number, count: number): InYear =>
  (year) =>
    nthWeekday(year, month, weekday, count);

/** Easter Sunday, by the anonymous Gregorian rule. */
const easter: InYear = (year) => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1);
};

const lastMonday =
  (month: number): InYear =>
  (year) => {
    const last = dayOf(year, month + 1, 0);
    return shift(last, -weekdayOf(last));
  };

const thanksgiving = nth(11, 3, 4);

/**
 * The days that have names. The lunar ones are reckoned with lunar-javascript (the recognizers give 1 January for 春节).
 * 小年 is left out on purpose: it is one day in the north and another in the south.
 */
const FESTIVALS: readonly (readonly [chinese: string, english: string, inYear: InYear])[] = [
  ['春节|大年初一|正月初一|年初一', 'spring festival|chinese new year|lunar new year', lunar(1, 1)],
  [
    '除夕夜|除夕|年三十|大年三十|大年夜',
    "chinese new year's eve|lunar new year's eve|spring festival eve",
    from(lunar(1, 1), -1),
  ],
  ['元宵节|元宵|正月十五', 'lantern festival|chap goh meh|chap goh mei', lunar(1, 15)],
  ['龙抬头|二月二', 'longtaitou', lunar(2, 2)],
  ['寒食节', 'cold food festival', from((year) => solarTerm(year, '清明'), -1)],
  ['端午节|端午|端阳', 'dragon boat festival|dragon boat', lunar(5, 5)],
  ['七夕节|七夕', 'qixi festival|qixi', lunar(7, 7)],
  ['中元节|鬼节|七月半', 'ghost festival', lunar(7, 15)],
  ['中秋节|中秋', 'mid-autumn festival|mid-autumn|mid autumn festival|moon festival', lunar(8, 15)],
  ['重阳节|重阳', 'double ninth festival|double ninth', lunar(9, 9)],
  ['寒衣节', '', lunar(10, 1)],
  ['下元节', '', lunar(10, 15)],
  ['腊八节|腊八', 'laba festival', lunar(12, 8)],
  [
    '清明节',
    'qingming festival|qingming|tomb-sweeping day|tomb sweeping day|tomb-sweeping|tomb sweeping',
    (year) => solarTerm(year, '清明'),
  ],
  ['', 'winter solstice', (year) => solarTerm(year, '冬至')],
  ['', 'summer solstice', (year) => solarTerm(year, '夏至')],
  ['元旦节|元旦', "new year's day", fixed(1, 1)],
  ['', 'burns night', fixed(1, 25)],
  ['情人节', "valentine's day|valentine's", fixed(2, 14)],
  ['妇女节|三八节|女神节', "women's day", fixed(3, 8)],
  ['植树节', '', fixed(3, 12)],
  ['三一五', '', fixed(3, 15)],
  ['', "st patrick's day|st. patrick's day|saint patrick's day", fixed(3, 17)],
  ['愚人节', "april fools' day|april fool's day|april fools", fixed(4, 1)],
  ['', 'shrove tuesday|pancake day', from(easter, -47)],
  ['', 'ash wednesday', from(easter, -46)],
  ['', 'palm sunday', from(easter, -7)],
  ['', 'good friday', from(easter, -2)],
  ['复活节', 'easter sunday|easter day|easter', easter],
  ['', 'easter saturday', from(easter, -1)],
  ['', 'easter monday', from(easter, 1)],
  ['', 'anzac day', fixed(4, 25)],
  ['', 'australia day', fixed(1, 26)],
  ['', 'memorial day', lastMonday(5)],
  ['', 'august bank holiday monday|august bank holiday|summer bank holiday', lastMonday(8)],
  ['', 'mothering sunday', from(easter, -21)],
  ['', 'remembrance sunday', nth(11, 6, 2)],
  ['', 'whit monday|pentecost monday', from(easter, 50)],
  ['五一劳动节|五一节|五一|劳动节', "labour day|may day|workers' day", fixed(5, 1)],
  ['五四青年节|青年节', 'youth day', fixed(5, 4)],
  ['护士节', "nurses' day", fixed(5, 12)],
  ['母亲节', "mother's day|mothers' day", nth(5, 6, 2)],
  ['六一儿童节|六一节|六一|儿童节', "children's day", fixed(6, 1)],
  ['父亲节', "father's day|fathers' day", nth(6, 6, 3)],
  ['七一建党节|建党节', '', fixed(7, 1)],
  ['', 'canada day', fixed(7, 1)],
  ['美国独立日', 'independence day|fourth of july', fixed(7, 4)],
  ['八一建军节|建军节', 'army day', fixed(8, 1)],
  ['教师节', "teachers' day|teacher's day", fixed(9, 10)],
  ['国庆节|国庆|十一国庆|十一当天|十一那天|十一长假第一天', 'national day', fixed(10, 1)],
  ['万圣节前夜|万圣节|万圣夜', 'halloween', fixed(10, 31)],
  ['', 'bonfire night|guy fawkes night|guy fawkes', fixed(11, 5)],
  ['', 'remembrance day|armistice day|veterans day|poppy day', fixed(11, 11)],
  ['双十一|双11|光棍节', "singles' day|single's day|double eleven|double 11", fixed(11, 11)],
  ['感恩节', 'thanksgiving day|thanksgiving', thanksgiving],
  ['黑色星期五|黑五', 'black friday', from(thanksgiving, 1)],
  ['', 'cyber monday', from(thanksgiving, 4)],
  ['双十二|双12', 'double twelve|double 12', fixed(12, 12)],
  ['平安夜|圣诞前夜|圣诞夜', 'christmas eve|xmas eve', fixed(12, 24)],
  ['圣诞节|圣诞', 'christmas day|christmas|xmas day|xmas', fixed(12, 25)],
  ['', 'boxing day', fixed(12, 26)],
  ['跨年夜|跨年', "new year's eve|new years eve|nye|hogmanay", fixed(12, 31)],
];

const withoutApostrophe = (name: string): string => name.toLowerCase().replaceAll("'", '');

const BY_NAME = new Map<string, InYear>([
  ...FESTIVALS.flatMap(([chinese, english, inYear]) =>
    [...chinese.split('|'), ...english.split('|')].map((name) => [withoutApostrophe(name), inYear] as const),
  ),
  ...SOLAR_TERMS.map((name) => [name, (year: number) => solarTerm(year, name)] as const),
]);
BY_NAME.delete('');

const alternatives = (names: readonly string[]): string =>
  names
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll('.', '\\.').replaceAll("'", "'?"))
    .join('|');

/** Names of solar terms that are also weather: 小雪 is a day only where something says so. */
const ALSO_WEATHER = ['雨水', '小雪', '大雪', '大寒', '白露', '霜降', '小满'];
const A_DAY_AFTER = '(?=那天|那日|当天|当日|节气|前|后|的?第|的?[前后]一|[早晚上下中凌半夜清傍])';

/** The names of the festivals, for patterns. The longer stand first; 五一路 is a street. */
export const CHINESE_FESTIVALS = `(?:(?:${alternatives([
  ...FESTIVALS.flatMap(([chinese]) => chinese.split('|')),
  ...SOLAR_TERMS.filter((name) => !ALSO_WEATHER.includes(name)),
])})(?![路街村桥站镇乡]|广场|大道|小区|小学|中学|公园)|(?<![下场阵有遇着冒顶点的大])(?:${ALSO_WEATHER.join('|')})${A_DAY_AFTER})`;
export const ENGLISH_FESTIVALS = `(?:${alternatives(FESTIVALS.flatMap(([, english]) => english.split('|')))})`;

/** What comes once a year under this name. */
export const festivalInYear = (name: string): InYear | undefined => BY_NAME.get(withoutApostrophe(name));

/** The festival of a year, or the latest that has been. */
export function festival(name: string, now: WallClock, year?: number): WallClock | undefined {
  const inYear = festivalInYear(name);
  if (!inYear || (year !== undefined && !isTold({ year }))) return undefined;
  return year ? inYear(year) : latestYear(now, inYear);
}
