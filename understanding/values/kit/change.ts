import { matchesOf } from '../../../language/matches.ts';
import { englishNumberOf, HAN_NUMERALS, numberOf } from '../../../language/numerals.ts';

/** Not 一 of 一共 and 一起. */
const DIGIT = '(?!一[共样起直下些定般切边])[1-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]';
/** 三块五, 三块五毛二, 3元5角, 12元3角4分, 十块零五分: what comes after the whole yuan. */
const AFTER_YUAN = new RegExp(
  `^[零又]?(?:(?<tenths>${DIGIT})(?:[毛角](?:零?(?<hundredths>${DIGIT})分?)?)?|(?<alone>${DIGIT})分|(?<half>半))(?![\\d${HAN_NUMERALS}个人点月日号年天小分岁次公千米])`,
  'u',
);
const ONES =
  'one|two|three|four|five|six|seven|eight|nine|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS =
  '(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?';
/** "20 dollars and 50 cents", "seventy-five dollars fifty", "45 euros 50". */
const AFTER_DOLLARS = new RegExp(
  `^,? (?:and )?(?:(?<cents>\\d{1,2}|${TENS}|${ONES}) ?(?:cents?|pence|p)\\b|(?<spoken>${TENS}|\\d\\d)(?=$|[.,;!?)]|\\s(?:for|to|on|in|at|with|by|from|please|only|exactly|including|incl|total|i)\\b))`,
  'i',
);
const SPOKEN_DIGIT = '\\d|one|two|three|four|five|six|seven|eight|nine';
/** "35 yuan 6 jiao 5 fen". */
const AFTER_YUAN_IN_ENGLISH = new RegExp(
  `^,? ?(?:and )?(?:(?<tenths>${SPOKEN_DIGIT}) ?(?:jiao|mao)\\b)?(?:,? ?(?:and )?(?<hundredths>${SPOKEN_DIGIT}) ?fen\\b)?`,
  'i',
);
const TENTHS_ALONE = new RegExp(
  `(?<![-−\\d.?*_■□█▇▓半${HAN_NUMERALS}])(${DIGIT})[毛角](?:(${DIGIT})分?)?(?![\\d*_■□█▇▓半${HAN_NUMERALS}落])`,
  'gu',
);

/** What is said in smaller coins right after a whole amount and its currency, in hundredths; and how long it is. */
export function changeAfter(text: string, at: number): { hundredths: number; length: number } | undefined {
  const rest = text.slice(at, at + 24);
  const coins = AFTER_YUAN_IN_ENGLISH.exec(rest);
  const change =
    (coins?.groups?.tenths || coins?.groups?.hundredths ? coins : undefined) ??
    AFTER_YUAN.exec(rest) ??
    AFTER_DOLLARS.exec(rest);
  if (!change?.groups) return undefined;
  const { tenths = '0', hundredths, alone, half, cents = '', spoken = cents } = change.groups;
  const length = change[0].length;
  if (half) return { hundredths: 50, length };
  // 45 euros 50, but not £12 50.
  if (!cents && /^\d/.test(spoken) && !/[a-z]/i.test(text[at - 1] ?? '')) return undefined;
  if (spoken) return { hundredths: englishNumberOf(spoken) ?? Number(spoken), length };
  return { hundredths: digit(tenths) * 10 + digit(hundredths ?? alone ?? '0'), length };
}

/** 五毛, 两毛五, wherever they stand in a text: their amount, in hundredths of a yuan. */
export const tenthsIn = (text: string): { at: number; end: number; said: string; hundredths: number }[] =>
  matchesOf(text, TENTHS_ALONE).map(({ 0: said, 1: tenths = '', 2: hundredths = '0', index }) => ({
    at: index,
    end: index + said.length,
    said,
    hundredths: digit(tenths) * 10 + digit(hundredths),
  }));

const digit = (said: string): number => numberOf(said) ?? englishNumberOf(said) ?? 0;
