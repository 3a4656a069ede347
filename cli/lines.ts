import { createInterface } from 'node:readline';

/** Calls `answer` for every line of standard input and prints what it returns as one line of JSON. */
export async function forEachLine(answer: (line: string) => unknown): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') print(answer(line));
  }
}

/** One JSON object on one line. */
export const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
