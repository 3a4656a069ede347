import { readConfig } from '../../config.ts';
import { loadKnowledge } from '../../knowledge/knowledge.ts';
import { print } from '../lines.ts';
import { options } from '../usage.ts';
import { coverQuestions, evaluateCover, type Outcome } from './cover.ts';
import { evaluateInsqabench } from './insqabench.ts';

/** Where public data may lie: beside the project, never in it. */
const DATA = '../shared/data';

/** Prints a figure against its bar, and lets the command fail where it isn't reached. */
function bar(figure: string, value: number, most: { atLeast?: number; atMost?: number }): void {
  const met = most.atLeast !== undefined ? value >= most.atLeast : value <= (most.atMost ?? Number.POSITIVE_INFINITY);
  print({ figure, value: Math.round(value * 1000) / 1000, ...most, met });
  if (!met) process.exitCode = 1;
}

/** `desk eval [--data DIR] [--misses]`: how well questions find their clauses. Exits with 1 where a bar is missed. */
export const evaluate = async (args: string[]): Promise<void> => {
  const { given } = options(args, ['data', 'show']);
  const knowledge = loadKnowledge(readConfig(process.env).knowledgeDir);
  const figures = evaluateCover(knowledge, coverQuestions());
  bar('questions about cover', figures.questions, { atLeast: 200 });
  bar('covered although an exclusion applies', figures.coveredDespiteExclusion.length, { atMost: 0 });
  bar('right clause shown, of the answered', figures.rightClause, { atLeast: 0.95 });
  print({ figure: 'right clause first, of the answered', value: Math.round(figures.rightClauseFirst * 1000) / 1000 });
  print({ figure: 'answerable and not answered', value: figures.notAnswered.length });
  bar('answered without ground, of the unanswerable', figures.unanswerableAnswered, { atMost: 0.03 });
  if (given.show) for (const outcome of failures(figures)) print(outcome);

  const benchmark = evaluateInsqabench(given.data ?? DATA);
  if (!benchmark) {
    print({ note: `InsQABench was not found in ${given.data ?? DATA}: its figures are missing` });
    return;
  }
  bar('InsQABench, in the named product, top-1', benchmark.inProduct.top1, { atLeast: 0.9 });
  bar('InsQABench, in the named product, recall@5', benchmark.inProduct.recall5, { atLeast: 0.98 });
  print({ figure: 'InsQABench, no product, top-1', value: benchmark.noProduct.top1, aim: 0.42 });
  print({ figure: 'InsQABench, no product, recall@5', value: benchmark.noProduct.recall5 });
};

function failures(figures: ReturnType<typeof evaluateCover>): object[] {
  const named = (why: string, outcomes: readonly Outcome[]) =>
    outcomes.map(({ question, product, clauses, verdict, cited, shown }) => ({
      why,
      question,
      product,
      clauses,
      verdict,
      cited,
      shown,
    }));
  return [
    ...named('covered although an exclusion applies', figures.coveredDespiteExclusion),
    ...named('wrong clause', figures.wrongClause),
    ...named('not answered', figures.notAnswered),
    ...named('answered without ground', figures.answeredWithoutGround),
  ];
}
