import type { Left, LeftCase } from './left.ts';
import type { ExpectedCase, ExpectedEnd, Message } from './script.ts';
import { oneStandsIn } from './words.ts';

/** What a point is about: what is said, what mustn't be, that anything is, and what is stored in the end. */
export type Sort = 'reply' | 'never' | 'answered' | 'end';

/** Something that a script expects, and whether it holds. */
export interface Point {
  /** Where it stands in the script, `3! reply 2`: the second line of `reply` of the third message, which is critical. */
  name: string;
  sort: Sort;
  critical: boolean;
  met: boolean;
}

/**
 * The points of a message: each line of `reply`, and `never` as a whole. Where nothing was written of it there is one, that
 * it is answered. Silence meets none of them.
 */
export function pointsOfMessage(at: number, { critical, reply, never }: Message, said: readonly string[]): Point[] {
  const text = said.join('\n');
  const isAnswered = text !== '';
  const point = (sort: Sort, met: boolean, nth?: number): Point => ({
    name: [`${at}${critical ? '!' : ''}`, sort, nth].filter((part) => part !== undefined).join(' '),
    sort,
    critical,
    met: isAnswered && met,
  });
  const points = reply.map((line, index) => point('reply', oneStandsIn(line, text), index + 1));
  if (never.length > 0) points.push(point('never', !oneStandsIn(never, text)));
  return points.length > 0 ? points : [point('answered', true)];
}

/** The points of what is stored in the end. */
export function pointsOfEnd(expected: ExpectedEnd, left: Left): Point[] {
  const found = pairs(expected.cases, left.cases);
  return [
    ...expected.cases.flatMap((one, index) => pointsOfCase(index + 1, one, found[index])),
    ...expected['no-cases'].map((kind) => ofEnd(`no-cases ${kind}`, !left.cases.some((one) => one.kind === kind))),
    ...(expected.queue === undefined ? [] : [ofEnd('queue', left.queue === expected.queue)]),
  ];
}

const ofEnd = (name: string, met: boolean): Point => ({ name: `end ${name}`, sort: 'end', critical: false, met });

/** That there is such a case, each thing that it holds, and that it holds none of the others. */
function pointsOfCase(nth: number, { status, holds, without }: ExpectedCase, left: LeftCase | undefined): Point[] {
  const point = (name: string, holdsOf: (left: LeftCase) => boolean) =>
    ofEnd(`case ${nth}${name}`, left !== undefined && holdsOf(left));
  return [
    point('', (one) => status === undefined || one.status === status),
    ...holds.map((words, index) => point(` holds ${index + 1}`, ({ told }) => oneStandsIn(words, told))),
    ...(without.length > 0 ? [point(' without', ({ counts }) => !oneStandsIn(without, counts))] : []),
  ];
}

/** Which case is which of those that are expected: of each kind the one that meets most of what is expected, each once. */
function pairs(expected: readonly ExpectedCase[], left: readonly LeftCase[]): (LeftCase | undefined)[] {
  const free = new Set(left);
  return expected.map((one) => {
    const met = (other: LeftCase) => pointsOfCase(0, one, other).filter((point) => point.met).length;
    const [best] = [...free].filter(({ kind }) => kind === one.kind).sort((a, b) => met(b) - met(a));
    if (best) free.delete(best);
    return best;
  });
}
