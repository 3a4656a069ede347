import { print } from '../../../cli/lines.ts';
import { readConfig } from '../../../config.ts';
import { loadKnowledge } from '../../../knowledge/load.ts';
import { evaluateAnswerable } from '../answerable.ts';
import { type CoverFigures, coverQuestions, evaluateCover, type Outcome } from '../cover.ts';
import { evaluateInsqabench } from '../insqabench.ts';
import { bar, rounded } from './figure.ts';

/** Prints how well questions find their clauses. */
export function cover(data: string, show: boolean): void {
  const knowledge = loadKnowledge(readConfig(process.env).knowledgeDir);
  const figures = evaluateCover(knowledge, coverQuestions());
  bar('questions about cover', figures.questions, { atLeast: 200 });
  bar('covered although an exclusion applies', figures.coveredDespiteExclusion.length, { atMost: 0 });
  bar('right clause shown, of the answered', figures.rightClause, { atLeast: 0.95 });
  print({ figure: 'right clause first, of the answered', value: rounded(figures.rightClauseFirst) });
  print({
    figure: 'right clause’s words on the first screen, of the answered',
    value: rounded(figures.rightClauseQuoted),
  });
  print({ figure: 'right clause shown, of all that can be answered', value: rounded(figures.rightClauseOfAll) });
  print({ figure: 'answerable and not answered', value: figures.notAnswered.length });
  bar('answered without ground, of the unanswerable', figures.unanswerableAnswered, { atMost: 0.03 });
  if (show) for (const outcome of failures(figures)) print(outcome);
  for (const language of ['zh-CN', 'en'] as const) {
    const { oursAnswered, othersAnswered } = evaluateAnswerable(knowledge, language);
    print({ figure: 'example questions that were held back, answered', language, value: rounded(oursAnswered) });
    print({ figure: 'unanswerable ones that were held back, answered', language, value: rounded(othersAnswered) });
  }

  const benchmark = evaluateInsqabench(data);
  if (!benchmark) {
    print({ note: `InsQABench was not found in ${data}: its figures are missing` });
    return;
  }
  bar('InsQABench, in the named product, top-1', benchmark.inProduct.top1, { atLeast: 0.9 });
  bar('InsQABench, in the named product, recall@5', benchmark.inProduct.recall5, { atLeast: 0.98 });
  print({ figure: 'InsQABench, no product, top-1', value: benchmark.noProduct.top1, aim: 0.42 });
  print({ figure: 'InsQABench, no product, recall@5', value: benchmark.noProduct.recall5 });
}

function failures(figures: CoverFigures): object[] {
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
