/** Words that say nothing about the matter: the same in a question about anything. */
const FILLERS =
  /请问一?下?|麻烦问一?下?|想问一?下?|问一?下|我想知道|想了解一?下?|你们|咱们|这个|那个|是不是|能不能|可不可以|有没有|会不会|怎么样|怎么办|什么|哪些|多少|如何|怎么|呢|吗|吧|啊|呀|嘛|的话|的|了/g;
const ENGLISH_FILLERS = new Set(
  'a an the is are was were be been am i you he she it we they my your his her its our their me us them do does did doing have has had can could will would shall should may might of to in on at for from with by and or if so that this these those there what which who how when where please tell know want like about just'.split(
    ' ',
  ),
);

/** The terms of a text: Han characters and their pairs, Latin words and digits whole. */
export function terms(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const found: string[] = [];
  for (const [run] of plain.matchAll(/\p{Script=Han}+/gu)) {
    for (let i = 0; i < run.length; i++) {
      found.push(run.charAt(i));
      if (i + 1 < run.length) found.push(run.slice(i, i + 2));
    }
  }
  for (const [word] of plain.matchAll(/[a-z0-9]+(?:'[a-z]+)?/g)) if (!ENGLISH_FILLERS.has(word)) found.push(stem(word));
  return found;
}

/** A question's terms, without its filler words. A question of nothing else keeps them. */
export function questionTerms(text: string): string[] {
  const stripped = terms(text.normalize('NFKC').replace(FILLERS, ' '));
  return stripped.length > 0 ? stripped : terms(text);
}

/** Enough for plurals and simple tenses; both sides are treated alike. */
const stem = (word: string): string =>
  word.length > 4
    ? word
        .replace(/(?:ies|ied)$/, 'y')
        .replace(/(?:ing|ed|es|s)$/, '')
        .replace(/(.)\1$/, '$1')
    : word.replace(/(?<=\w{3})s$/, '');
