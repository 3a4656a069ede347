import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { addressOf, answerJson, correlationOf, type Request, type Routes } from '../http/server.ts';
import type { Session } from '../services/agents.ts';
import { FloorRefused } from '../services/handoffs.ts';
import { ACTIONS, act } from './actions.ts';
import type { Attended, Board, Boards } from './board.ts';
import { showCase } from './cases.ts';
import { showEntry } from './entries.ts';
import { gathered } from './gathered.ts';
import { localeFor } from './locale.ts';
import type { InboxParts } from './parts.ts';
import type { Sessions } from './sessions.ts';
import type { Door } from './sign-in.ts';
import { findConversation, readAll } from './transcript.ts';

const BASE = '/inbox/api';

/** The agents' desk for programs: JSON in, JSON out, the same session as the pages. */
export function api(
  routes: Routes,
  parts: InboxParts,
  { sessions, door, boards }: { sessions: Sessions; door: Door; boards: Boards },
): void {
  const localeOf = (request: Request) => localeFor(request, parts.locale);

  routes.post(`${BASE}/session`, async (request, response) => {
    const { email, password } = await readJson(request);
    const address = addressOf(request, parts.trustedProxies);
    const signedIn = await door.enter({ email, password }, { address, locale: localeOf(request) });
    response.setHeader('set-cookie', sessions.cookie(signedIn));
    answerJson(response, 200, whoIs(signedIn.session));
  });

  routes.get(`${BASE}/session`, async (request, response) => {
    const { session } = await sessions.require(request, localeOf(request));
    answerJson(response, 200, whoIs(session));
  });

  routes.post(`${BASE}/session/end`, async (request, response) => {
    const { token } = await sessions.requireForChange(request, localeOf(request));
    await sessions.end(token);
    response.setHeader('set-cookie', sessions.noCookie());
    answerJson(response, 200, {});
  });

  routes.get(`${BASE}/queue`, async (request, response) => {
    const { session } = await sessions.require(request, localeOf(request));
    answerJson(response, 200, queueFor(session, await boards.read()));
  });

  routes.get(`${BASE}/conversations/:id/transcript`, async (request, response) => {
    const locale = localeOf(request);
    const { session } = await sessions.require(request, locale);
    const conversation = await findConversation(parts, conversationIn(request), locale);
    const [entries, cases, agent] = await Promise.all([
      readAll(parts.database.log, conversation.id),
      parts.database.cases.ofConversation(conversation.id),
      boards.names.of(conversation),
    ]);
    parts.logger.info(
      { conversationId: conversation.id, agent: session.agent.id, correlationId: correlationOf(request) },
      'transcript read',
    );
    const { id, channel, floor, queuedAt, handoffReason: reason, urgency } = conversation;
    const reader = { locale, zone: parts.zone, now: parts.clock() };
    answerJson(response, 200, {
      conversation: {
        ...{ id, channel, locale: conversation.locale, floor, agent, queuedAt, reason, urgency },
        state: gathered(conversation, locale),
        cases: cases.map((found) => showCase(found, reader)),
      },
      entries: entries.map((entry) => showEntry(entry, locale)),
    });
  });

  for (const name of ACTIONS) {
    routes.post(`${BASE}/conversations/:id/${name}`, async (request, response) => {
      const locale = localeOf(request);
      const { session } = await sessions.requireForChange(request, locale);
      const fields = await readJson(request);
      const conversationId = conversationIn(request);
      try {
        const id = await act(parts, {
          name,
          session,
          conversationId,
          fields,
          correlationId: correlationOf(request),
          locale,
        });
        answerJson(response, 200, { id });
      } catch (error) {
        throw error instanceof FloorRefused ? new Problem(409, error.refusal, error.message) : error;
      }
    });
  }
}

/** The conversation that a request's address names. */
export const conversationIn = (request: Request): string => String((request.params as { id?: string }).id ?? '');

const whoIs = ({ csrf, agent: { id, email, name, role } }: Session) => ({ csrf, agent: { id, email, name, role } });

/** The board as one agent sees it. */
function queueFor({ agent }: Session, board: Board) {
  const common = ({ conversation: { id, channel, locale, handoffReason, urgency }, preview, lastFrom }: Attended) => ({
    ...{ id, channel, locale, reason: handoffReason, urgency, preview, lastFrom },
  });
  const waiting = board.filter(({ conversation }) => conversation.floor === 'queue');
  const attended = board.filter(({ conversation }) => conversation.floor === 'agent');
  const withAgent = (one: Attended) => ({ ...common(one), agent: one.agentName, lastAt: one.conversation.headAt });
  return {
    waiting: waiting.map((one, before) => ({ ...common(one), since: one.conversation.queuedAt, place: before + 1 })),
    mine: attended.filter(({ conversation }) => conversation.agentId === agent.id).map(withAgent),
    others: attended.filter(({ conversation }) => conversation.agentId !== agent.id).map(withAgent),
  };
}
