import { BEARING_KINDS, type ClauseKind } from '../../product.ts';
import { forMatching } from '../matching.ts';
import { isPartName } from '../outline/headings.ts';
import { readLabel } from '../outline/labels.ts';
import { INSURER_ACTS, PAYS, SAYS, SPEAKS_OF_CLAUSES, TITLES } from './signs.ts';

/** What is known of a clause when its kind is decided. */
export interface Described {
  /** The headings of the parts that it stands in, the innermost first. */
  parts: string[];
  heading: string;
  /** Its paragraphs. */
  words: string[];
  note: boolean;
}

/** What a clause is, and whether that is doubtful. */
export interface Judged {
  kind: ClauseKind;
  /** Why somebody should look at it. */
  doubt?: string;
}

/** Of a cover that isn't one all through; where it says so, the import finds by itself. */
export const ALSO_EXCLUDES = 'a cover that also says what is not covered';

/** Decides what a clause is: by its own heading, by the part that it stands in, and by what it says. */
export function judge({ parts, heading, words, note }: Described): Judged {
  const title = titleKind(heading);
  const part = parts.map(partKind).find((kind) => kind !== undefined);
  const said = isAboutExclusions(heading) ? undefined : saidBy(words);
  if (part === 'definition' || note) return { kind: part || isDefinition(words, heading) ? 'definition' : 'general' };
  if (title === 'definition' || (said === 'definition' && part !== 'exclusion')) return { kind: 'definition' };
  if (part === 'exclusion') return { kind: withinExclusions(heading, title, words) };
  if (title === 'exclusion')
    return { kind: isAboutExclusions(heading) || pointsElsewhere(words) ? 'general' : ownOf(words) };
  if (part === 'duty' && (title === undefined || title === 'procedure' || title === 'cover')) return { kind: 'duty' };
  if (said === 'exclusion' && title !== 'duty' && !saysCover(words)) return outsideTheExclusions(part, title);
  if (title === 'procedure' && namesBenefit(heading, words)) return coverOr(said, words);
  if (title !== undefined && title !== 'cover') return { kind: title };
  if (part === 'cover' || (title === 'cover' && (part === undefined || part === 'general')))
    return coverOr(said, words);
  if (title === 'cover' && part === 'procedure' && paysFirst(words)) return coverOr(said, words);
  if (part !== undefined && part !== 'general')
    return { kind: said && MIXED.has(part) && MIXED.has(said) ? said : part };
  return { kind: said ?? 'general' };
}

/** Kinds that take something away from a cover. */
const TAKES_AWAY: ReadonlySet<ClauseKind> = new Set(BEARING_KINDS);

/**
 * What stands below the heading of exclusions is one, but for what says by its own heading that it is something else, as
 * where the next heading was left out, and for what is only taken off.
 */
function withinExclusions(heading: string, title: ClauseKind | undefined, words: readonly string[]): ClauseKind {
  if (title && TAKES_AWAY.has(title)) return title;
  const excludes = words.some((paragraph) => SAYS.exclusion.test(forMatching(paragraph)));
  if (title && isPartName(heading) && !excludes) return title;
  return ownOf(words);
}

/** Under the heading of exclusions, what is only taken off each payment stays a deductible. */
function ownOf(words: readonly string[]): ClauseKind {
  const plain = words.map(forMatching);
  const onlyDeducts = plain.some((text) => DEDUCTS.test(text)) && !plain.some((text) => SAYS.exclusion.test(text));
  return onlyDeducts && plain.join('').length < 200 ? 'deductible' : 'exclusion';
}

/** Says how much is taken off each payment. */
const DEDUCTS = /(?:适用|扣除|扣减|实行|增加|加扣)[^。;]{0,24}免赔[额率]|免赔[额率](?:为|由|以|是)/;

/** Says only where else exclusions stand. */
const pointsElsewhere = (words: readonly string[]): boolean =>
  words.length <= 3 && SPEAKS_OF_CLAUSES.test(forMatching(words[0] ?? '')) && !words.some((line) => readLabel(line));

