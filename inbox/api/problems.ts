import type { Problem } from '../../http/problem.ts';
import type { Handler, Response } from '../../http/server.ts';
import type { Locale } from '../../language/locale.ts';
import { noteFailure } from '../failures.ts';
import { localeFor, refuse } from '../locale.ts';
import { asProblem } from '../pages/errors.ts';
import type { InboxParts } from '../parts.ts';
import { refuseOtherSites } from '../sign-in/own-site.ts';

/** What a `type` begins with; the rest is the kind of the problem and stays the same in every language and version. */
const TYPE = 'urn:policydesk:problem:';

/** What the server says of a body that can't be read, by its status, in a sentence of the inbox. */
const SENTENCES: Record<number, string> = { 400: 'not-json', 413: 'body-too-large', 415: 'not-json' };

/**
 * A work of the API, whose errors are answered in the caller's language as problem details (RFC 9457), with the
 * `{error: {code, message}}` that every other error of the desk has beside them.
 */
export const answering =
  (parts: Pick<InboxParts, 'locale' | 'logger' | 'publicUrl'>, handler: Handler): Handler =>
  async (request, response) => {
    try {
      refuseOtherSites(request, parts);
      await handler(request, response);
    } catch (error) {
      const locale = localeFor(request, parts.locale);
      const problem = inWords(asProblem(error, locale), locale);
      if (problem.status >= 500) noteFailure(parts.logger, request, error);
      if (response.headersSent) return void response.end();
      answerProblem(response, problem, locale);
    }
  };

/** What the server itself refused speaks English, to programs: here it has a sentence of the inbox. */
function inWords(problem: Problem, locale: Locale): Problem {
  if (problem.kind !== undefined) return problem;
  const { status, code, headers } = problem;
  return refuse(status, code, SENTENCES[status] ?? 'bad-request', { locale, headers });
}

function answerProblem(response: Response, problem: Problem, locale: Locale): void {
  const { status, code, message, headers, kind = code } = problem;
  response.writeHead(status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': locale,
    'cache-control': 'no-store',
    vary: 'accept-language, cookie',
    ...headers,
  });
  response.end(JSON.stringify({ type: TYPE + kind, title: message, status, code, ...problem.body() }));
}
