import { numberOf } from '../../../../language/numerals.ts';
import type { WallClock } from '../../../../services/time/calendar.ts';
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
} from '../days.ts';
import { CHINESE_FESTIVALS, festival, festivalInYear } from '../festivals.ts';
import { latestLunar, lunarDay } from '../lunar.ts';
import { ask, dayOrNone, type Meaning, type PartOfDay, type Rule } from '../tokens.ts';
import { AGO, N, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, numeral, ordinal, RUN, WEEK, YEAR, yearOf } from './numbers.ts';

/* Long: the grammar of days in Chinese. */

/** The latest that has been; a date that is in no year is impossible, one that is only ahead is still to come. */
function monthAndDay(month: number, date: number, now: WallClock): Meaning {
  const inYear = (year: number) => realDay(year, month, date);
  return dayOrNone(latestYear(now, inYear), { inYear });
}

/** 今晚 and tonight, said after midnight, are of the evening that is over. */
export const tonight = (now: WallClock): WallClock[] =>
  now.hour < 5 ? [shift(now, -1), midnight(now)] : [midnight(now)];

/** 昨晚 may reach into the next day; 昨天夜里一点 is said of the day that it names. */
const nightOf = (said: string, isTonight: boolean): PartOfDay =>
  said === '夜里' ? 'night' : isTonight ? 'evening' : 'last-night';

/** What the number of a thing is said of: 3号楼, 5号线, 7号闸机. */
const A_THING =
  '[楼线门院店库桥口机房床井仓馆地栋幢单位桩柱梯厅弄弯闸泵柜充桌窗摊屋塔岛船艇舱宿箱炉罐棚铺灯泳]|路(?![上过口边])|站[台口]|大[道街]|通道|干线|环线|匝道|码|公[路交寓园]|国道|隧道|航站|高速|出[口入站]|车[厢位库间]|厂房|台[球机]|电梯|文件|档口|球[场馆]|跑道|滑[梯道]|病[房床]|诊室|选手|员工';

