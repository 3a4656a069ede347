import { forMatching, widthOf } from '../matching.ts';
import type { Paragraph } from '../source.ts';
import type { Styled } from '../styled.ts';
import { readLabel } from './labels.ts';

/** What follows a number, taken apart. */
export interface HeadingAndBody {
  heading?: Styled;
  body?: Styled;
  /** What stood between the two and belongs to neither. */
  separator?: string;
}

/** Headings that say which part of a wording begins, also without a number. */
const PART_NAMES =
  /^(?:(?:附加险|附加|特别|通用|一般|基本|主险|其他|保险)?(?:总则|通则|释义|定义|名词解释|名词释义|用语定义|附则|保险责任|保障责任|保险责任及责任免除|责任免除|除外责任|免责条款|不保事项|一般不保事项|保险标的|投保范围|保险对象|保险期间|保险期限|保险金额|保险费|保险金额与保险费|保险金额和保险费|保险金额及保险费|赔偿限额|责任限额|免赔额|免赔率|免赔额\(率\)|等待期|(?:投保人|被保险人|保险人|受益人|[、,和与及]|的)*义务|赔偿处理|保险金的?申请(?:与给付)?|保险金的?给付|理赔|如何领取保险金|合同(?:的)?(?:变更|解除|终止|效力|解除和终止)|争议处理(?:和法律适用)?|争议处理与法律适用|法律适用|其他事项|其它事项|其他|特别约定|附表|附录|通则))$/;

const ENGLISH_PART_NAMES =
  /^(?:general |special |policy |standard |additional )?(?:definitions?|interpretation|exclusions?|general exclusions|what (?:is|we|you|are) .{3,40}|insuring (?:clause|agreement)|cover(?:age|ages)?|benefits?|conditions?|claims?(?: procedures?| conditions)?|limits? of (?:liability|indemnity)|deductibles?|excess|premium|cancellation|duties|obligations|general provisions|complaints)$/i;

/** An annex has a heading of its own, with a number or a name behind it: 附表一 …, 附录：… */
const ANNEX =
  /^附(?:表|录|件|注)\s?[一二三四五六七八九十\d]{0,2}(?:$|[\s:.、])|^附(?:表|录|件)[一二三四五六七八九十\d]{1,2}/;

/** Whether a text without a number is the heading of a part. */
export function isPartName(text: string): boolean {
  const plain = forMatching(text).trim().replace(/[:.]$/, '');
  if (plain.length > 60) return false;
  if (PART_NAMES.test(plain.replaceAll(' ', '')) || ENGLISH_PART_NAMES.test(plain.toLowerCase())) return true;
  return ANNEX.test(plain) && plain.length < 30 && !/[。;]/.test(plain);
}

/** Whether a text could be a heading: short, and no sentence. */
export function isHeadingLike(text: string): boolean {
  const plain = forMatching(text).trim();
  if (plain === '' || /[。!?]|[:;,、.]$/.test(plain)) return false;
  if (/\p{Script=Han}/u.test(plain)) return widthOf(plain) <= 24 && !/[,;]/.test(plain);
  return plain.split(/\s+/).length <= 14 && widthOf(plain) <= 45 && /^["“(]?[A-Z0-9]/.test(plain);
}

/** Takes what stands behind a number apart into its heading and the words that run on after it. */
export function takeHeading(paragraph: Paragraph, rest: Styled, hasTextBelow: boolean): HeadingAndBody {
  const words = rest.trim();
  if (words.length === 0) return {};
  if (paragraph.margin) return { heading: words };
  const whole = isHeadingLike(words.text) && (hasTextBelow || Boolean(paragraph.heading));
  return (
    bracketed(words) ??
    beforeWideGap(words) ??
    (whole ? { heading: words } : undefined) ??
    beforePlain(words) ??
    beforeSpace(words) ??
    beforeColon(words) ??
    beforeFullStop(words) ?? { body: words }
  );
}

const parted = (words: Styled, end: number, from: number): HeadingAndBody => ({
  heading: words.slice(0, end).trim(),
  body: words.slice(from).trim(),
});

/** 【保险责任】在保险期间内… */
function bracketed(words: Styled): HeadingAndBody | undefined {
  const [found] = /^[【〔][^】〕]{1,30}[】〕]/.exec(words.text) ?? [];
  if (!found) return undefined;
  return found.length === words.length ? { heading: words } : parted(words, found.length, found.length);
}

/** A heading set apart by more than one space. */
function beforeWideGap(words: Styled): HeadingAndBody | undefined {
  const gap = /\s{2,}|\t|\u3000/.exec(words.text);
  if (!gap || !isHeadingLike(words.text.slice(0, gap.index)) || widthOf(words.text.slice(gap.index)) < 4)
    return undefined;
  return parted(words, gap.index, gap.index + gap[0].length);
}

/** A bold heading before words that aren't. */
function beforePlain(words: Styled): HeadingAndBody | undefined {
  let end = 0;
  while (end < words.length && (words.isBoldAt(end) || /\s/.test(words.text.charAt(end)))) end++;
  const heading = words.text.slice(0, end).trim();
  if (end < 2 || end === words.length) return undefined;
  const bare = heading.replace(/[:：.．。]$/, '');
  if (!isHeadingLike(bare) || /^[，、,和与及或的]/.test(words.text.slice(end))) return undefined;
  return { ...parted(words, bare.length, end), separator: heading.slice(bare.length) };
}

/** Within Chinese a single space stands only behind a heading; before digits and letters it may stand anywhere. */
function beforeSpace(words: Styled): HeadingAndBody | undefined {
  const space = /(?<=[\p{Script=Han}）)”」])\s(?=[\p{Script=Han}（(“「【])/u.exec(words.text.slice(0, 40));
  if (!space) return undefined;
  const before = words.text.slice(0, space.index);
  const after = words.text.slice(space.index + 1);
  const plausible = isHeadingLike(before) && before.length > 1 && widthOf(before) <= 20;
  const isLonger = after.length > before.length || isPartName(before);
  return plausible && isLonger ? parted(words, space.index, space.index + 1) : undefined;
}

/** Lists are announced with a colon too. */
const ANNOUNCES = /下列|以下|如下|之一|包括|条件|情形|following|include|means$/i;

/** 意外伤害：指… and Accident: … */
function beforeColon(words: Styled): HeadingAndBody | undefined {
  const colon = /\s?(?:[:：]|\s[–—-]\s|——)\s?/.exec(words.text.slice(0, 60));
  if (!colon) return undefined;
  const before = words.text.slice(0, colon.index);
  const after = words.text.slice(colon.index + colon[0].length);
  const nested = readLabel(after);
  if (!isHeadingLike(before) || ANNOUNCES.test(forMatching(before)) || after.trim() === '' || nested) return undefined;
  return { ...parted(words, colon.index, colon.index + colon[0].length), separator: colon[0].trim() };
}

/** Deductible. The deductible is … */
function beforeFullStop(words: Styled): HeadingAndBody | undefined {
  const stop = /^([A-Z][\w’'/ &-]{2,50})\.\s+(?=[A-Z])/.exec(words.text);
  if (!stop?.[1] || stop[1].split(' ').length > 6) return undefined;
  return { ...parted(words, stop[1].length, stop[0].length), separator: '.' };
}
