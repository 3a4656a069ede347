import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bm25Builder, type Field, queryOf } from '../../knowledge/search/bm25.ts';
import { PartsBuilder } from '../../knowledge/search/parts.ts';
import { NO_ROW, Rows } from '../../knowledge/search/rows.ts';
import { TermNumbers } from '../../knowledge/search/term-numbers.ts';

const built = (entries: readonly (readonly Field[])[], b?: number) => {
  const builder = new Bm25Builder();
  for (const fields of entries) builder.add(fields);
  return builder.built(b);
};

/** Okapi BM25 as it is written down, entry by entry. */
function plainly(entries: readonly (readonly Field[])[], query: ReadonlyMap<string, number>, b: number) {
  const lengthOf = (fields: readonly Field[]) =>
    fields.reduce((sum, { terms, weight }) => sum + terms.length * weight, 0);
  const average = entries.reduce((sum, fields) => sum + lengthOf(fields), 0) / Math.max(1, entries.length);
  const countIn = (fields: readonly Field[], term: string) =>
    fields.reduce((sum, { terms, weight }) => sum + weight * terms.filter((other) => other === term).length, 0);
  const idf = (term: string) => {
    const having = entries.filter((fields) => countIn(fields, term) > 0).length;
    return Math.log(1 + (entries.length - having + 0.5) / (having + 0.5));
  };
  return {
    weigh: [...query].reduce((sum, [term, weight]) => sum + weight * idf(term), 0),
    scores: entries.map((fields) =>
      [...query].reduce((sum, [term, weight]) => {
        const count = countIn(fields, term);
        const norm = 1.4 * (1 - b + (b * lengthOf(fields)) / average);
        return count === 0 ? sum : sum + (weight * idf(term) * 2.4 * count) / (count + norm);
      }, 0),
    ),
  };
}

const someTerm = fc.constantFrom<string>('车', '车损', '损', '𠮷', 'tow', 'to', '0', '#12', '不计', 'ﷺ');
const someField = fc.record({
  terms: fc.array(someTerm, { maxLength: 12 }),
  weight: fc.constantFrom(0.5, 1, 1.5, 5),
});
const someEntries = fc.array(fc.array(someField, { maxLength: 3 }), { maxLength: 12 });
const someQuery = fc
  .uniqueArray(fc.tuple(fc.oneof(someTerm, fc.constant('nobody')), fc.constantFrom(0.15, 0.5, 1)), {
    selector: ([term]) => term,
    maxLength: 8,
  })
  .map((terms) => new Map(terms));

test('entries score as BM25 is written down, whatever stands in them', () => {
  fc.assert(
    fc.property(someEntries, someQuery, fc.constantFrom(0, 0.25, 0.75), (entries, query, b) => {
      const index = built(entries, b);
      const expected = plainly(entries, query, b);
      const scores = index.scores(queryOf(query));
      expect(scores).toHaveLength(entries.length);
      for (const [entry, score] of expected.scores.entries()) expect(scores[entry]).toBeCloseTo(score, 12);
      expect(index.weigh(queryOf(query))).toBeCloseTo(expected.weigh, 12);
      for (const [term] of query)
        expect(index.has(term)).toBe(entries.flat().some(({ terms }) => terms.includes(term)));
    }),
    { seed: 11, numRuns: 500 },
  );
});

test.each([
  ['nothing is in it', [], 0],
  ['an entry without a word', [[]], 1],
  ['a field without a word', [[{ terms: [], weight: 1 }]], 1],
] as const)('where %s, nothing is found', (_, entries, size) => {
  const index = built(entries);
  expect([...index.scores(queryOf(new Map([['车', 1]])))]).toEqual(Array.from({ length: size }, () => 0));
  expect(index.has('车')).toBe(false);
});

test('what leads to a term, or goes on from one, is another term', () => {
  const index = built([[{ terms: ['车损', 'tow'], weight: 1 }]]);
  const found = ['车损', 'tow', '车', 'to', 'tows', '车损险', ''].filter((term) => index.has(term));
  expect(found).toEqual(['车损', 'tow']);
});

test('an item scores as its best part', () => {
  const builder = new PartsBuilder();
  builder.add([]);
  builder.add([
    { terms: ['tow', 'road'], weight: 1 },
    { terms: ['tow'], weight: 1 },
  ]);
  builder.add([{ terms: ['glass'], weight: 1 }]);
  const parts = builder.built();
  const alone = built([
    [{ terms: ['tow', 'road'], weight: 1 }],
    [{ terms: ['tow'], weight: 1 }],
    [{ terms: ['glass'], weight: 1 }],
  ]);
  const query = queryOf(new Map([['tow', 1]]));
  expect([...parts.best(query)]).toEqual([0, Math.max(...alone.scores(query)), 0]);
  expect(parts.weigh(query)).toBe(alone.weigh(query));
  expect([parts.has('glass'), parts.has('fire'), parts.isEmpty]).toEqual([true, false, false]);
  expect(new PartsBuilder().built().isEmpty).toBe(true);
});

test('rows are as a map would number them, before and after they are trimmed', () => {
  const someNumbers = fc.array(fc.oneof(fc.nat(40), fc.nat(2 ** 31 - 1)), { maxLength: 200 });
  fc.assert(
    fc.property(someNumbers, someNumbers, someNumbers, (first, then, asked) => {
      const rows = new Rows();
      const plain = new Map<number, number>();
      const add = (number: number) => {
        if (!plain.has(number)) plain.set(number, plain.size);
        expect(rows.add(number)).toBe(plain.get(number));
      };
      first.forEach(add);
      rows.trim();
      then.forEach(add);
      for (const number of [...first, ...then, ...asked, -1]) expect(rows.of(number)).toBe(plain.get(number) ?? NO_ROW);
      expect(rows.size).toBe(plain.size);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('each term has a number of its own, and asking for one makes none', () => {
  const terms = new TermNumbers();
  const learnt = new Map<string, number>();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6 }), fc.boolean(), (term, isLearnt) => {
      const before = terms.known;
      const found = terms.of(term);
      expect(terms.known).toBe(before);
      expect(found).toBe(learnt.get(term) ?? found);
      if (!isLearnt) return;
      const number = terms.learn(term);
      expect(number).toBe(learnt.get(term) ?? number);
      learnt.set(term, number);
      expect(terms.of(term)).toBe(number);
      expect(new Set(learnt.values()).size).toBe(learnt.size);
    }),
    { seed: 5, numRuns: 500 },
  );
});
