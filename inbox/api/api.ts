import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { correlationOf } from '../../http/request-facts.ts';
import type { Handler, Request, Routes } from '../../http/server.ts';
import type { Floor } from '../../services/conversations/floor.ts';
import type { Session } from '../../services/staff/agent-store.ts';
import { ACTIONS, act } from '../actions.ts';
import { callMade } from '../call-made.ts';
import type { Boards } from '../live/boards.ts';
import { leafedIn } from '../live/leaf.ts';
import { localeFor, queryOf } from '../locale.ts';
import { beforeIn } from '../pages/desk-pages.ts';
import type { InboxParts } from '../parts.ts';
import { showCase } from '../show/cases.ts';
import { showEntry } from '../show/entries.ts';
import { gathered } from '../show/gathered.ts';
import { showIdentity } from '../show/identity.ts';
import { ownFilesOf } from '../show/own-files.ts';
import type { Door } from '../sign-in/door.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { agentNameIn, findConversation } from '../transcript.ts';
import { answering } from './problems.ts';
import { queueAnswer } from './queue-answer.ts';

const BASE = '/inbox/api';

/** What one answer holds of a transcript: the newest, or what stands before `?before=`. */
const MOST_AT_ONCE = { entries: 500, bytes: 2 * 1024 * 1024 };

/** The agents' desk for programs: JSON in, JSON out, the same session as the pages. */
export function api(
  routes: Routes,
  parts: InboxParts,
  { sessions, door, boards }: { sessions: Sessions; door: Door; boards: Boards },
): void {
  const localeOf = (request: Request) => localeFor(request, parts.locale);
  const get = (path: string, handler: Handler) => routes.get(path, answering(parts, handler));
  const post = (path: string, handler: Handler) => routes.post(path, answering(parts, handler));

  post(`${BASE}/session`, async (request, response) => {
    const entered = await door.enter(request, await readJson(request), localeOf(request));
    response.setHeader('set-cookie', [sessions.cookie(entered), entered.device]);
    answerJson(response, 200, whoIs(entered.session));
  });

  get(`${BASE}/session`, async (request, response) => {
    const { session } = await sessions.require(request, localeOf(request));
    answerJson(response, 200, whoIs(session));
  });

  post(`${BASE}/session/end`, async (request, response) => {
    const { token } = await sessions.requireForChange(request, localeOf(request));
    await sessions.end(token);
    response.setHeader('set-cookie', sessions.noCookie());
    answerJson(response, 200, {});
  });

  get(`${BASE}/queue`, async (request, response) => {
    const locale = localeOf(request);
    const { session } = await sessions.require(request, locale);
    const board = await boards.read(session.agent.id, leafedIn(queryOf(request)));
    answerJson(response, 200, queueAnswer(board, { locale, zone: parts.zone, now: parts.clock() }));
  });

  get(`${BASE}/conversations/:id/transcript`, async (request, response) => {
    const locale = localeOf(request);
    const { session } = await sessions.require(request, locale);
    const conversation = await findConversation(parts, conversationIn(request), locale);
    const [entries, cases, agent] = await Promise.all([
      parts.database.staffLog.piece(
        conversation.id,
        { before: beforeIn(queryOf(request)) ?? conversation.headSeq + 1 },
        MOST_AT_ONCE,
      ),
      parts.database.cases.ofConversation(conversation.id),
      agentNameIn(conversation, parts.database),
    ]);
    parts.logger.info(
      { conversationId: conversation.id, agent: session.agent.id, correlationId: correlationOf(request) },
      'transcript read',
    );
    const own = await ownFilesOf(entries, parts.database.attachments);
    const { id, channel, floor } = conversation;
    const first = entries[0]?.seq ?? 1;
    const reader = { locale, zone: parts.zone, now: parts.clock() };
    answerJson(response, 200, {
      conversation: {
        ...{ id, channel, locale: conversation.locale, floor: floor.holder, agent, ...attendanceIn(floor) },
        identity: showIdentity(conversation, reader),
        state: gathered(conversation, locale),
        cases: cases.map((found) => showCase(found, reader)),
      },
      entries: entries.map((entry) => showEntry(entry, locale, own)),
      ...(first > 1 ? { earlier: first } : {}),
    });
  });

  post(`${BASE}/cases/:reference/called`, async (request, response) => {
    const locale = localeOf(request);
    const { session } = await sessions.requireForChange(request, locale);
    await callMade(parts, { request, session, locale });
    answerJson(response, 200, {});
  });

  for (const name of ACTIONS) {
    post(`${BASE}/conversations/:id/${name}`, async (request, response) => {
      const locale = localeOf(request);
      const { session } = await sessions.requireForChange(request, locale);
      const fields = await readJson(request);
      const conversationId = conversationIn(request);
      const correlationId = correlationOf(request);
      const id = await act(parts, { name, session, conversationId, fields, correlationId, locale });
      answerJson(response, 200, { id });
    });
  }
}

/** The conversation that a request's address names. */
export const conversationIn = (request: Request): string => String((request.params as { id?: string }).id ?? '');

const whoIs = ({ csrf, agent: { id, email, name, role } }: Session) => ({ csrf, agent: { id, email, name, role } });

/** Who has a conversation, since when it waits, and why a person was asked for. */
function attendanceIn(floor: Floor) {
  switch (floor.holder) {
    case 'bot':
      return { urgency: 0 };
    case 'queue': {
      const { since: queuedAt, reason, urgency } = floor.place;
      return { queuedAt, reason, urgency };
    }
    case 'agent': {
      const { reason, urgency } = floor.place;
      return { agentId: floor.agentId, reason, urgency };
    }
  }
}
