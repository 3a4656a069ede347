import { numberOf } from '../../../../language/numerals.ts';
import { ask, type Meaning, type PartOfDay, type Rule } from '../tokens.ts';
import { AGO, N, numeral } from './numbers.ts';

/* Long: the grammar of hours in Chinese. */

const PARTS: readonly (readonly [pattern: string, part: PartOfDay])[] = [
  ['凌晨|零晨|拂晓|黎明|鸡叫|天没亮|天不亮|天还没亮|下半夜|后半夜|后半宿', 'small-hours'],
  [
    '清晨|清早起?|早晨|朝晨|朝头?早|上昼|早上|一大早|大清早|大早上|早间|早起|早浪|天光(?!线)|上午|头午|上半[天日]|[头前]半?晌午?|天刚亮|天蒙蒙亮|蒙蒙亮|天一亮|(?<=[今昨前天日号一二三四五六儿])(?:早|晨)(?!已|就|知)|(?<=[\\s，,])早(?=\\d|[一二两三四五六七八九十]点)|早(?=\\d|[一二两三四五六七八九十]点)',
    'morning',
  ],
  ['中午头?|正午|大中午|(?<![头前后下半])晌午头?|午间|中浪|日中', 'noon'],
  ['午后|下午|过午|下半[天日]|后半?晌|下晌|过晌|[下晏]昼', 'afternoon'],
  [
    '傍晚|挨晚|傍黑|擦黑|天黑|黑天|黄昏|后晌黑|晚上|晚黑|晚间|晚头|黑来|黑里|夜晚|夜头|夜快|夜到|夜里向|下晚|大晚上|(?<=[今昨前天日号一二三四五六儿节])晚(?![点饭餐])|晚(?=\\d|[一二两三四五六七八九十]点)|(?<=[今昨前])[暝黑](?!车)',
    'evening',
  ],
  ['前半夜|上半夜|大半夜|三更半夜|深更半夜|半夜|深夜|夜里|夜间|(?<=[昨前]天?)夜(?![里宵班])|半宿', 'night'],
  ['午夜|子夜', 'midnight'],
];
/** 早上好 is a greeting. */
const DAY_PARTS: readonly Rule[] = PARTS.map(([pattern, part]) => ({
  pattern: new RegExp(`(?:${pattern})(?!好(?![像几])|班|餐|饭|点名|安)`, 'gu'),
  read: () => ({ kind: 'part', part }),
}));

const MINUTES = `(?:过|過)?([一二三四五六七八九十]{1,2}个字|半|整|一刻|三刻|1刻|3刻|(?:零|〇)[一二三四五六七八九五]分?|\\d{2}分?|\\d分|[一二三四五六七八九]分(?!钟)|[一二三四五]?十(?:[一二三四五六七八九](?![脚个辆下声块只把名位头群条场次阵跤拳口股]))?分?)(?!\\s?[点时:])`;
/** What follows an hour makes it a count, a price or a point of a talk: 两点要求, 8点钟 is fine. */
const NO_HOUR_AFTER =
  '(?:(?<!\\d)|(?!\\d))(?![块元千岁名]|[万亿](?!达)|个(?!体)|公[里斤尺升分斗]|米(?![粉线店兰])|位(?![于置])|人(?=[$，。,\\s在的])|要求|建议|意见|问题|疑问|说明|半点|小(?=[事问毛建意要疑擦刮磕忙钱心伤])|儿(?![子童女媳]))';
/** 一点 and 两点 are also "a bit" and "two points": something has to say that they are hours. */
const BESIDE_AN_HOUR = /(?:[午晚晨上早里夜天号日间节昼晌起头后黑暮向]|晌儿|\d日|周.)\s?$/u;