/** Kinds that often share a part: its heading names one of them. */
const MIXED: ReadonlySet<ClauseKind> = new Set(['limit', 'deductible', 'waiting-period']);

function outsideTheExclusions(part: ClauseKind | undefined, title: ClauseKind | undefined): Judged {
  if (title === undefined && (part === undefined || part === 'general' || part === 'cover'))
    return { kind: 'exclusion' };
  return { kind: 'exclusion', doubt: `says what is not covered, though it stands under ${title ?? part}` };
}

/** A clause among the covers is one unless it says something else and nothing of what is paid. */
function coverOr(said: ClauseKind | undefined, words: readonly string[]): Judged {
  if (said !== undefined && TAKES_AWAY.has(said) && !words.some((paragraph) => PAYS.test(forMatching(paragraph))))
    return { kind: said };
  const excludes = words.some((paragraph) => SAYS.exclusion.test(forMatching(paragraph)));
  return excludes ? { kind: 'cover', doubt: ALSO_EXCLUDES } : { kind: 'cover' };
}

/** 身故保险金的给付 says what is paid, 保险金的给付 how: by the benefit's name and by its first sentence. */
const namesBenefit = (heading: string, words: readonly string[]): boolean =>
  BENEFIT.test(forMatching(heading)) && paysFirst(words);

/** Whether the first sentence says what is paid, and not what has to be handed in for it. */
function paysFirst([first = '']: readonly string[]): boolean {
  const [sentence = ''] = forMatching(first).split('。');
  return PAYS.test(sentence) && !/申请|提交|提供|收到|核定|核实/.test(sentence);
}

const BENEFIT =
  /(?:身故|全残|伤残|残疾|失能|医疗|住院|疾病|重疾|癌症|肿瘤|生存|满期|期满|祝寿|养老|教育|护理|意外|津贴)[^,。]{0,10}(?:保险金|年金|金|津贴)的?给付$|^年金的?给付$/;

const saysCover = ([first = '']: readonly string[]): boolean => PAYS.test(forMatching(first));

/** The kind that a heading names; nothing for headings that name no kind. */
export function titleKind(heading: string): ClauseKind | undefined {
  const plain = forMatching(heading).toLowerCase();
  return plain === '' ? undefined : TITLES.find(({ pattern }) => pattern.test(plain))?.kind;
}

/** The kind of a part. One that names several kinds of what is taken off is a limit unless its clauses say more. */
function partKind(heading: string): ClauseKind | undefined {
  const plain = forMatching(heading).toLowerCase();
  const mixed = TITLES.filter(({ kind, pattern }) => MIXED.has(kind) && pattern.test(plain));
  return mixed.length > 1 ? 'limit' : titleKind(heading);
}

/** An article on how exclusions are pointed out excludes nothing. */
const isAboutExclusions = (heading: string): boolean =>
  /提示|说明|解释|notice and expl|explanation/i.test(forMatching(heading));

/** The kind that the first sentence states; what it says first counts, since a breach is told behind its duty. */
function saidBy([first = '']: readonly string[]): ClauseKind | undefined {
  const [sentence = ''] = /^[^。]*?(?:[。:]|\.(?=\s|$)|$)/.exec(forMatching(first)) ?? [];
  if (SPEAKS_OF_CLAUSES.test(sentence)) return undefined;
  const found = (Object.keys(SAYS) as (keyof typeof SAYS)[])
    .map((kind) => ({ kind, at: SAYS[kind].exec(sentence)?.index ?? -1 }))
    .filter(({ kind, at }) => at >= 0 && !(kind === 'duty' && INSURER_ACTS.test(sentence)));
  const exclusion = found.find(({ kind }) => kind === 'exclusion');
  const duty = found.find(({ kind }) => kind === 'duty');
  return (exclusion && duty && duty.at < exclusion.at ? duty : found[0])?.kind;
}

const isDefinition = ([first = '']: readonly string[], heading: string): boolean =>
  heading !== '' || /^.{1,40}?(?:[:：]|是?指|\bmeans\b)/.test(first);
