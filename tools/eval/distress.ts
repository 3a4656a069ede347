import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { unanswerable } from '../../knowledge/search/answerable.ts';
import type { Locale } from '../../language/locale.ts';
import { distressIn } from '../../understanding/phrases/distress/distress.ts';
import { ordinary, type Sentences, Suspicion, together } from '../../understanding/phrases/distress/suspicion.ts';

const FOLDS = 5;
const heldBack = join(import.meta.dirname, '..', '..', 'tests', 'understanding', 'distress-held-back.yaml');

/** What a stranger wrote; `ordinary` is what customers say in the middle of a claim. */
type HeldBack = Sentences & { ordinary: string[] };

/** Shares from 0 to 1, of sentences that nothing was learnt from. */
export interface DistressFigures {
  language: Locale;
  /** Of what was said, by what it says: met at all, and a person called at once. */
  said: Record<keyof HeldBack, { sentences: number; met: number; called: number }>;
  missed: string[];
  alarmed: string[];
}

const DANGERS: readonly (string | undefined)[] = ['wish-to-die', 'somebody-else', 'maybe'];

/** How much of what a stranger wrote is heard; undefined where the sentences aren't there. */
export function evaluateDistress(suspicion: Suspicion, language: Locale): DistressFigures | undefined {
  if (!existsSync(heldBack)) return undefined;
  const all = load(readFileSync(heldBack, 'utf8'), { schema: CORE_SCHEMA }) as Record<Locale, HeldBack>;
  const kindOf = (text: string) => together(distressIn(text), () => suspicion.suspect(text))?.kind;
  const heard = Object.entries(all[language]).map(([said, texts]) => ({
    said,
    texts: texts.map((text) => ({ text, kind: kindOf(text) })),
  }));
  const share = (texts: { kind: string | undefined }[], kinds: readonly (string | undefined)[]) =>
    texts.filter(({ kind }) => kinds.includes(kind)).length / texts.length;
  const isDanger = (said: string) => said === 'wish-to-die' || said === 'somebody-else';
  return {
    language,
    said: Object.fromEntries(
      heard.map(({ said, texts }) => [
        said,
        { sentences: texts.length, met: share(texts, DANGERS), called: share(texts, ['wish-to-die', 'somebody-else']) },
      ]),
    ) as DistressFigures['said'],
    missed: heard
      .filter(({ said }) => isDanger(said))
      .flatMap(({ texts }) => texts.filter(({ kind }) => !DANGERS.includes(kind)).map(({ text }) => text)),
    alarmed: heard
      .filter(({ said }) => !isDanger(said))
      .flatMap(({ texts }) => texts.filter(({ kind }) => DANGERS.includes(kind)).map(({ text }) => text)),
  };
}

/** Ordinary messages that are taken for danger, when they weren't learnt from: cross-validated. */
export function evaluateOrdinary(language: Locale): { messages: number; share: number; alarmed: string[] } {
  const all = ordinary(language, unanswerable());
  const alarmed: string[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const suspicion = new Suspicion(unanswerable(), (_, index) => index % FOLDS !== fold);
    for (const [index, text] of all.entries())
      if (index % FOLDS === fold && suspicion.suspect(text)) alarmed.push(text);
  }
  return { messages: all.length, share: alarmed.length / all.length, alarmed };
}
