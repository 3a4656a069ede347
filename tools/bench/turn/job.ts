import type { ChildProcess } from 'node:child_process';

/** So many turns, asked of a program of the benchmark. */
export interface Job {
  /** Where the desks listen that customers come to in turns; none for who talks to no desk. */
  urls: readonly string[];
  /** Customers who talk at the same time. */
  atOnce: number;
  turns: number;
  /** Which customer is the first to come (`linesOf`): the same customers come to everybody who is compared. */
  from: number;
  /**
   * What a desk answers 503 to with a `retry-after` is sent again then, as a channel does. Where turns are counted; where
   * they are timed, such an answer ends the round.
   */
  sendsAgain?: boolean;
}

/** What the turns took. */
export interface Done {
  seconds: number;
  /** Milliseconds from a message to its `{id}`. */
  p50: number;
  p99: number;
  most: number;
}

type Answer<Of> = Of | { error: string };

/** Has a program do a job. Throws with what it failed with, or where it ends. */
export function ask<Asked = Job, Of extends object = Done>(program: ChildProcess, job: Asked): Promise<Of> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('a program of the benchmark ended early'));
    program.once('exit', onExit);
    program.once('message', (answer: Answer<Of>) => {
      program.off('exit', onExit);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer);
    });
    program.send(job as object);
  });
}

/** In a program of the benchmark: does one job after the other, until whoever asks is gone. */
export function serve<Asked = Job, Of extends object = Done>(work: (job: Asked) => Promise<Of>): void {
  const tell = (answer: Answer<Of>) => process.send?.(answer);
  process.on('message', (job: Asked) => {
    work(job).then(tell, (error: Error) => tell({ error: error.message }));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}