const DATES: readonly Rule[] = [
  {
    // 二八号 may be the 28th, or one of two days: no date.
    pattern: new RegExp(
      `(?:${YEAR}|${NO_DIGIT_BEFORE})(${RUN})\\s?月(?:份)?的?\\s?(${RUN})${NO_DIGIT_AFTER}\\s?(?:日|号)?(?!\\d{1,2}[^\\d点时:]|[个天年岁辆百千万块元])`,
      'gu',
    ),
    read: ([whole, year, month, date], now) => {
      const [inYear, ofMonth] = [ordinal(month), ordinal(date)];
      if (Number.isNaN(inYear) || Number.isNaN(ofMonth)) return ask('not-a-date');
      // 八月十五 is a day of the moon's calendar to most.
      if (!year && /^八月的?十五$/.test(whole)) return ask('not-a-date');
      return year
        ? dayOrNone(realDay(yearOf(year, now), inYear, ofMonth), { firm: true })
        : monthAndDay(inYear, ofMonth, now);
    },
  },
  {
    // 11/15; 15/11 can only be the other way round. 11-15 and 11.15 may be anything unless a time of day follows.
    pattern:
      /(?<![\d./:-])(\d{1,2})(?:\/(\d{1,2})(?![\d/]|\s?[元块个人天a-z%])|[-.](\d{1,2})(?=[日号]|那天|当天|\s?(?:凌晨|早|清|上午|中午|下午|傍|半|晚|夜|\d{1,2}[点:]|[012]\d[0-5]\d(?!\d))))[日号]?/giu,
    read: ([whole, first, second, third], now) => {
      const [a, b] = [Number(first), Number(second ?? third)];
      if (/^24\/7$/.test(whole)) return undefined;
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
      return found && isAfter(found, now) ? ask('future') : dayOrNone(found);
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\d零〇一二两三四五六七八九十月路街巷弄村号栋幢楼第])(${N})(?:号|日)(?!${A_THING})(?!\\d(?!\\d?\\s?[点时:]|\\d{3}))`,
      'gu',
    ),
    read: ([, date], now) => {
      const number = ordinal(date);
      if (!(number >= 1 && number <= 31)) return undefined;
      return dayOrNone(latestWithNumber(now, number));
    },
  },
  {
    pattern:
      /(?:(?<named>[农阴旧]历)?(?<leap>闰)?(?<month>正|腊|冬|[一二三四五六七八九十]{1,2}|\d{1,2}(?<=历(?:闰)?\d{1,2}))月(?<date>初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十五|\d{1,2}(?<=历.{2,4}\d{1,2}))|大年(?<new>初[一二三四五六七八九十]|三十))[日号]?/gu,
    read: ({ groups = {} }, now) => {
      const { named, leap, month = '正', date } = groups;
      if (groups.new === '三十') return dayOrNone(festival('除夕', now));
      if (!groups.new && !named && !leap && !/[正腊冬]/.test(month) && !/^初/.test(date ?? '')) return undefined;
      const lunarMonth = { 正: 1, 冬: 11, 腊: 12 }[month] ?? numeral(month);
      const day = numeral((groups.new ?? date ?? '').replace('初', ''));
      const signed = leap ? -lunarMonth : lunarMonth;
      return dayOrNone(latestLunar(now, signed, day), { inYear: (year) => lunarDay(year, signed, day) });
    },
  },
  {
    pattern: new RegExp(`${YEAR}?(${CHINESE_FESTIVALS})`, 'giu'),
    read: ([, year, name = ''], now) => {
      const found = festival(name, now, year ? yearOf(year, now) : undefined);
      const inYear = festivalInYear(name);
      return dayOrNone(found, {
        ...(year ? { firm: true } : {}),
        ...(inYear ? { inYear } : {}),
        ...(/夜$/.test(name) ? { part: 'evening' } : {}),
      });
    },
  },
  {
    // The days of sales, which are written like any number.
    pattern:
      /(?<![\d.])(520|618|6\.18|11\.11|12\.12|315)(?=那天|当天|当日|当晚|[早晚上下中凌夜节]|大促|活动|期间|购物|送|的时候|[前后]一)/gu,
    read: ([, said = ''], now) => {
      const [month, date] = said.includes('.') ? said.split('.') : [said[0], said.slice(1)];
      return monthAndDay(Number(month), Number(date), now);
    },
  },
];

const RELATIVE_DAYS: Readonly<Record<string, number>> = { 大大前: -4, 大前: -3, 前: -2, 昨: -1, 今: 0 };
const WEEKS: readonly (readonly [RegExp, number])[] = [
  [/^上上上/, -3],
  [/^上上/, -2],
  [/^上/, -1],
  [/^[这本]/, 0],
  [/^[下]/, 1],
];

const COUNTED: readonly Rule[] = [
  { pattern: new RegExp(`(?:有|某|那|随便哪)一?个?${WEEK}[一二三四五六日天]`, 'gu'), read: () => ask('vague') },
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
      if (weeks !== undefined) return dayOrNone(weekdayIn(now, weekday, weeks), { weekday: 'named' });
      if (weekday === weekdayOf(now))
        return { kind: 'day', days: [midnight(now), shift(now, -7)], weekday: 'alone', doubt: 'which-day' };
      return dayOrNone(weekdayIn(now, weekday, weekday < weekdayOf(now) ? 0 : -1), { weekday: 'alone' });
    },
  },
  {
    // 前 and 今 alone are half of many a word: 目前, 以前, 如今.
    pattern:
      /(?:(?<![以之目从先提门车面眼跟生年月周])(大大前|大前|前)|(?<![至如而当])(今|昨))(天|日|儿个|儿|个(?=[早晚晨夜午上下中凌夜后头黑晌傍擦])|(?=[早晚晨夜午上下中凌暝黑]|[后头]晌))(晚上?|夜里?|暝)?(?!年)/gu,
    read: ([, before, near, , night], now) => {
      const back = RELATIVE_DAYS[before ?? near ?? ''];
      if (back === undefined) return undefined;
      if (near === '今' && night) return { kind: 'day', days: tonight(now), part: nightOf(night, true) };
      return dayOrNone(shift(now, back), night ? { part: nightOf(night, false) } : {});
    },
  },
  {
    // Cantonese: 寻日 and 琴日 are yesterday. A piano has its evenings, too.
    pattern: /(?<![找搜追探钢古口提胡风电弹学练木竖])[寻琴擒噙](?:日|(?=晚|夜|朝早))(晚上?|夜里?)?(?![用常])/gu,
    read: ([, night], now) => dayOrNone(shift(now, -1), night ? { part: nightOf(night, false) } : {}),
  },
  {
    // This morning in Cantonese; in Shanghai it is all of today.
    pattern: /今朝(?!有酒)(?!.{0,3}(?:[下晏]昼|下午|中午|晚|夜))/gu,
    read: (_, now) => dayOrNone(midnight(now), { part: 'morning' }),
  },
  { pattern: /今朝(?=.{0,3}(?:[下晏]昼|下午|中午|晚|夜))/gu, read: (_, now) => dayOrNone(midnight(now)) },
  {
    pattern: new RegExp(
      `${NO_DIGIT_BEFORE}(\\d{1,3}|[一二两三四五六七八九十]{1,3})\\s?(天|日|个?晚上?|夜|个?(?:周|星期|礼拜)|days?|nights?|weeks?)(?:多)?${AGO}`,
      'giu',
    ),
    read: ([, said, unit = ''], now) => {
      const number = numberOf(said ?? '');
      if (number === undefined) return ask('vague');
      if (/^[天日d]/i.test(unit)) return dayOrNone(shift(now, -number));
      return /^(?:个?晚|夜|n)/i.test(unit)
        ? dayOrNone(shift(now, -number), { part: 'last-night' })
        : dayOrNone(shift(now, -7 * number), { approximate: true });
    },
  },
  {
    // 去年的今天, 三个月前的今天.
    pattern: new RegExp(
      `(?:(去|前|大前)年|([一二两三四五六七八九]|\\d)年${AGO}|(上上?)个月|([一二两三四五六七八九]|\\d{1,2})个月${AGO})的?(?:同一天|今[天日])`,
      'gu',
    ),
    read: ([, year, years, month, months], now) => {
      const yearsBack = year ? now.year - yearOf(year, now) : years ? numeral(years) : 0;
      const monthsBack = month ? month.length : months ? numeral(months) : 0;
      const there = dayOf(now.year - yearsBack, now.month - monthsBack, 1);
      return dayOrNone(realDay(there.year, there.month, now.day), { firm: true });
    },
  },
  {
    pattern: /(?<![a-z\d])(?:第([二三四五六七])天|(?:次|翌|隔|转)[天日])(?!内)/gu,
    read: ([, nth]) => ({ kind: 'from-there', days: nth ? numeral(nth) - 1 : 1 }),
  },
  {
    pattern: /(?:更早|再早|往前|再往前)一[天晚]|(?<![大的])(?:前|头)一[天晚](?!天)/gu,
    read: () => ({ kind: 'from-there', days: -1 }),
  },
  { pattern: /当[天日]|那[天日]|同一[天日]/gu, read: () => ({ kind: 'from-there', days: 0 }) },
  { pattern: /当[晚夜]|那[晚夜]|那天(?:晚上|夜里)/gu, read: () => ({ kind: 'from-there', days: 0, part: 'evening' }) },
  {
    pattern: new RegExp(`(?<![\\d零一二两三四五六七八九十])([一二两三四五六七八九]|\\d)年${AGO}`, 'gu'),
    read: ([, years], now) => ({ kind: 'year', year: now.year - numeral(years) }),
  },
  {
    pattern:
      /(?<![\d〇零一二三四五六七八九])((?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3}|[〇零][一二三四五六七八九]|今|去|大前|前)年(?![\d前货轻龄]|之前|以前)/gu,
    read: ([, said = ''], now) => ({ kind: 'year', year: yearOf(said, now) }),
  },
];

/** How days are told in Chinese. */
export const CHINESE_DAYS: readonly Rule[] = [...DATES, ...COUNTED];
