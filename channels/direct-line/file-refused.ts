import type { Problem } from '../../http/problem.ts';

/** A file that isn't taken, while the rest of its upload may be. */
export class FileRefused extends Error {
  readonly file: string;
  readonly problem: Problem;
  constructor(file: string, problem: Problem) {
    super(problem.message);
    this.file = file;
    this.problem = problem;
  }
}
