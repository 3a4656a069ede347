import { correlationOf } from '../../http/request-facts.ts';
import type { Handler, Request, Routes } from '../../http/server.ts';
import type { Locale } from '../../language/locale.ts';
import { sha256 } from '../../services/ids.ts';
import { page } from '../../templates/pages.ts';
import { ACTIONS, type ActionName, act } from '../actions.ts';
import { conversationIn } from '../api/api.ts';
import { callMade } from '../call-made.ts';
import { readFields } from '../form-body.ts';
import { localeCookie, localeFor, queryOf, refuse } from '../locale.ts';
import type { InboxParts } from '../parts.ts';
import { showEntry } from '../show/entries.ts';
import type { Door } from '../sign-in/door.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { findConversation } from '../transcript.ts';
import { beforeIn, type DeskPages, type Refused } from './desk-pages.ts';
import { asProblem, guarded, isHtmx } from './errors.ts';
import { answerHtml, answerText, redirect } from './html.ts';
import { conversationPath } from './viewer.ts';

/** The agents' desk for people: pages that work with and without scripts. */
export function pages(
  routes: Routes,
  parts: InboxParts,
  { sessions, door, pages }: { sessions: Sessions; door: Door; pages: DeskPages },
): void {
  const { production } = parts;
  const get = (path: string, handler: Handler) => routes.get(path, guarded(parts, sessions, pages, handler));
  const post = (path: string, handler: Handler) => routes.post(path, guarded(parts, sessions, pages, handler));
  const localeOf = (request: Request): Locale => localeFor(request, parts.locale);

  const signInPage = (
    request: Request,
    shown: { problem?: string; email?: unknown; expired?: boolean; next?: unknown },
  ) => page('inbox-sign-in', { ...pages.frame(request, localeOf(request)), ...shown, next: safeNext(shown.next) });

  get('/inbox', async (request, response) => {
    const cookies = [localeCookie(request, production)];
    const found = await sessions.find(request);
    if (found)
      return answerHtml(response, 200, await pages.desk(request, pages.viewer(found, localeOf(request))), { cookies });
    const query = queryOf(request);
    const expired = sessions.wasSignedIn(request) || query.has('expired');
    if (sessions.wasSignedIn(request)) cookies.push(sessions.noCookie());
    answerHtml(response, 200, signInPage(request, { expired, next: query.get('next') }), { cookies });
  });

  post('/inbox/session', async (request, response) => {
    const locale = localeOf(request);
    const { email, password, next } = await readFields(request);
    try {
      const entered = await door.enter(request, { email, password }, locale);
      redirect(response, safeNext(next) ?? '/inbox', [sessions.cookie(entered), entered.device]);
    } catch (error) {
      const { status, message, headers } = asProblem(error, locale);
      if (status >= 500 && status !== 503) throw error;
      answerHtml(response, status, signInPage(request, { problem: message, email, next }), { headers });
    }
  });

  post('/inbox/session/end', async (request, response) => {
    const { csrf } = await readFields(request);
    const { token } = await sessions.requireForChange(request, localeOf(request), String(csrf ?? ''));
    await sessions.end(token);
    redirect(response, '/inbox', [sessions.noCookie()]);
  });

  get('/inbox/conversations/:id', async (request, response) => {
    const locale = localeOf(request);
    const found = await sessions.require(request, locale);
    const conversation = await findConversation(parts, conversationIn(request), locale);
    const { id } = conversation;
    parts.logger.info(
      { conversationId: id, agent: found.session.agent.id, correlationId: correlationOf(request) },
      'transcript read',
    );
    const html = await pages.desk(request, pages.viewer(found, locale, id), conversation);
    answerHtml(response, 200, html, { cookies: [localeCookie(request, production)] });
  });

  get('/inbox/conversations/:id/earlier', async (request, response) => {
    const locale = localeOf(request);
    const found = await sessions.require(request, locale);
    const conversation = await findConversation(parts, conversationIn(request), locale);
    const before = beforeIn(queryOf(request)) ?? conversation.headSeq + 1;
    answerHtml(response, 200, await pages.earlier(pages.viewer(found, locale, conversation.id), conversation, before));
  });

  // The whole of an entry that is folded in the talk, as text: it needs no marks, so it is no longer than what was sent.
  get('/inbox/conversations/:id/entries/:seq', async (request, response) => {
    const locale = localeOf(request);
    await sessions.require(request, locale);
    const { id } = await findConversation(parts, conversationIn(request), locale);
    const seq = (request.params as { seq?: string }).seq ?? '';
    const entry = /^[1-9]\d{0,8}$/.test(seq) ? await parts.database.staffLog.at(id, Number(seq)) : undefined;
    if (!entry) throw refuse(404, 'NotFound', 'no-such-conversation', { locale });
    answerText(response, showEntry(entry, locale).text);
  });

  const onAction =
    (name: ActionName): Handler =>
    async (request, response) => {
      const locale = localeOf(request);
      const { csrf, ...fields } = await readFields(request);
      const named = name === 'reply' ? withNameOf(fields) : fields;
      const found = await sessions.requireForChange(
        request,
        locale,
        request.headers['x-csrf-token'] ?? String(csrf ?? ''),
      );
      const conversationId = conversationIn(request);
      const viewer = pages.viewer(found, locale, conversationId);
      const refused = await act(parts, {
        name,
        session: found.session,
        conversationId,
        fields: named,
        correlationId: correlationOf(request),
        locale,
      }).then(
        () => undefined,
        (error: unknown): Refused & { status: number } => {
          const { status, message } = asProblem(error, locale);
          if (status >= 500 || status === 404) throw error;
          return { status, message, fields };
        },
      );
      if (!refused && !isHtmx(request)) return redirect(response, conversationPath(conversationId));
      const conversation = await findConversation(parts, conversationId, locale);
      if (!isHtmx(request))
        return answerHtml(response, refused?.status ?? 200, await pages.desk(request, viewer, conversation, refused));
      const headers: Record<string, string> = !refused && name === 'reply' ? { 'hx-trigger': 'reply-sent' } : {};
      answerHtml(response, refused?.status ?? 200, await pages.answer(viewer, conversation, refused), { headers });
    };
  post('/inbox/cases/:reference/called', async (request, response) => {
    const locale = localeOf(request);
    const { csrf } = await readFields(request);
    const given = request.headers['x-csrf-token'] ?? String(csrf ?? '');
    const { session } = await sessions.requireForChange(request, locale, given);
    redirect(response, conversationPath(await callMade(parts, { request, session, locale })));
  });

  for (const name of ACTIONS) post(`/inbox/conversations/:id/${name}`, onAction(name));
}

/** After signing in, only pages of the inbox are gone to. */
const safeNext = (next: unknown): string | undefined =>
  typeof next === 'string' && /^\/inbox\/conversations\/[^/?#\\\s]+$/.test(next) ? next : undefined;

/** A form may be sent again with other words after an answer was lost: they are another reply. */
const withNameOf = ({ id, ...fields }: Record<string, unknown>): Record<string, unknown> =>
  typeof id === 'string' && id !== ''
    ? { ...fields, id: `${id.slice(0, 64)}:${sha256(String(fields.text ?? '')).slice(0, 32)}` }
    : fields;
