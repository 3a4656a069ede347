/** A longer message is read in windows of as many characters, which overlap by a sentence. */
const LONGEST = 150;
const SENTENCE = /[^。！？!?；;.\n]*[。！？!?；;.\n]*/gu;

/** Of what is learnt from, no more characters than a window has, about, are read: a story is no sentence. */
export const LONGEST_READ = 160;

/** A short text is one; a long one is cut where sentences end, none of them longer than half a window. */
export function windowsOf(text: string): string[] {
  if (text.length <= LONGEST) return /\p{L}/u.test(text) ? [text] : [];
  const pieces = (text.match(SENTENCE) ?? []).flatMap((sentence) => halves(sentence));
  const windows: string[] = [];
  for (let start = 0; start < pieces.length; ) {
    let [window, end] = [pieces[start] ?? '', start + 1];
    while (end < pieces.length && window.length + (pieces[end]?.length ?? 0) <= LONGEST) window += pieces[end++];
    if (/\p{L}/u.test(window)) windows.push(window);
    start = end >= pieces.length ? end : Math.max(end - 1, start + 1);
  }
  return windows;
}

function halves(sentence: string): string[] {
  const half = LONGEST / 2;
  return Array.from({ length: Math.ceil(sentence.length / half) }, (_, i) => sentence.slice(i * half, (i + 1) * half));
}
