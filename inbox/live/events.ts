import type { Request, Routes } from '../../http/server.ts';
import { page } from '../../templates/pages.ts';
import { localeFor, queryOf, refuse } from '../locale.ts';
import { labelsOf } from '../pages/labels.ts';
import { conversationPath } from '../pages/viewer.ts';
import type { InboxParts } from '../parts.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { findConversation } from '../transcript.ts';
import type { Boards } from './boards.ts';
import { EventStream } from './event-stream.ts';
import { LivePage, type Shown } from './live-page.ts';
import { OpenPages } from './open-pages.ts';
import { Talks } from './talks.ts';

/** After which a page that found no room asks again. */
const FULL_SECONDS = 10;
/** How often all streams show that the desk is there. */
const HEARTBEAT_MS = 15_000;

/** `GET /inbox/events`: keeps an open page as the desk is. Returns how to end all streams. */
export function events(
  routes: Routes,
  parts: InboxParts,
  { sessions, boards }: { sessions: Sessions; boards: Boards },
): () => void {
  const open = new Map<EventStream, string | undefined>();
  const pages = new OpenPages();
  const talks = new Talks(parts);
  const heartbeat = setInterval(() => {
    for (const [stream, token] of open) {
      stream.beat();
      if (token) sessions.seen(token);
    }
  }, HEARTBEAT_MS).unref();

  routes.get('/inbox/events', async (request, response) => {
    const locale = localeFor(request, parts.locale);
    const found = await sessions.find(request);
    // A page learns from the stream that its session is over: it can't see the status of an answer.
    if (!found && !String(request.headers.accept ?? '').includes('text/event-stream'))
      await sessions.require(request, locale);
    const current = queryOf(request).get('conversation') || undefined;
    if (found && current) await findConversation(parts, current, locale);
    if (found && !pages.hasRoomFor(found.session.agent.id))
      throw refuse(503, 'ServiceUnavailable', 'too-many-pages', {
        ...{ locale, headers: { 'retry-after': String(FULL_SECONDS) } },
      });
    const stops: (() => void)[] = [];
    const letGo = () => {
      for (const stop of stops.splice(0)) stop();
    };
    const stream = new EventStream(request, response, () => {
      open.delete(stream);
      letGo();
    });
    open.set(stream, found?.token);
    /** Its last event: a page that is told doesn't come back by itself. */
    const endWith = (template: string) => {
      letGo();
      void stream.send(
        'session',
        page(template, { labels: labelsOf(locale), here: current && conversationPath(current) }),
      );
      stream.end();
    };
    const signedOut = () => endWith('inbox-signed-out');
    if (!found) return signedOut();
    const { token, session } = found;
    const viewer = { session, locale, zone: parts.zone, ...(current ? { current } : {}) };
    const live = new LivePage(stream, parts, { viewer, shown: shownBy(request) });
    stops.push(
      pages.add({ token, agentId: session.agent.id, giveWay: () => endWith('inbox-gave-way') }),
      sessions.onEnd(token, signedOut),
      boards.watch(session.agent.id, (board) => live.showBoard(board)),
      ...(current ? [talks.watch(current, (talk) => live.showTalk(talk))] : []),
    );
  });

  return () => {
    clearInterval(heartbeat);
    for (const stream of [...open.keys()]) stream.end();
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
