import { numberOf } from '../../../language/numerals.ts';
import type { WallClock } from '../../../services/time/calendar.ts';
import {
  dayOf,
  isAfter,
  latestWithNumber,
  latestYear,
  midnight,
  realDay,
  shift,
  weekdayIn,
  weekdayOf,
} from './days.ts';
import { CHINESE_FESTIVALS, festival, latestLunar } from './festivals.ts';
import type { Meaning, PartOfDay, Rule } from './tokens.ts';

/* Long: the grammar of days and hours in Chinese, whose patterns are made of each other. */

/** A day's or an hour's number, in figures or characters. */
const N = '(?:\\d{1,2}|[零〇一二两三四五六七八九十廿]{1,3})';
/** A run of digits, and that none stands before: half a number is another number. */
const HAN_DIGIT = '零〇一二两三四五六七八九十廿';
const RUN = `(?:\\d{1,3}|[${HAN_DIGIT}]{1,6})`;
const NO_DIGIT_BEFORE = `(?<![\\d.${HAN_DIGIT}百千万])`;
const NO_DIGIT_AFTER = `(?![\\d${HAN_DIGIT}])`;
const AGO = '(?:以前|之前|前)';
const YEAR = '(?:(\\d{4}|\\d{2}(?=年)|[一二][〇零一二三四五六七八九]{3}|今|去|前|大前)年的?\\s?)';
const WEEK = '(?:周|星期|礼拜)';

const numeral = (said = ''): number => numberOf(said.replace('廿', '二十')) ?? Number.NaN;

/** How a month's or a day's number is written, and nothing that only looks like it: 二八, 十廿, 廿零. */
const ORDINARY =
  /^(?:\d{1,2}|[零〇]?[一二两三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三][零〇])$/;
const ordinal = (said = ''): number => (ORDINARY.test(said) ? numeral(said) : Number.NaN);

const ask = (reason: 'vague' | 'future' | 'impossible-date' | 'not-a-date'): Meaning => ({ kind: 'ask', reason });
const day = (found: WallClock | undefined, more: Partial<Extract<Meaning, { kind: 'day' }>> = {}): Meaning =>
  found ? { kind: 'day', days: [found], ...more } : ask('impossible-date');

function yearOf(said: string, now: WallClock): number {
  const back = { 今: 0, 去: 1, 前: 2, 大前: 3 }[said];
  if (back !== undefined) return now.year - back;
  const year = numeral(said);
  return said.length <= 2 ? 2000 + year : year;
}

/** The latest that has been; a date that is in no year is impossible, one that is only ahead is still to come. */
function monthAndDay(month: number, date: number, now: WallClock): Meaning {
  return day(latestYear(now, (year) => realDay(year, month, date)));
}

const RELATIVE_DAYS: Readonly<Record<string, number>> = { 大大前: -4, 大前: -3, 前: -2, 昨: -1, 今: 0 };
const WEEKS: readonly (readonly [RegExp, number])[] = [
  [/^上上上/, -3],
  [/^上上/, -2],
  [/^上/, -1],
  [/^[这本]/, 0],
  [/^[下]/, 1],
];

