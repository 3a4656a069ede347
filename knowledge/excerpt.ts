import { createHash } from 'node:crypto';
import type { Locale } from '../language/locale.ts';
import { plainForm } from '../language/simplified.ts';
import type { Citation } from './answer.ts';
import { conceptsSaid } from './search/synonyms.ts';
import { questionTermsOf, terms } from './search/terms.ts';

/** Words that fit on a phone beside what they mean are shown whole, in characters. */
const ENOUGH: Record<Locale, number> = { 'zh-CN': 130, en: 420 };
/** Sentences that say this much of what the best one says of the question are shown too, where there is room. */
const NEARLY = 0.5;
/** What stands where words were left out. */
const GAP: Record<Locale, string> = { 'zh-CN': '……', en: '…' };
/** One Han character tells no sentence from another. */
const TELLING = /^(?:\p{Script=Han}{2,}|[a-z0-9].*)$/u;

/** A sentence of a clause, an item of its list, or what such a list begins with. */
interface Piece {
  text: string;
  leads: boolean;
  isItem: boolean;
  /** It takes back some of what stands before it. */
  excepts: boolean;
}

const ITEM = /^\s*(?:[（(][一二三四五六七八九十\da-z]{1,3}[)）]|\d{1,2}[.、])/u;
const EXCEPTS =
  /^(?:但|前款|前项|上述|本款|不过|除外|however|but\b|except|this (?:does|exclusion)|the (?:above|preceding))/iu;

/** A citation with no more of the clause's words than a phone shows: the sentence that a question is about, verbatim. */
export function excerpted(citation: Citation, question: string, language: Locale): Citation {
  const words = excerptOf(citation.words, question, language);
  if (words === citation.words) return citation;
  return { ...citation, words, hash: createHash('sha256').update(words, 'utf8').digest('hex'), isPart: true };
}

/**
 * The sentences of a clause that a question is about, each as it stands: an item with what its list begins with, and what
 * takes some of it back. A mark stands where others were left out. The whole clause where it is short.
 */
export function excerptOf(words: string, question: string, language: Locale): string {
  const most = ENOUGH[language];
  if (words.length <= most) return words;
  const pieces = piecesOf(words);
  const asked = termsOfQuestion(question, language);
  const fit = pieces.map(({ text }) => terms(text).filter((term) => asked.has(term)).length);
  const best = fit.indexOf(Math.max(...fit));
  const chosen = new Set([best]);
  const lead = pieces[best]?.isItem ? pieces.slice(0, best).findLastIndex(({ leads }) => leads) : -1;
  if (lead >= 0) chosen.add(lead);
  const exception = pieces.findIndex(({ excepts }, at) => excepts && at > best);
  if (exception >= 0) chosen.add(exception);
  const others = fit.map((score, at) => ({ score, at })).sort((a, b) => b.score - a.score || a.at - b.at);
  const least = (fit[best] ?? 0) * NEARLY;
  for (const { at } of others.filter(({ score }) => score >= least)) {
    const length = [...chosen, at].reduce((sum, one) => sum + (pieces[one]?.text.length ?? 0), 0);
    if (length <= most) chosen.add(at);
  }
  // A list of which nothing is shown says nothing.
  for (const at of [...chosen])
    if (pieces[at]?.leads && pieces[at + 1] && !hasItem(at, pieces, chosen)) chosen.add(at + 1);
  return joined(pieces, chosen, GAP[language]);
}

const hasItem = (lead: number, pieces: readonly Piece[], chosen: ReadonlySet<number>): boolean => {
  const next = pieces.findIndex(({ isItem }, at) => at > lead && !isItem);
  return [...chosen].some((at) => at > lead && (next === -1 || at < next));
};

function joined(pieces: readonly Piece[], chosen: ReadonlySet<number>, gap: string): string {
  const lines: string[] = [];
  for (const [at, { text }] of pieces.entries()) {
    if (chosen.has(at)) lines.push(text);
    else if (lines.at(-1) !== gap) lines.push(gap);
  }
  return lines.join('\n');
}

const piecesOf = (words: string): Piece[] =>
  words
    .split('\n')
    .flatMap((line) => (ITEM.test(line) ? [line] : line.split(/(?<=。)(?!$)|(?<=[.;])\s+(?=[A-Z])/u)))
    .filter((text) => text.trim() !== '')
    .map((text) => ({
      text,
      leads: /[：:]\s*$/u.test(text),
      isItem: ITEM.test(text),
      excepts: EXCEPTS.test(text.trim()),
    }));

function termsOfQuestion(question: string, language: Locale): Set<string> {
  const plain = plainForm(question);
  const meant = conceptsSaid(plain, language).flatMap(({ means }) => means);
  return new Set([...questionTermsOf(plain), ...meant.flatMap(terms)].filter((term) => TELLING.test(term)));
}
