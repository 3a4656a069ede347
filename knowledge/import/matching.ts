/*
 * Wordings come in simplified and traditional characters, with wide and narrow punctuation. Whoever looks for words in
 * them looks in a copy that has one form of each, and that keeps every position.
 */

/** Traditional characters of the words that an import looks for, each followed by its simplified form. */
const TRADITIONAL =
  '條条險险責责釋释義义務务負负償偿賠赔損损壞坏費费額额給给應应當当實实認认說说確确訂订終终變变滿满與与為为於于項项屬属無无發发範范圍围種种類类' +
  '單单書书聲声爭争議议處处規规內内總总則则標标準准據据證证醫医療疗殘残傷伤殺杀戰战亂乱續续復复產产權权繳缴納纳還还贖赎領领檢检驗验產产財财員员' +
  '車车輛辆駕驾駛驶執执業业職职轉转讓让維维護护滅灭導导觀观開开關关報报賬账號号碼码電电話话構构閱阅讀读註注詞词語语減减寬宽猶犹豫豫節节編编' +
  '錄录頁页養养壽寿綜综閒闲國国際际團团體体現现價价機机構构協协調调僱雇數数據据計计劃划兩两個个萬万從从會会過过達达間间後后時时來来對对記记載载' +
  '豁豁約约將将並并僅仅須须遞递補补劑剂藥药術术診诊門门廣广東东銷销備备監监檔档徵征詢询';

const SIMPLIFIED = new Map<string, string>();
for (let at = 0; at < TRADITIONAL.length; at += 2) SIMPLIFIED.set(TRADITIONAL.charAt(at), TRADITIONAL.charAt(at + 1));

const HAS_TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'g');

/** The text as patterns look at it: simplified, narrow, of the same length. */
export const forMatching = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, ' ')
    .replace(HAS_TRADITIONAL, (character) => SIMPLIFIED.get(character) ?? character);

/** The same without white space, for headings that are spaced out: 目　录. */
export const compact = (text: string): string => forMatching(text).replaceAll(' ', '');

const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** How wide a text is printed, in the width of a Han character. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.length > 1 || WIDE.test(character) ? 1 : 0.5;
  return width;
}

/** Whether a text is mainly Chinese. */
export const isChinese = (text: string): boolean => {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 2 > (text.match(/[a-z]/gi)?.length ?? 0) / 3;
};
