import { forMatching, widthOf } from '../matching.ts';
import { isHeadingLike } from '../outline/headings.ts';
import { readLabel } from '../outline/labels.ts';
import type { Styled } from '../styled.ts';
import { PAYS, SPEAKS_OF_CLAUSES } from './signs.ts';

/** Says that something isn't paid or isn't insured. */
const TAKES_OUT =
  /不(?:再|予|能|得)?(?:承担|负责?|给付|赔付|赔偿|支付|补偿|受理|可保)|不在[^。;,:]{0,24}(?:范围|以内|之内|之列)|不属于|不包括|不包含|不保|免除[^。;,]{0,16}责任|责任免除|not (?:be )?(?:cover|pay|liable|insured?|apply)|exclude[sd]?\b|excluding/i;
/** Lets out of a cover, but not out of a duty or of what isn't allowed: 投保人不得解除，但有下列情形之一的除外. */
const EXCEPTS = /除外(?!责任)/;
const FORBIDS = /不|应当?|须|必须/;
/** Who or where is meant, not what is paid: 医院不包括以下机构. */
const NOBODY_INSURED = /不包[括含][^。;]{0,16}(?:机构|医院|诊所|科室|病房|人员|人士|区域|场所)[^。;]{0,4}:?$/;
/** Says that a list of what is taken out comes. */
const LISTS = /下列|以下|如下|之一|任一|任何一[项种]|following/i;
/** A heading within a clause that names exclusions: （二）责任免除. */
const HEADING =
  /^[^,.。;:]{0,8}?(?:责任免除|除外责任|责任除外|免责(?:条款|事项|范围)?|不保(?:事项|财产|范围|项目)|exclusions?)(?:事项|条款|范围|情形)?:?$/i;
/** Where an excluding sentence begins within a paragraph. */
const SENTENCE = /(?<=[。；;！])/;

/** What of a clause's words is an exclusion without a heading of its own. */
export interface Apart {
  before: Styled[];
  exclusion: Styled[];
  after: Styled[];
}

/** Whether a line announces a list of what isn't paid or isn't insured. */
export function announcesExclusions(line: string): boolean {
  const plain = forMatching(line);
  const sentence = sentencesOf(plain).at(-1) ?? '';
  return isAnnouncement(sentence);
}

const takesOut = (sentence: string): boolean =>
  TAKES_OUT.test(sentence) || (EXCEPTS.test(sentence) && !FORBIDS.test(sentence));

const sentencesOf = (plain: string): string[] => plain.split(SENTENCE).filter((sentence) => sentence.trim() !== '');

/** A sentence that ends in a colon, or whose list runs on in it. */
function isAnnouncement(sentence: string): boolean {
  const [announcing = ''] = /^[^:]*:?/.exec(sentence) ?? [];
  const listed = sentence.slice(announcing.length);
  const begins = announcing.endsWith(':') && (listed.trim() === '' || readLabel(listed.trim()) !== undefined);
  if (NOBODY_INSURED.test(announcing)) return false;
  return begins && LISTS.test(announcing) && takesOut(announcing) && !SPEAKS_OF_CLAUSES.test(announcing);
}

/**
 * Splits the first list of exclusions off from the words of a clause that is something else: the announcing sentence, its
 * items and what speaks of them. Nothing where there is none.
 */
export function exclusionsApart(words: readonly Styled[]): Apart | undefined {
  for (const [at, line] of words.entries()) {
    if (isHeading(line.text) && at + 1 < words.length) {
      const end = endBelowHeading(words, at);
      return { before: words.slice(0, at), exclusion: words.slice(at, end), after: words.slice(end) };
    }
    const from = announcedFrom(line.text, words[at + 1]?.text);
    if (from === undefined) continue;
    const end = endOfList(words, at);
    const head = line.slice(0, from).trim();
    return {
      before: [...words.slice(0, at), ...(head.length > 0 ? [head] : [])],
      exclusion: [line.slice(from).trim(), ...words.slice(at + 1, end)],
      after: words.slice(end),
    };
  }
  return undefined;
}

const isHeading = (text: string): boolean =>
  HEADING.test(forMatching(text.slice(readLabel(text)?.end ?? 0)).replaceAll(' ', ''));

/** What stands below a heading reaches to the next one of its kind. */
function endBelowHeading(words: readonly Styled[], at: number): number {
  const style = readLabel(words[at]?.text ?? '')?.style;
  const end = words.findIndex(({ text }, index) => {
    if (index <= at + 1) return false;
    const label = readLabel(text);
    return (
      label?.style === style &&
      isHeadingLike(text.slice(label?.end ?? 0)) &&
      (label !== undefined || widthOf(text) < 16)
    );
  });
  return end < 0 ? words.length : end;
}

/** Where in a line the announcing sentence begins. */
function announcedFrom(line: string, below: string | undefined): number | undefined {
  let from = 0;
  for (const sentence of line.split(SENTENCE)) {
    const plain = forMatching(sentence);
    const isLast = from + sentence.length >= line.trimEnd().length;
    const hasItems = /:\s*\S/.test(plain) || (isLast && below !== undefined && readLabel(below) !== undefined);
    if (hasItems && isAnnouncement(plain)) return from + behindWhatIsPaid(plain);
    from += sentence.length;
  }
  return undefined;
}

/** A sentence may say what is paid before it says what isn't: 我们给付医疗保险金，但以下费用除外：. */
function behindWhatIsPaid(sentence: string): number {
  const list = sentence.search(LISTS);
  const comma = sentence.lastIndexOf(',', list);
  return comma > 0 && PAYS.test(sentence.slice(0, comma)) ? comma + 1 : 0;
}

/** Speaks of what was listed, or goes on to exclude: it belongs to the list. */
const GOES_ON =
  /^(?:发生|出现|因|如|有|若|除|但|对于?)?[^。;,]{0,12}(?:上述|前述|前款|前项|以上|上列|本款|此款|第?\(?[\d一二三四五六七八九十]+\)?[项款])|^(?:无论|不论|以及|其他不)/;

function endOfList(words: readonly Styled[], at: number): number {
  let end = at + 1;
  const outer = new Set(words.slice(0, at).map(({ text }) => readLabel(text)?.style));
  const style = readLabel(words[at + 1]?.text ?? '')?.style;
  for (; end < words.length; end++) {
    const { text } = words[end] as Styled;
    const plain = forMatching(text).trim();
    const label = readLabel(text);
    // The next item of the list that this one stands in.
    if (label && label.style !== style && outer.has(label.style)) break;
    if (label && !isNewHeading(words, end)) continue;
    const above = forMatching(words[end - 1]?.text ?? '').trim();
    // A line that was broken within an item.
    if (!/[。;:.!]$/.test(above) && end > at + 1 && !isHeadingLike(text)) continue;
    if (GOES_ON.test(plain) || takesOut(sentencesOf(plain)[0] ?? '')) continue;
    break;
  }
  return end;
}

/** A numbered heading with words below it is no item: （二）身故保险金, and what is paid. */
function isNewHeading(words: readonly Styled[], at: number): boolean {
  const { text } = words[at] as Styled;
  const label = readLabel(text);
  const rest = forMatching(text.slice(label?.end ?? 0)).trim();
  const below = words[at + 1]?.text ?? '';
  const endsAbove = /[。.!]$/.test(forMatching(words[at - 1]?.text ?? '').trim());
  return endsAbove && isHeadingLike(rest) && widthOf(below) > widthOf(rest) && readLabel(below) === undefined;
}