const TIMES: readonly Rule[] = [
  {
    pattern: new RegExp(`差\\s?(${N}|一刻)分?钟?(?:到|就)?(${N})点|(${N})点差(${N}|一刻)分?`, 'gu'),
    read: ([, before, hour, hour2, before2]) => {
      const minutes = (before ?? before2) === '一刻' ? 15 : numeral(before ?? before2);
      const full = numeral(hour ?? hour2);
      if (!(minutes > 0 && minutes < 60 && full <= 24)) return undefined;
      return { kind: 'time', hour: full === 1 ? 12 : (full + 23) % 24, minute: 60 - minutes, exact: true };
    },
  },
  {
    pattern: new RegExp(
      `(?:(?<![\\d.:第零〇一二两三四五六七八九十周期拜])|(?<=(?:周|星期|礼拜|拜)[一二三四五六日天]))(${N})\\s?(?:点\\s?(?:钟|整)?|时(?=\\s?(?:\\d|[零〇一二三四五六七八九十]+分|半|许|左右|整|分|$|[，。,\\s])))\\s?(?:${MINUTES})?${NO_HOUR_AFTER}`,
      'gu',
    ),
    read: hourRead,
  },
  {
    // 晚上8.30; 8.30 alone may be anything.
    pattern: /(?<=[午晚晨上早夜里日号]\s?)(\d{1,2})\.([0-5]\d)(?![\d.%]|\s?[元块万千米公度])/gu,
    read: ([, hour, minute]) =>
      Number(hour) > 24
        ? ask('impossible-hour')
        : { kind: 'time', hour: Number(hour), minute: Number(minute), exact: true },
  },
  {
    pattern: /[一二三四五六七八九十\d]{1,2}\s?[、\-~到至]\s?(?:[一二三四五六七八九十]{1,2}|\d{1,2})点(?:钟|多)?/gu,
    read: () => ({ kind: 'time', hour: 0, minute: 0, open: true }),
  },
  {
    pattern: /(?<=[今昨前][天日儿])的?(?:差不多)?(?:这个|這|这|同一)(?:时候|时间|点儿?|会儿)/gu,
    read: (_, now) => ({ kind: 'time', hour: now.hour, minute: now.minute, literal: true, exact: true }),
  },
];

function hourRead(match: RegExpMatchArray): Meaning | undefined {
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
  if (hour > 30) return undefined;
  if (hour > 24 || minute > 59) return ask('impossible-hour');
  const literal = hour > 12 || hour === 0 || /^0\d/.test(said);
  return {
    kind: 'time',
    hour,
    minute,
    ...(minutes ? { exact: true as const } : {}),
    ...(literal ? { literal: true as const } : {}),
  };
}

function minuteOf(said: string): number {
  const bare = said.replace(/[分过]/g, '');
  if (bare === '' || bare === '整') return 0;
  // Cantonese: five minutes each.
  if (bare.endsWith('个字')) return numeral(bare.slice(0, -2)) * 5;
  if (bare === '半') return 30;
  if (/[一1]刻/.test(bare)) return 15;
  if (/[三3]刻/.test(bare)) return 45;
  return numeral(bare);
}

const MOMENTS: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![\\d.天日零百千万半])(\\d+(?:\\.\\d+)?|[半一二两俩三四五六七八九十]{1,3})\\s?个?(半)?(?:多|来)?个?(?:小时|钟头|钟(?=前|以前|之前)|h|hours?|hrs?)(半)?(?:零?(\\d{1,2}|[一二三四五六七八九十]{1,3})分钟?)?多?${AGO}`,
      'giu',
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
      'giu',
    ),
    read: ([, said = '', unit = '']) => {
      const number = /[几]/.test(said) ? 5 : numberOf(said);
      if (number === undefined) return ask('vague');
      return { kind: 'moment', minutesBack: number * (unit.startsWith('刻') ? 15 : 1), precision: 'minute' };
    },
  },
  {
    pattern:
      /刚刚(?!过去)|啱啱|啱先|头先|刚才|方才|就刚|刚(?=[被在把跟和与撞追发出遇让给从下开停碰刮摔])|就?现在|就在刚|眼下|此刻|这会儿/gu,
    read: () => ({ kind: 'now' }),
  },
];

/** How parts of the day and hours are told in Chinese. */
export const CHINESE_HOURS: readonly Rule[] = [...DAY_PARTS, ...TIMES, ...MOMENTS];
