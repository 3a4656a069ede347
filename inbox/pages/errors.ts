import { Problem } from '../../http/problem.ts';
import type { Handler, Request, Response } from '../../http/server.ts';
import type { Locale } from '../../language/locale.ts';
import { FloorRefused } from '../../services/conversations/agent-actions.ts';
import { isUnavailable } from '../../services/unavailable.ts';
import { page } from '../../templates/pages.ts';
import { noteFailure } from '../failures.ts';
import { localeFor, refuse } from '../locale.ts';
import type { InboxParts } from '../parts.ts';
import { refuseOtherSites } from '../sign-in/own-site.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import type { DeskPages } from './desk-pages.ts';
import { answerHtml, redirect } from './html.ts';

export const isHtmx = (request: Request): boolean => request.headers['hx-request'] === 'true';

/** What an agent reads about an error: its own sentence, where it has one. */
export function asProblem(error: unknown, locale: Locale): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof FloorRefused) return refuse(409, error.refusal, error.refusal, { locale });
  if (isUnavailable(error))
    return refuse(503, 'ServiceUnavailable', 'unavailable', { locale, headers: { 'retry-after': '2' } });
  return refuse(500, 'ServiceError', 'failed', { locale });
}

/** A page's work, whose errors are pages too, or messages in the page that asked. */
export const guarded =
  (parts: InboxParts, sessions: Sessions, pages: DeskPages, handler: Handler): Handler =>
  async (request, response) => {
    try {
      refuseOtherSites(request, parts);
      await handler(request, response);
    } catch (error) {
      const locale = localeFor(request, parts.locale);
      const problem = asProblem(error, locale);
      if (problem.status >= 500) noteFailure(parts.logger, request, error);
      if (response.headersSent) return void response.end();
      if (problem.status === 401) return signInAgain(request, response);
      if (isHtmx(request)) {
        answerHtml(response, problem.status, page('inbox-problem', { problem: problem.message }), {
          headers: { 'hx-reswap': 'none' },
        });
        return;
      }
      const found = await sessions.find(request).catch(() => undefined);
      const html = found
        ? await pages.failed(request, pages.viewer(found, locale), problem.message).catch(() => problem.message)
        : page('inbox-failed', { ...pages.frame(request, locale), message: problem.message });
      answerHtml(response, problem.status, html);
    }
  };

/** The session is over: to the sign-in page, and from there back. */
function signInAgain(request: Request, response: Response): void {
  const { id } = (request.params ?? {}) as { id?: string };
  const next = id ? `&next=${encodeURIComponent(`/inbox/conversations/${encodeURIComponent(id)}`)}` : '';
  const to = `/inbox?expired=1${next}`;
  if (isHtmx(request)) answerHtml(response, 401, '', { headers: { 'hx-redirect': to } });
  else redirect(response, to);
}
