import { expect, onTestFinished, test, vi } from 'vitest';
import { othersUtterances } from '../../../tools/eval/printed/utterances.ts';
import { values } from '../../../tools/eval/printed/values.ts';
import { amounts, type Half, times, utterances } from '../../../tools/eval/sets.ts';

/** What `desk eval` writes, without the exit code of the bars that it misses. */
function written(evaluate: (show: boolean) => void, show: boolean): string {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const { exitCode } = process;
  onTestFinished(() => {
    write.mockRestore();
    process.exitCode = exitCode;
  });
  evaluate(show);
  return lines.join('');
}

const isIn = (output: string) => (line: { text: string }) => output.includes(JSON.stringify(line.text));

test.each([
  ['utterances', othersUtterances, utterances],
  ['times and amounts', values, (half: Half) => [...times(half), ...amounts(half)]],
] as const)(
  'misses of the %s are shown where they are asked for, and never of the held-back half',
  (_, evaluate, set) => {
    const shown = written(evaluate, true);
    expect(set('open').filter(isIn(shown)).length).toBeGreaterThan(0);
    expect(set('held-back').filter(isIn(shown)).length).toBe(0);
    const plain = written(evaluate, false);
    expect(set('open').filter(isIn(plain)).length).toBe(0);
  },
);
