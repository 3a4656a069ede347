import { BEARING_KINDS, type ClauseKind } from '../../product.ts';
import { forMatching } from '../matching.ts';
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

/** Decides what a clause is: by its own heading, by the part that it stands in, and by what it says. */
export function judge({ parts, heading, words, note }: Described): Judged {
  const title = titleKind(heading);
  const part = parts.map(partKind).find((kind) => kind !== undefined);
  const said = isAboutExclusions(heading) ? undefined : saidBy(words);
  if (part === 'definition' || note) return { kind: part || isDefinition(words, heading) ? 'definition' : 'general' };
  if (title === 'definition' || (said === 'definition' && part !== 'exclusion')) return { kind: 'definition' };
  if (part === 'exclusion') return { kind: title && TAKES_AWAY.has(title) ? title : 'exclusion' };
  if (title === 'exclusion') return { kind: isAboutExclusions(heading) ? 'general' : 'exclusion' };
  if (part === 'duty' && (title === undefined || title === 'procedure' || title === 'cover')) return { kind: 'duty' };
  if (said === 'exclusion' && title !== 'duty' && !saysCover(words)) return outsideTheExclusions(part, title);
  if (title !== undefined && title !== 'cover') return { kind: title };
  if (part === 'cover' || (title === 'cover' && (part === undefined || part === 'general')))
    return coverOr(said, words);
  if (part !== undefined && part !== 'general')
    return { kind: said && MIXED.has(part) && MIXED.has(said) ? said : part };
  return said ? { kind: said, doubt: `taken for ${said} by its wording alone` } : { kind: 'general' };
}

/** Kinds that take something away from a cover. */
const TAKES_AWAY: ReadonlySet<ClauseKind> = new Set(BEARING_KINDS);

/** Kinds that often share a part: its heading names one of them. */
const MIXED: ReadonlySet<ClauseKind> = new Set(['limit', 'deductible', 'waiting-period']);

function outsideTheExclusions(part: ClauseKind | undefined, title: ClauseKind | undefined): Judged {
  if (part === undefined && title === undefined) return { kind: 'exclusion' };
  return { kind: 'exclusion', doubt: `says what is not covered, though it stands under ${title ?? part}` };
}

/** A clause among the covers is one unless it says something else and nothing of what is paid. */
function coverOr(said: ClauseKind | undefined, words: readonly string[]): Judged {
  if (said !== undefined && TAKES_AWAY.has(said) && !words.some((paragraph) => PAYS.test(forMatching(paragraph))))
    return { kind: said };
  const excludes = words.some((paragraph) => SAYS.exclusion.test(forMatching(paragraph)));
  return excludes ? { kind: 'cover', doubt: 'a cover that also says what is not covered' } : { kind: 'cover' };
}

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
