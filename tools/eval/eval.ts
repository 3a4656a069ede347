import { print } from '../../cli/lines.ts';
import { options } from '../../cli/usage.ts';
import { readConfig } from '../../config.ts';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { unanswerable } from '../../knowledge/search/answerable.ts';
import { Suspicion } from '../../understanding/phrases/distress/suspicion.ts';
import { evaluateAnswerable } from './answerable.ts';
import { coverQuestions, evaluateCover, type Outcome } from './cover.ts';
import { evaluateDistress, evaluateOrdinary } from './distress.ts';
import { evaluateInsqabench } from './insqabench.ts';
import { crossValidate, evaluatePublic, evaluateUtterances } from './intents.ts';

/** Where public data may lie: beside the project, never in it. */
const DATA = '../shared/data';

/** Confusions that are shown, unless all of them are asked for. */
const COMMONEST = 10;

/** Prints a figure against its bar, and lets the command fail where it isn't reached. */
function bar(figure: string, value: number, most: { atLeast?: number; atMost?: number }): void {
  const met = most.atLeast !== undefined ? value >= most.atLeast : value <= (most.atMost ?? Number.POSITIVE_INFINITY);
  print({ figure, value: Math.round(value * 1000) / 1000, ...most, met });
  if (!met) process.exitCode = 1;
}

/**
 * `desk eval [cover|intents|distress] [--data DIR] [--show misses] [--all]`: how well questions find their clauses and
 * messages their intents, and how much of a wish to die is heard. Exits with 1 where a bar is missed.
 */
export const evaluate = async (args: string[]): Promise<void> => {
  const {
    given: { data = DATA, show },
    rest: [only],
  } = options(
    args.filter((argument) => argument !== '--all'),
    ['data', 'show'],
  );
  const asked = (what: string) => only === undefined || only === what;
  if (asked('cover')) cover(data, show !== undefined);
  if (asked('intents')) intents(data, args.includes('--all') ? Number.POSITIVE_INFINITY : COMMONEST);
  if (asked('distress')) distress(show !== undefined);
};

function cover(data: string, show: boolean): void {
  const knowledge = loadKnowledge(readConfig(process.env).knowledgeDir);
  const figures = evaluateCover(knowledge, coverQuestions());
  bar('questions about cover', figures.questions, { atLeast: 200 });
  bar('covered although an exclusion applies', figures.coveredDespiteExclusion.length, { atMost: 0 });
  bar('right clause shown, of the answered', figures.rightClause, { atLeast: 0.95 });
  print({ figure: 'right clause first, of the answered', value: Math.round(figures.rightClauseFirst * 1000) / 1000 });
  print({
    figure: 'right clause shown, of all that can be answered',
    value: Math.round(figures.rightClauseOfAll * 1000) / 1000,
  });
  print({ figure: 'answerable and not answered', value: figures.notAnswered.length });
  bar('answered without ground, of the unanswerable', figures.unanswerableAnswered, { atMost: 0.03 });
  if (show) for (const outcome of failures(figures)) print(outcome);
  for (const language of ['zh-CN', 'en'] as const) {
    const { oursAnswered, othersAnswered } = evaluateAnswerable(knowledge, language);
    print({ figure: 'example questions that were held back, answered', language, value: share(oursAnswered) });
    print({ figure: 'unanswerable ones that were held back, answered', language, value: share(othersAnswered) });
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

/** Intents: our own phrasings, cross-validated, with so many of their confusions; and public sets. */
function intents(data: string, most: number): void {
  for (const language of ['zh-CN', 'en'] as const) {
    const { accuracy, phrasings, byIntent, confusions } = crossValidate(language);
    print({ figure: 'intents, cross-validated', language, phrasings, value: share(accuracy) });
    for (const [intent, value] of Object.entries(byIntent))
      print({ figure: 'intent', language, intent, value: share(value) });
    for (const confusion of confusions.slice(0, most)) print({ figure: 'confusion', language, ...confusion });
  }
  const recognizer = recognizerOfConversations();
  for (const language of ['zh-CN', 'en'] as const) {
    const { utterances, inScope, outOfScope, wrong } = evaluateUtterances(recognizer, language);
    print({ figure: 'utterances that nothing was learnt from', language, value: utterances });
    bar(`intents of these, ${language}`, inScope, { atLeast: language === 'en' ? 0.93 : 0.95 });
    bar(`out-of-scope ones found, ${language}`, outOfScope, { atLeast: 0.9 });
    for (const one of wrong) print({ figure: 'misunderstood', language, ...one });
  }
  for (const [name, atLeast] of [
    ['banking77', 0.91],
    ['clinc150', 0.92],
  ] as const) {
    const value = evaluatePublic(data, name);
    if (value === undefined) print({ note: `${name} was not found in ${data}: its figure is missing` });
    else bar(name, value, { atLeast });
  }
}

/** Danger: what a stranger wrote, by what it says, and what ordinary messages are taken for it. */
function distress(show: boolean): void {
  const suspicion = new Suspicion(unanswerable());
  for (const language of ['zh-CN', 'en'] as const) {
    const figures = evaluateDistress(suspicion, language);
    if (!figures) print({ note: 'the sentences that were held back were not found: their figures are missing' });
    for (const [said, { sentences, met, called }] of Object.entries(figures?.said ?? {}))
      print({ figure: 'danger, held back', language, said, sentences, met: share(met), called: share(called) });
    const ordinary = evaluateOrdinary(language);
    bar(`ordinary messages taken for danger, ${language}`, ordinary.share, { atMost: 0.003 });
    if (show) print({ language, missed: figures?.missed, alarmed: figures?.alarmed, ordinary: ordinary.alarmed });
  }
}

const share = (value: number): number => Math.round(value * 1000) / 1000;

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
