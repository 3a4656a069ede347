import { expect, onTestFinished, test, vi } from 'vitest';
import { acts } from '../../../tools/eval/printed/acts.ts';
import { othersUtterances } from '../../../tools/eval/printed/utterances.ts';
import { values } from '../../../tools/eval/printed/values.ts';
import { actsSaid, amounts, type Half, times, utterances } from '../../../tools/eval/sets.ts';

/** What `desk eval --show misses` writes, without the exit code of the bars that it misses. */
function written(evaluate: (show: boolean) => void): string {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const { exitCode } = process;
  onTestFinished(() => {
    write.mockRestore();
    process.exitCode = exitCode;
  });
  evaluate(true);
  return lines.join('');
}

const isIn = (output: string) => (line: { text: string }) => output.includes(JSON.stringify(line.text));

test.each([
  ['utterances', othersUtterances, utterances, 1],
  ['acts', acts, actsSaid, 0],
  // All of the open times and amounts may be read right.
  ['times and amounts', values, (half: Half) => [...times(half), ...amounts(half)], 0],
] as const)(
  'misses of the %s are shown of the open half, never of the one that is held back',
  (_, evaluate, set, least) => {
    const shown = written(evaluate);
    expect(set('open').filter(isIn(shown)).length).toBeGreaterThanOrEqual(least);
    expect(set('held-back').filter(isIn(shown)).length).toBe(0);
  },
);
