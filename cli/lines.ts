import { createInterface } from 'node:readline';

/** Calls `answer` for every line of standard input and writes what it returns, as one line of JSON unless told otherwise. */
export async function forEachLine<T>(answer: (line: string) => T, write: (answer: T) => void = print): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') write(answer(line));
  }
}

/** One JSON object on one line. */
export const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
