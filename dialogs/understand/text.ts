/** No recognizer reads more than this many characters: its time grows faster than the text (docs/decisions/0005). */
export const WINDOW = 200;

/** The text as the readers see it: one Unicode form, one kind of space, no control characters. */
export const normalize = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * At most {@link WINDOW} characters of a text: whole sentences or clauses, those that `relevant` matches first, in the
 * text's order. Nothing that is relevant is cut silently from a text of ordinary length.
 */
export function windowOver(text: string, relevant: RegExp): string {
  if (text.length <= WINDOW) return text;
  const parts = text.split(/(?<=[。！？!?；;，,\n.])/u);
  const chosen = new Set<number>();
  let room = WINDOW;
  const take = (wanted: (part: string) => boolean) => {
    parts.forEach((part, index) => {
      if (chosen.has(index) || part.length > room || !wanted(part)) return;
      chosen.add(index);
      room -= part.length;
    });
  };
  take((part) => relevant.test(part));
  if (chosen.size === 0) {
    const at = text.search(relevant);
    return text.slice(Math.max(0, at - WINDOW / 2), Math.max(0, at - WINDOW / 2) + WINDOW);
  }
  return parts.filter((_, index) => chosen.has(index)).join('');
}

/** Words that only an English sentence has: names, models and markup are no reason to change the language. */
const ENGLISH =
  /\b(the|a|an|my|your|i|i'm|you|we|he|she|it|is|are|was|were|am|be|have|has|had|do|does|did|don't|can|can't|could|would|will|what|when|where|who|why|how|which|on|at|in|to|of|for|with|from|and|or|but|not|yes|no|ago|last|yesterday|today|nobody|someone|hello|hi|hey|thanks|thank|please|help|human|agent|person|cancel|stop|bye|goodbye|claim|policy|report|understood)\b/i;

/** Han characters make a text Chinese; English words make it English; neither says nothing. */
export function languageOf(text: string): 'zh-CN' | 'en' | undefined {
  if (/\p{Script=Han}/u.test(text)) return 'zh-CN';
  return ENGLISH.test(text.replace(/<[^>]*>|[{[(].*?[}\])]|https?:\S+/g, ' ')) ? 'en' : undefined;
}