const DAYS: readonly Rule[] = [
  {
    // 二八号 may be the 28th, or one of two days: no date.
    pattern: new RegExp(
      `(?:${YEAR}|${NO_DIGIT_BEFORE})(${RUN})\\s?月(?:份)?的?\\s?(${RUN})${NO_DIGIT_AFTER}\\s?(?:日|号)?(?!\\d|[个天年岁辆百千万块元])`,
      'gu',
    ),
    read: ([, year, month, date], now) => {
      const [inYear, ofMonth] = [ordinal(month), ordinal(date)];
      if (Number.isNaN(inYear) || Number.isNaN(ofMonth)) return ask('not-a-date');
      return year
        ? day(realDay(yearOf(year, now), inYear, ofMonth), { firm: true })
        : monthAndDay(inYear, ofMonth, now);
    },
  },
  {
    pattern: /(?<![\d.])(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?![\d])[日号]?/gu,
    read: ([, year, month, date]) => day(realDay(Number(year), Number(month), Number(date)), { firm: true }),
  },
  {
    pattern: /(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/g,
    read: ([, year, month, date]) => {
      const found = realDay(Number(year), Number(month), Number(date));
      return found && day(found, { firm: true });
    },
  },
  {
    // 11/15; 15/11 can only be the other way round. 11-15 and 11.15 may be anything unless a time of day follows.
    pattern:
      /(?<![\d./:-])(\d{1,2})(?:\/(\d{1,2})(?![\d/]|\s?[元块个人天])|[-.](\d{1,2})(?=[日号]|那天|\s?(?:凌晨|早|上午|中午|下午|晚|夜|\d{1,2}[点:])))[日号]?/gu,
    read: ([, first, second, third], now) => {
      const [a, b] = [Number(first), Number(second ?? third)];
      return a > 12 && b <= 12 ? monthAndDay(b, a, now) : monthAndDay(a, b, now);
    },
  },
  {
    pattern: new RegExp(`(上上个?|上个?|[这本当]个?)月的?(${RUN})${NO_DIGIT_AFTER}(?:日|号)?(?!个)`, 'gu'),
    read: ([, which = '', date], now) => {
      if (Number.isNaN(ordinal(date))) return ask('not-a-date');
      const back = /^上上/.test(which) ? 2 : /^上/.test(which) ? 1 : 0;
      const month = dayOf(now.year, now.month - back, 1);
      const found = realDay(month.year, month.month, numeral(date));
      return found && isAfter(found, now) ? ask('future') : day(found);
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\d零〇一二两三四五六七八九十月路街巷弄道里院村区号栋幢楼第])(${N})(?:号|日)(?![楼线门院店库桥口机房床井仓车馆地\\d])(?!路(?![上过口边])|站[台口]|柱|梯|厅|弄|弯|大[道街]|通道|干线|环线|匝道|码头|公路|国道|隧道|航站|高速|出|码)`,
      'gu',
    ),
    read: ([, date], now) => {
      const number = ordinal(date);
      if (!(number >= 1 && number <= 31)) return undefined;
      return day(latestWithNumber(now, number));
    },
  },
  {
    pattern: new RegExp(
      `(?<!第[一二三四五]个)(上上上个?|上上个?|上个?|[这本]个?|下下?个?)?${WEEK}([一二三四五六日天末]|[1-7](?!\\d))(?!年)`,
      'gu',
    ),
    read: ([, which = '', said = ''], now) => {
      const weeks = WEEKS.find(([pattern]) => pattern.test(which))?.[1];
      if (weeks === 1) return ask('future');
      if (said === '末') return ask('vague');
      const weekday = '一二三四五六日'.indexOf(
        said.replace('天', '日').replace(/\d/, (d) => '一二三四五六日'[Number(d) - 1] ?? ''),
      );
      if (weeks !== undefined) return day(weekdayIn(now, weekday, weeks), { weekday: 'named' });
      if (weekday === weekdayOf(now)) return { kind: 'day', days: [midnight(now), shift(now, -7)], weekday: 'alone' };
      return day(weekdayIn(now, weekday, weekday < weekdayOf(now) ? 0 : -1), { weekday: 'alone' });
    },
  },
  {
    // 前 and 今 alone are half of many a word: 目前, 以前, 如今.
    pattern:
      /(?:(?<![以之目从先提门车面眼跟生])(大大前|大前|前)|(?<![至如而当])(今|昨))(天|日|儿个|儿|个|(?=[早晚晨夜午上下中凌]))(晚上?|夜里?)?(?!年|后(?!半))/gu,
    read: ([, before, near, , night], now) => {
      const back = RELATIVE_DAYS[before ?? near ?? ''];
      if (back === undefined) return undefined;
      return day(shift(now, back), night ? { part: nightOf(night, near === '今') } : {});
    },
  },
  {
    // Cantonese: 寻日 and 琴日 are yesterday. A piano has its evenings, too.
    pattern: /(?<![找搜追探钢古口提胡风电弹学练木竖])[寻琴擒噙](?:日|(?=晚|夜|朝早))(晚上?|夜里?)?(?![用常])/gu,
    read: ([, night], now) => day(shift(now, -1), night ? { part: nightOf(night, false) } : {}),
  },
  {
    // This morning in Cantonese; in Shanghai it is all of today.
    pattern: /今朝(?!有酒)(?!.{0,3}(?:[下晏]昼|下午|中午|晚|夜))/gu,
    read: (_, now) => day(midnight(now), { part: 'morning' }),
  },
  { pattern: /今朝(?=.{0,3}(?:[下晏]昼|下午|中午|晚|夜))/gu, read: (_, now) => day(midnight(now)) },
  {
    pattern: new RegExp(
      `${NO_DIGIT_BEFORE}(\\d{1,3}|[一二两三四五六七八九十]{1,3})\\s?(天|日|个?(?:周|星期|礼拜))(?:多)?${AGO}`,
      'gu',
    ),
    read: ([, said, unit = ''], now) => {
      const number = numberOf(said ?? '');
      if (number === undefined) return ask('vague');
      return /[天日]/.test(unit) ? day(shift(now, -number)) : day(shift(now, -7 * number), { approximate: true });
    },
  },
  {
    pattern:
      /(?:(?:(?:农|阴|旧)历)?(正|腊|冬|[一二三四五六七八九十]{1,2})月(初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十五)|(?:大年)(初[一二三四五六七八九十]|三十))/gu,
    read: ([whole, month, date, inNewYear], now) => {
      if (month && !/^[农阴旧]/.test(whole) && !/[正腊冬]/.test(month) && !/^初/.test(date ?? '')) return undefined;
      if (inNewYear === '三十') return day(festival('除夕', now));
      const lunarMonth =
        inNewYear || month === '正' ? 1 : /[腊]/.test(month ?? '') ? 12 : month === '冬' ? 11 : numeral(month);
      return day(latestLunar(now, lunarMonth, numeral((date ?? inNewYear ?? '').replace('初', ''))));
    },
  },
  {
    pattern: new RegExp(
      `${YEAR}?(${CHINESE_FESTIVALS})(?:当天|那天|当日)?(的?(?:前一天|前一晚|前夜|前夕|第[一二三四五六七]天|后一天)|期间|假期|长假|放假|前后|那几天|档|之后|以后|之前|以前|过后|后|前)?`,
      'giu',
    ),
    read: ([, year, name = '', after = ''], now) => {
      const found = festival(name, now, year ? yearOf(year, now) : undefined);
      if (!found) return ask('impossible-date');
      if (/^的?(?:前一[天晚]|前夜|前夕)$/.test(after)) return day(shift(found, -1));
      const nth = /第(.)天/.exec(after)?.[1];
      if (nth) return day(shift(found, numeral(nth) - 1));
      if (/后一天$/.test(after)) return day(shift(found, 1));
      return after ? ask('vague') : day(found);
    },
  },
];

/** 昨晚 may reach into the next day; 昨天夜里一点 is said of the day that it names. */
const nightOf = (said: string, tonight: boolean): PartOfDay =>
  said === '夜里' ? 'night' : tonight ? 'evening' : 'last-night';

const PARTS: readonly (readonly [pattern: string, part: PartOfDay])[] = [
  ['凌晨|拂晓|黎明', 'small-hours'],
  [
    '清晨|早晨|朝头?早|上昼|早上|一大早|大清早|大早上|早间|上午|天刚亮|(?<=[今昨前天日号一二三四五六])(?:早|晨)(?!已|就|知)|早(?=\\d|[一二两三四五六七八九十]点)',
    'morning',
  ],
  ['中午|正午|晌午|午间', 'noon'],
  ['午后|下午|下晌|[下晏]昼', 'afternoon'],
  [
    '傍晚|挨晚|黄昏|晚上|晚黑|晚间|夜晚|当晚|(?<=[今昨前天日号一二三四五六])晚|晚(?=\\d|[一二两三四五六七八九十]点)',
    'evening',
  ],
  ['后半夜|半夜|前半夜|大半夜|三更半夜|半夜|深夜|夜里|夜间|深更半夜', 'night'],
  ['午夜|子夜', 'midnight'],
];
/** 早上好 is a greeting. */
const DAY_PARTS: readonly Rule[] = PARTS.map(([pattern, part]) => ({
  pattern: new RegExp(`(?:${pattern})(?!好(?![像几])|班|餐|饭|点名|安)`, 'gu'),
  read: () => ({ kind: 'part', part }),
}));

const MINUTES = `(?:过|過)?(半|整|一刻|三刻|1刻|3刻|(?:零|〇)[一二三四五六七八九五]分?|\\d{2}分?|\\d分|[一二三四五六七八九]分(?!钟)|[一二三四五]?十[一二三四五六七八九]?分?)`;
/** What follows an hour makes it a count, a price or a point of a talk: 两点要求, 8点钟 is fine. */
const NO_HOUR_AFTER = '(?![个块元万千公米岁名位人]|要求|建议|意见|问题|疑问|说明|半点|小|儿)';
/** 一点 and 两点 are also "a bit" and "two points": something has to say that they are hours. */
const BESIDE_AN_HOUR = /(?:[午晚晨上早里夜天号日间节]|\d日|周.)\s?$/u;

const TIMES: readonly Rule[] = [
  {
    pattern: /(?<![\d:.])(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?![\d:])\s?(am|pm|a\.m\.?|p\.m\.?)?/giu,
    read: ([, hour = '', minute, half]) => {
      if (Number(hour) > 24) return undefined;
      const literal = hour.length === 2 && (hour.startsWith('0') || Number(hour) > 12);
      return {
        kind: 'time',
        hour: Number(hour),
        minute: Number(minute),
        written: true,
        exact: true,
        ...(literal ? { literal: true as const } : {}),
        ...(half ? { half: /^a/i.test(half) ? ('am' as const) : ('pm' as const) } : {}),
      };
    },
  },
  {
    pattern: new RegExp(`差\\s?(${N}|一刻)分?钟?(?:到|就)?(${N})点|(${N})点差(${N}|一刻)分?`, 'gu'),
    read: ([, before, hour, hour2, before2]) => {
      const minutes = (before ?? before2) === '一刻' ? 15 : numeral(before ?? before2);
      const full = numeral(hour ?? hour2);
      if (!(minutes > 0 && minutes < 60 && full <= 24)) return undefined;
      return { kind: 'time', hour: (full + 23) % 24, minute: 60 - minutes, exact: true };
    },
  },
  {
    pattern: new RegExp(
      `(?:(?<![\\d.:第零〇一二两三四五六七八九十周期拜])|(?<=(?:周|星期|礼拜)[一二三四五六日天]))(${N})\\s?(?:点\\s?(?:钟|整)?|时(?=\\s?(?:\\d|许|左右|整|分|$|[，。,\\s])))\\s?(?:${MINUTES})?${NO_HOUR_AFTER}`,
      'gu',
    ),
    read: (match) => {
      const [whole, said = '', minutes = ''] = match;
      const text = match.input ?? '';
      const at = match.index ?? 0;
      const small = /^[一两二]$/.test(said);
      const followed =
        /[钟半整刻分十\d]/.test(whole.slice(said.length)) ||
        /^(?:多|左右|许|前后|来钟|钟)/.test(text.slice(at + whole.length));
      if (small && !followed && text.length > 4 && !BESIDE_AN_HOUR.test(text.slice(0, at))) return undefined;
      const hour = numberOf(said);
      if (hour === undefined) return { kind: 'time', hour: 0, minute: 0, open: true };
      const minute = minuteOf(minutes);
      if (hour > 24 || minute > 59) return undefined;
      const literal = hour > 12 || hour === 0 || /^0\d/.test(said);
      return {
        kind: 'time',
        hour,
        minute,
        ...(minutes ? { exact: true as const } : {}),
        ...(literal ? { literal: true as const } : {}),
      };
    },
  },
  {
    pattern: /[一二三四五六七八九十\d]{1,2}\s?[、\-~到至]\s?(?:[一二三四五六七八九十]{1,2}|\d{1,2})点(?:钟|多)?/gu,
    read: () => ({ kind: 'time', hour: 0, minute: 0, open: true }),
  },
];

function minuteOf(said: string): number {
  const bare = said.replace(/[分过]/g, '');
  if (bare === '' || bare === '整') return 0;
  if (bare === '半') return 30;
  if (/[一1]刻/.test(bare)) return 15;
  if (/[三3]刻/.test(bare)) return 45;
  return numeral(bare);
}

const MOMENTS: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(\\d+(?:\\.\\d+)?|[半一二两俩三四五六七八九十]{1,3})\\s?个?(半)?(?:多|来)?个?(?:小时|钟头|钟(?=前|以前|之前)|h)(半)?(?:零?(\\d{1,2}|[一二三四五六七八九十]{1,3})分钟?)?多?${AGO}`,
      'gu',
    ),
    read: ([, said = '', half, half2, more]) => {
      const hours = said === '半' ? 0.5 : said === '俩' ? 2 : numberOf(said);
      if (hours === undefined || hours > 240) return ask('vague');
      const minutes = hours * 60 + (half || half2 ? 30 : 0) + (more ? numeral(more) : 0);
      return { kind: 'moment', minutesBack: minutes, precision: minutes % 60 === 0 ? 'hour' : 'minute' };
    },
  },
  {
    pattern: new RegExp(
      `(\\d{1,4}|[一二两三四五六七八九十]{1,3}|几)\\s?(?:多|来)?(分钟?|刻钟|min(?:ute)?s?)${AGO}`,
      'gu',
    ),
    read: ([, said = '', unit = '']) => {
      const number = /[几]/.test(said) ? 5 : numberOf(said);
      if (number === undefined) return ask('vague');
      return { kind: 'moment', minutesBack: number * (unit.startsWith('刻') ? 15 : 1), precision: 'minute' };
    },
  },
  {
    pattern:
      /刚刚|啱啱|啱先|头先|刚才|方才|就刚|刚(?=[被在把跟和与撞追发出遇让给从下开停碰刮摔])|就?现在|就在刚|眼下|此刻|这会儿/gu,
    read: () => ({ kind: 'now' }),
  },
  {
    pattern: /(?<=[今昨前][天日儿])的?(?:差不多)?(?:这个|這|这|同一)(?:时候|时间|点儿?|会儿)/gu,
    read: (_, now) => ({ kind: 'time', hour: now.hour, minute: now.minute, literal: true, exact: true }),
  },
];

