import type { WallClock } from '../../../../services/time/calendar.ts';
import { dayOf, isAfter, latestWithNumber, latestYear, realDay, shift } from '../days.ts';
import { CHINESE_FESTIVALS, festival, festivalInYear } from '../festivals.ts';
import { latestLunar, lunarDay } from '../lunar.ts';
import { ask, dayOrNone, type Meaning, type Rule } from '../tokens.ts';
import { N, NO_DIGIT_AFTER, NO_DIGIT_BEFORE, numeral, ordinal, RUN, YEAR, yearOf } from './numbers.ts';

/* Days by their dates and names. */

/** The latest that has been; a date that is in no year is impossible, one that is only ahead is still to come. */
function monthAndDay(month: number, date: number, now: WallClock): Meaning {
  const inYear = (year: number) => realDay(year, month, date);
  return dayOrNone(latestYear(now, inYear), { inYear });
}

/** What the number of a thing is said of: 3号楼, 5号线, 7号闸机. */
const A_THING =
  '[楼线门院店库桥口机房床井仓馆地栋幢单位桩柱梯厅弄弯闸泵柜充桌窗摊屋塔岛船艇舱宿箱炉罐棚铺灯泳]|路(?![上过口边])|站[台口]|大[道街]|通道|干线|环线|匝道|码|公[路交寓园]|国道|隧道|航站|高速|出[口入站]|车[厢位库间]|厂房|台[球机]|电梯|文件|档口|球[场馆]|跑道|滑[梯道]|病[房床]|诊室|选手|员工';

/** How many years ago something may be that is written with two digits of its year. */
const YEARS_WRITTEN = 6;

/** Days that are told by their number, their month or their name. */
export const CHINESE_DATES: readonly Rule[] = [
  {
    pattern: new RegExp(`(?<![\\d聪文清])(?:明|后)年的?(?:${RUN}\\s?月份?的?(?:${RUN})?(?:日|号)?)?`, 'gu'),
    read: () => ask('future'),
  },
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
      if (!year && /^(?:八月的?十五|三月三|五月五|七月七|九月九)$/.test(whole)) return ask('not-a-date');
      if (!year && whole === '二月二') return undefined;
      return year
        ? dayOrNone(realDay(yearOf(year, now), inYear, ofMonth), { firm: true })
        : monthAndDay(inYear, ofMonth, now);
    },
  },
  {
    // 25.12.27 and 26/6/21: nobody writes the year last in Chinese. Only the last years are meant by two digits.
    pattern: /(?<![\d./:-])(\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/]|[.:-]\d)[日号]?/gu,
    read: ([, year, , month, date], now) => {
      const full = 2000 + Number(year);
      if (full > now.year || full < now.year - YEARS_WRITTEN) return undefined;
      if (full < now.year - 1 && Number(date) + 2000 >= now.year - 1) return undefined;
      return dayOrNone(realDay(full, Number(month), Number(date)), { firm: true });
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
    pattern: /(?:(上上个?|上个?)月的?(?:最后一天|月末最后一天)|(上上个?|上个?)月底最后一天)/gu,
    read: ([, which, which2], now) => {
      const back = /^上上/.test(which ?? which2 ?? '') ? 2 : 1;
      return dayOrNone(shift(dayOf(now.year, now.month - back + 1, 1), -1));
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
      /(?:(?<named>[农阴旧]历)?(?<leap>闰)?(?<month>正|腊|冬|[一二三四五六七八九十]{1,2}|\d{1,2}(?<=历(?:闰)?\d{1,2}))月(?<date>初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十五|[一二三四五六七八九](?<=历.{2,4}[一二三四五六七八九])(?![十点])|\d{1,2}(?<=历.{2,4}\d{1,2}))|大年(?<new>初[一二三四五六七八九十]|三十))[日号]?/gu,
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
