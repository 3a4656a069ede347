import type { ServerResponse } from 'node:http';
import type { Problem } from './problem.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': JSON_TYPE,
    'cache-control': 'no-store',
    'content-length': String(bytes.length),
  });
  response.end(bytes);
}

/** Answers with an error, unless an answer has begun: that one is ended. */
export function answerProblem(response: ServerResponse, problem: Problem): void {
  if (response.headersSent) return void response.end();
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  answerJson(response, problem.status, problem.body());
}
