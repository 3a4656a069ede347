import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { unanswerable } from '../../knowledge/search/answerable.ts';
import type { Locale } from '../../language/locale.ts';
import { distressIn } from '../../understanding/phrases/distress/distress.ts';
import {
  inLanguage,
  kinds,
  ordinary,
  ordinaryInATalk,
  type Sentences,
} from '../../understanding/phrases/distress/learnt.ts';
import { Suspicion, together } from '../../understanding/phrases/distress/suspicion.ts';

const FOLDS = 5;
const heldBack = join(import.meta.dirname, '..', '..', 'tests', 'understanding', 'distress-held-back.yaml');

/** What a stranger wrote; `ordinary` is what customers say in the middle of a claim. */
type HeldBack = Sentences & { ordinary: string[] };

/** Shares from 0 to 1, of sentences that nothing was learnt from. */
export interface DistressFigures {
  language: Locale;
  /** Of what was said, by what it says: met at all, and a person called at once. */
  said: Record<keyof HeldBack, { sentences: number; met: number; called: number }>;
}

const DANGERS: readonly (string | undefined)[] = ['wish-to-die', 'somebody-else', 'maybe'];

/** How much of what a stranger wrote is heard; undefined where the sentences aren't there. */
export function evaluateDistress(suspicion: Suspicion, language: Locale): DistressFigures | undefined {
  if (!existsSync(heldBack)) return undefined;
  const all = load(readFileSync(heldBack, 'utf8'), { schema: CORE_SCHEMA }) as Record<Locale, HeldBack>;
  const heard = Object.entries(all[language]).map(([said, texts]) => ({
    said,
    texts: texts.map((text) => ({ text, kind: kindOf(suspicion, text) })),
  }));
  const share = (texts: { kind: string | undefined }[], kinds: readonly (string | undefined)[]) =>
    texts.filter(({ kind }) => kinds.includes(kind)).length / texts.length;
  return {
    language,
    said: Object.fromEntries(
      heard.map(({ said, texts }) => [
        said,
        { sentences: texts.length, met: share(texts, DANGERS), called: share(texts, ['wish-to-die', 'somebody-else']) },
      ]),
    ) as DistressFigures['said'],
  };
}

const kindOf = (suspicion: Suspicion, text: string): string | undefined =>
  together(distressIn(text), () => suspicion.suspect(text))?.kind;

/** What was neither learnt from nor chosen by, cross-validated, in a language. */
export interface CrossValidated {
  language: Locale;
  /** Ordinary messages that are taken for danger: what customers say first, and in the middle of a talk. */
  ordinary: OrdinaryAlarmed;
  inATalk: OrdinaryAlarmed;
  /** Of what is said indirectly, by kinds of which no sentence was learnt from: met. */
  kinds: Record<keyof Sentences, { sentences: number; met: number }>;
}

interface OrdinaryAlarmed {
  messages: number;
  share: number;
  alarmed: string[];
}

/** Ordinary messages and kinds of what is said indirectly, each part of them by what was learnt from the others. */
export function crossValidate(): CrossValidated[] {
  const messages = ordinary(unanswerable());
  const allKinds = kinds();
  const LANGUAGES = ['zh-CN', 'en'] as const;
  const languageOf = (text: string): Locale => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en');
  const first = messages.length - ordinaryInATalk().length;
  const alarmed = new Set<number>();
  const met: { language: Locale; said: string; isMet: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const names = allKinds.filter((_, place) => place % FOLDS === fold).map(({ kind }) => kind);
    const suspicion = new Suspicion(unanswerable(), {
      kind: (kind) => names.includes(kind),
      ordinary: (place) => place % FOLDS === fold,
    });
    for (const [place, text] of messages.entries())
      if (place % FOLDS === fold && suspicion.suspect(text)) alarmed.add(place);
    for (const { sentences } of allKinds.filter(({ kind }) => names.includes(kind)))
      for (const language of LANGUAGES)
        for (const [said, texts] of Object.entries(inLanguage(sentences, language)))
          met.push(...texts.map((text) => ({ language, said, isMet: DANGERS.includes(kindOf(suspicion, text)) })));
  }
  return LANGUAGES.map((language) => {
    const places = [...messages.keys()].filter((place) => languageOf(messages[place] ?? '') === language);
    const ordinaryOf = (those: number[]): OrdinaryAlarmed => {
      const of = those.filter((place) => alarmed.has(place));
      return { messages: those.length, share: of.length / those.length, alarmed: of.map((at) => messages[at] ?? '') };
    };
    const said = (what: keyof Sentences) => {
      const those = met.filter((one) => one.language === language && one.said === what);
      return { sentences: those.length, met: those.filter(({ isMet }) => isMet).length / those.length };
    };
    return {
      language,
      ordinary: ordinaryOf(places.filter((place) => place < first)),
      inATalk: ordinaryOf(places.filter((place) => place >= first)),
      kinds: {
        'wish-to-die': said('wish-to-die'),
        'somebody-else': said('somebody-else'),
        nothing: said('nothing'),
      },
    };
  });
}