const OPEN: readonly Rule[] = [
  {
    pattern:
      /最近|近日|近来|近期|前(?:几|些|两|一?阵|一?段|不久)(?:天|日|个?星期|周|个?月|年|子|时间)?|这(?:几|两|些|阵)(?:天|日|子)|好?[几数](?:天|日|周|个?星期|个?月|个?小时|个?钟头|年)(?:以前|之前|前)|十几天前|不久前?|有一天|某天|某日|那阵子?|早些时候|半天前|[一二两三四五六七八九十半\d]{1,3}个?多?个?月(?:以前|之前|前)|[一二两三四五六七八九十半\d]{1,3}年(?:以前|之前|前)|[一二两三四五六七八九十]来天前|(?:上上个?|上个?|[这本]个?)(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|(?:上上个?|上个?|[这本]个?)月(?:底|初|中旬?|末|份)?(?!\d|[一二三四五六七八九十]|的\d)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|中旬|上旬|下旬)?(?=$|[，。,\s的我发出])|去年|前年|过年|好?几天了|有段时间了|有一阵|月初|月底|年初|年底/gu,
    read: () => ask('vague'),
  },
  {
    pattern:
      /[\d一二两三四五六七八九十]{1,2}个?(?:天|小时|周|星期|月)(?:以后|之后|后)(?=$|[，。,])|明天|明日|明早|明晚|明儿|(?<![打倾聆好收])听(?:日|晚|朝早?)(?=$|[，。,\s先再就至返去上下早午夜晚]|[一二三四五六七八九十\d]+点)|(?<!今天以?)(?<!以)后天|大后天|下个?月|下下?个?(?:周|星期|礼拜)(?![一二三四五六日天])|明年/gu,
    read: () => ask('future'),
  },
];

/** How Chinese is read. What only looks like a time is left to say nothing. */
export const CHINESE: readonly Rule[] = [...DAYS, ...DAY_PARTS, ...TIMES, ...MOMENTS, ...OPEN];
