import { numberOf } from '../../../../language/numerals.ts';
import type { WallClock } from '../../../../services/time/calendar.ts';
import { dayOf, midnight, realDay, shift, weekdayIn, weekdayOf } from '../days.ts';
import { ask, dayOrNone, type PartOfDay, type Rule } from '../tokens.ts';
import { CHINESE_DATES } from './dates.ts';
import { AGO, NO_DIGIT_BEFORE, numeral, WEEK, yearOf } from './numbers.ts';

/* Days as they are counted from now, or from another day. */

/** 今晚 and tonight, said after midnight, are of the evening that is over. */
export const tonight = (now: WallClock): WallClock[] =>
  now.hour < 5 ? [shift(now, -1), midnight(now)] : [midnight(now)];

/** 昨晚 may reach into the next day; 昨天夜里一点 is said of the day that it names. */
const nightOf = (said: string, isTonight: boolean): PartOfDay =>
  said === '夜里' ? 'night' : isTonight ? 'evening' : 'last-night';

/** Two characters that name what happened on a day; not the end of words that only lead on to the next. */
const ANCHOR =
  '\\p{Script=Han}(?![是的在就了我他她它们到果后料知想着过才又也再和跟可但天日号晚夜月周年期拜])\\p{Script=Han}';

const RELATIVE_DAYS: Readonly<Record<string, number>> = { 大大前: -4, 大前: -3, 前: -2, 昨: -1, 今: 0 };
const WEEKS: readonly (readonly [RegExp, number])[] = [
  [/^上上上/, -3],
  [/^上上/, -2],
  [/^上/, -1],
  [/^[这本]/, 0],
  [/^[下]/, 1],
];

const COUNTED: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?:(?:有|某|那|随便哪)一?个?|(?<![上下这本第])一个|(?<![周期拜天日月年])[前后]的?(?:第[一二三]个|那个|头个|下个)?)${WEEK}[一二三四五六日天]`,
      'gu',
    ),
    read: () => ask('vague'),
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
    pattern: /(?<![找搜追探钢古口提胡风电弹学练木竖])[寻琴擒噙噚](?:日|(?=晚|夜|朝早))(晚上?|夜里?)?(?![用常])/gu,
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
    // 报案前两天, 提车第二天: told from the day of what stands before.
    pattern: new RegExp(
      `(?<=(${ANCHOR})的?)(?:(?:之|以)?(前|后)的?([一两二三四五六七八九十]|\\d{1,2})个?(天|日|晚|夜|周|星期|礼拜)|第([二三四五六七])天|(?:次|翌|隔)[天日])(?!内)`,
      'gu',
    ),
    read: ([, anchor = '', side, count, unit = '', nth]) => {
      const days = side
        ? numeral(count) * (/[周星礼]/u.test(unit) ? 7 : 1) * (side === '前' ? -1 : 1)
        : nth
          ? numeral(nth) - 1
          : 1;
      if (!Number.isInteger(days)) return ask('vague');
      return { kind: 'from-there', days, anchor, ...(/[晚夜]/u.test(unit) ? { part: 'last-night' } : {}) };
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
export const CHINESE_DAYS: readonly Rule[] = [...CHINESE_DATES, ...COUNTED];
