import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../knowledge/load.ts';
import { templateKeys, templateSource } from '../../templates/render.ts';

/* Every sentence of the desk's own, against the wordings that promise or refuse flatly. */
type Patterns = Record<'zh-CN' | 'en', string[]>;
const patterns = load(readFileSync(new URL('./flat-words.yaml', import.meta.url), 'utf8')) as Patterns & {
  examples: Patterns;
  given: Patterns;
  explanations: Record<'zh-CN' | 'en', { isnt: string; asTheWordings: string }>;
};
const knowledge = loadKnowledge();

const sentencesIn = (language: 'zh-CN' | 'en'): [string, string][] => [
  ...templateKeys(language).flatMap((key) =>
    templateSource(key, language).map((text): [string, string] => [key, text]),
  ),
  ...knowledge.products.flatMap(({ code, clauses }) =>
    clauses.flatMap(({ id, text }) => {
      const { plain, example, consequence } = text[language];
      return [plain, example, consequence].flatMap((said): [string, string][] =>
        said ? [[`${code} ${id}`, said]] : [],
      );
    }),
  ),
  ...knowledge.general.map(({ id, text }): [string, string] => [id, text[language].answer]),
];

/** Where one of some wordings stands, with what stands around it. */
function wordingsIn(sentences: readonly [string, string][], wordings: readonly string[]): string[] {
  const flat = wordings.map((pattern) => new RegExp(pattern, 'iu'));
  return sentences.flatMap(([where, said]) =>
    flat.flatMap((pattern) => {
      const match = pattern.exec(said);
      return match ? [`${where}: …${said.slice(Math.max(0, match.index - 20), match.index + 30)}…`] : [];
    }),
  );
}

test.each(['zh-CN', 'en'] as const)('%s: no sentence promises a payment or refuses one', (language) => {
  expect(wordingsIn(sentencesIn(language), patterns[language])).toEqual([]);
});

test.each(['zh-CN', 'en'] as const)('%s: no example of what takes away decides the case of its reader', (language) => {
  const examples = knowledge.products.flatMap(({ code, clauses }) =>
    clauses
      .filter(({ kind }) => kind === 'exclusion' || kind === 'waiting-period')
      .map(({ id, text }): [string, string] => [`${code} ${id}`, text[language].example ?? '']),
  );
  expect(wordingsIn(examples, patterns.examples[language])).toEqual([]);
});

test.each(['zh-CN', 'en'] as const)('%s: an explanation refuses nothing in its own name', (language) => {
  const { isnt, asTheWordings } = patterns.explanations[language];
  const flat = knowledge.products.flatMap(({ code, clauses }) =>
    clauses
      .filter(({ kind }) => ['exclusion', 'waiting-period', 'limit', 'deductible'].includes(kind))
      .flatMap(({ id, text }) =>
        (text[language].plain ?? '')
          .split(/(?<=。)|(?<=\.)\s/)
          .filter((said) => new RegExp(isnt, 'i').test(said) && !new RegExp(asTheWordings, 'i').test(said))
          .map((said) => `${code} ${id}: ${said}`),
      ),
  );
  expect(flat).toEqual([]);
});

test.each(['zh-CN', 'en'] as const)('%s: no explanation of a cover, and no example, has us pay', (language) => {
  const explanations = knowledge.products.flatMap(({ code, clauses }) =>
    clauses.flatMap(({ id, kind, text }) => {
      const { plain = '', example = '' } = text[language];
      const said = `${kind === 'cover' ? plain : ''} ${example}`;
      return [[`${code} ${id}`, said] as [string, string]];
    }),
  );
  expect(wordingsIn(explanations, patterns.given[language])).toEqual([]);
});

test('no explanation names a time from which suicide pays', () => {
  const times =
    /满(?:了)?[二两]年(?:以?后|的)|(?<!\bnot )\bafter (?:the )?two years|(?<!before )two years have passed/i;
  const suicide = knowledge.products.flatMap(({ code, clauses }) =>
    clauses
      .filter(({ text }) => /自杀|故意自伤/.test(text['zh-CN'].heading))
      .flatMap(({ text }) =>
        (['zh-CN', 'en'] as const).flatMap((language) => {
          const { plain = '', example = '' } = text[language];
          return times.test(plain + example) || !plain.includes('12356') ? [`${code} ${language}`] : [];
        }),
      ),
  );
  expect(suicide).toEqual([]);
});
