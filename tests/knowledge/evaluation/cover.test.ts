import { expect, test } from 'vitest';
import { loadKnowledge } from '../../../knowledge/load.ts';
import { coverQuestions, evaluateCover } from '../../../tools/eval/cover.ts';

/* What `desk eval cover` prints. These are floors: they rise with what is reached, and never fall. */
const figures = evaluateCover(loadKnowledge(), coverQuestions());

test('there are 200 questions about cover, half of them excluded, a fifth without an answer', () => {
  const questions = coverQuestions();
  expect(questions).toHaveLength(200);
  expect(questions.filter(({ excluded }) => excluded)).toHaveLength(100);
  expect(questions.filter(({ clauses }) => clauses.length === 0)).toHaveLength(40);
});

test('answered questions show the right clause, and few that no clause answers are answered', () => {
  expect(figures.rightClause).toBeGreaterThan(0.95);
  expect(figures.rightClauseFirst).toBeGreaterThan(0.85);
  expect(figures.rightClauseOfAll).toBeGreaterThan(0.73);
  expect(figures.notAnswered.length).toBeLessThan(40);
  expect(figures.unanswerableAnswered).toBeLessThanOrEqual(0.03);
});

test('no answer speaks of cover without the exclusion that applies', () => {
  expect(figures.coveredDespiteExclusion.map(({ question }) => question)).toEqual([]);
});
