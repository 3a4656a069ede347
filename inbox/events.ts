import type { Request, Routes } from '../http/server.ts';
import { page } from '../templates/pages.ts';
import type { Boards } from './board.ts';
import { EventStream } from './event-stream.ts';
import { LivePage, type Shown } from './live-page.ts';
import { localeFor, queryOf } from './locale.ts';
import type { InboxParts } from './parts.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import { findConversation } from './transcript.ts';
import { labelsOf } from './views.ts';

/** A session that ended elsewhere is noticed this soon. */
const LOOK_MS = 10_000;

/** `GET /inbox/events`: keeps an open page as the desk is. Returns how to end all streams. */
export function events(
  routes: Routes,
  parts: InboxParts,
  { sessions, boards }: { sessions: Sessions; boards: Boards },
): () => void {
  const open = new Set<EventStream>();

  routes.get('/inbox/events', async (request, response) => {
    const locale = localeFor(request, parts.locale);
    const found = await sessions.find(request);
    // A page learns from the stream that its session is over: it can't see the status of an answer.
    if (!found && !String(request.headers.accept ?? '').includes('text/event-stream'))
      await sessions.require(request, locale);
    const current = queryOf(request).get('conversation') || undefined;
    if (found && current) await findConversation(parts, current, locale);
    const stops: (() => void)[] = [];
    const stream = new EventStream(request, response, () => {
      open.delete(stream);
      for (const stop of stops) stop();
    });
    open.add(stream);
    const signedOut = () => {
      void stream.send('session', page('inbox-signed-out', { labels: labelsOf(locale) }));
      stream.end();
    };
    if (!found) return signedOut();
    const viewer = { session: found.session, locale, zone: parts.zone, ...(current ? { current } : {}) };
    const live = new LivePage(stream, parts, { viewer, shown: shownBy(request) });
    stops.push(...follow(live, { found, current, signedOut }));
  });

  function follow(
    live: LivePage,
    {
      found: { token, session },
      current,
      signedOut,
    }: { found: SignedIn; current: string | undefined; signedOut: () => void },
  ): (() => void)[] {
    const look = setInterval(() => {
      live.grown(); // a hint from another replica may have been lost
      sessions.ofToken(token).then(
        (still) => still ?? signedOut(),
        (error) => parts.logger.warn({ err: error }, 'could not look whether a session goes on'),
      );
    }, LOOK_MS).unref();
    const stops = [
      () => clearInterval(look),
      sessions.onEnd(token, signedOut),
      boards.watch(session.agent.id, (board) => live.showBoard(board)),
      ...(current ? [parts.signals.listen(current, () => live.grown())] : []),
    ];
    live.grown();
    return stops;
  }

  return () => {
    for (const stream of [...open]) stream.end();
  };
}

/** What the page has: when it comes back, the last entry that reached it counts. */
function shownBy(request: Request): Shown {
  const query = queryOf(request);
  const last = String(request.headers['last-event-id'] ?? query.get('after') ?? '');
  return {
    seq: /^\d{1,9}$/.test(last) ? Number(last) : 0,
    actions: query.get('actions') ?? '',
    facts: query.get('facts') ?? '',
  };
}
