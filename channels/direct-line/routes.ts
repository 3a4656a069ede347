import { isHost } from '../../http/admission.ts';
import { answerJson, JSON_TYPE } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { addressOf } from '../../http/client.ts';
import { answerCompressed } from '../../http/encoding.ts';
import { Problem } from '../../http/problem.ts';
import { correlationOf, isTls } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { Request, Routes } from '../../http/server.ts';
import type { AttachmentStore } from '../../services/attachments.ts';
import { unguessable } from '../../services/ids.ts';
import { networkOf } from '../../services/secrets/origins.ts';
import type { Clock } from '../../services/time/clock.ts';
import { readActivity } from './activity.ts';
import { positionOf } from './activity-set.ts';
import { Callers } from './callers.ts';
import type { DirectLine } from './direct-line.ts';
import type { FileShares } from './file-keeper.ts';
import { FILES, type FileLinks, LINK_SECONDS } from './links.ts';
import type { Quotas } from './quotas.ts';
import type { SignedIn } from './signed-in.ts';
import { speakerOf, userOf } from './speaker.ts';
import { takeUpload } from './take-upload.ts';
import { type Grant, TOKEN_SECONDS, type Tokens } from './tokens.ts';

export interface DirectLineParts {
  directLine: DirectLine;
  tokens: Tokens;
  attachments: AttachmentStore;
  links: FileLinks;
  quotas: Quotas;
  trustedProxies: number;
  /** Where customers' clients reach the desk; undefined for where each request came to. */
  publicUrl: string | undefined;
  /** Bytes that files may take. */
  shares: FileShares;
  clock: Clock;
  /** A site's back end shows it to start conversations for its users; without one, only tokens are taken. */
  secret: string | undefined;
  /** Takes what the insurer's own site says of who is signed in there. */
  signedIn: Pick<SignedIn, 'of'>;
}

const CHANNEL = 'directline';
const BASE = '/v3/directline';
const referenceGrammarId = unguessable();

/** The HTTP side of Direct Line 3.0. */
export function directLineRoutes(routes: Routes, parts: DirectLineParts): void {
  const { directLine, tokens, attachments, links, quotas, trustedProxies, publicUrl, secret, signedIn } = parts;
  const callers = new Callers({ directLine, tokens, trustedProxies, secret });

  /** The desk's own address in an answer, which the client goes to. */
  const originFor = (request: Request): string => publicUrl ?? cameTo(request);

  const withStream = (request: Request, grant: Grant, watermark = '') => {
    const { conversationId } = grant;
    const streaming = callers.isBackEnd(request) ? { ...grant, relayed: true as const } : grant;
    return {
      conversationId,
      token: tokens.issue(grant),
      expires_in: TOKEN_SECONDS,
      streamUrl: `${originFor(request).replace(/^http/, 'ws')}${BASE}/conversations/${encodeURIComponent(conversationId)}/stream?watermark=${encodeURIComponent(watermark)}&t=${tokens.issueForStream(streaming)}`,
      referenceGrammarId,
    };
  };

  routes.post(`${BASE}/tokens/generate`, async (request, response) => {
    if (callers.identify(request) !== 'back-end')
      throw new Problem(403, 'Forbidden', 'only the secret may generate tokens');
    const body = await readJson(request);
    const customer = await signedIn.of(body);
    const grant = { ...directLine.grantBySecret(userOf(body)), ...(customer ? { signedIn: customer } : {}) };
    answerJson(response, 200, {
      conversationId: grant.conversationId,
      token: tokens.issue(grant),
      expires_in: TOKEN_SECONDS,
      ...(customer ? { verified: true } : {}),
    });
  });

  /** For sign-in cards, which the desk has none of; a client asks for it before it shows anything. */
  routes.get(`${BASE}/session/getsessionid`, (_request, response) =>
    answerJson(response, 200, { sessionId: unguessable() }),
  );

  routes.post(`${BASE}/tokens/refresh`, async (request, response) => {
    const caller = callers.identify(request);
    if (caller === 'back-end')
      throw new Problem(403, 'Forbidden', 'a secret does not expire: only tokens are refreshed');
    answerJson(response, 200, {
      conversationId: caller.conversationId,
      token: tokens.issue(caller),
      expires_in: TOKEN_SECONDS,
    });
  });

  routes.post(`${BASE}/conversations`, async (request, response) => {
    const caller = callers.identify(request);
    const body = await readJson(request);
    const grant = caller === 'back-end' ? directLine.grantBySecret(userOf(body)) : caller;
    const started = await directLine.start(
      grant,
      CHANNEL,
      typeof body.locale === 'string' ? body.locale : undefined,
      correlationOf(request),
    );
    answerJson(response, started ? 201 : 200, withStream(request, grant));
  });

  routes.get(`${BASE}/conversations/:id`, async (request, response) => {
    const grant = await callers.grantFor(request);
    const { headSeq } = await directLine.find(grant);
    // Without a watermark only what follows is streamed; an empty one means all. None lies in the future.
    const after = watermarkOf(request) ?? String(headSeq);
    answerJson(response, 200, withStream(request, grant, positionOf(after) > headSeq ? String(headSeq) : after));
  });

  routes.get(`${BASE}/conversations/:id/activities`, async (request, response) => {
    const grant = await callers.grantFor(request);
    const set = await directLine.read(grant.conversationId, watermarkOf(request));
    if (set.activities.length === 0) {
      // Nothing new, or no such conversation, or a watermark from the future (of a log that was there before a restore):
      // what is answered is where the log ends, so that the client doesn't wait for a position that may never come.
      const { headSeq } = await directLine.find(grant);
      return answerJson(response, 200, { ...set, watermark: String(Math.min(Number(set.watermark), headSeq)) });
    }
    // Read with a token that the page holds: no stranger can make a browser ask for it.
    const headers = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' };
    await answerCompressed(response, headers, Buffer.from(JSON.stringify(set)));
  });

  routes.post(`${BASE}/conversations/:id/activities`, async (request, response) => {
    const grant = await callers.grantFor(request);
    const countBytes = await quotas.message(grant.conversationId, callers.networkFor(request));
    const body = await readJson(request);
    const said = { activity: readActivity(body), from: speakerOf(body) };
    await countBytes(Buffer.byteLength(JSON.stringify(said.activity)));
    const { id } = await directLine.post(grant, CHANNEL, said, correlationOf(request));
    answerJson(response, 200, { id });
  });

  routes.post(`${BASE}/conversations/:id/upload`, async (request, response) => {
    const grant = await callers.grantFor(request);
    const from = { grant, channel: CHANNEL, network: callers.networkFor(request), origin: originFor(request) };
    answerJson(response, 200, await takeUpload(parts, request, from));
  });

  /** The signature in the address opens the file; the address alone, or one that has ended, opens nothing. */
  routes.get(`${FILES}:file/:name`, async (request, response) => {
    const file = await attachments.get(String((request.params as { file?: string }).file ?? ''));
    if (!file) throw new Problem(404, 'NotFound', 'there is no such file');
    if (!links.holds(queryOf(request), file))
      throw new Problem(403, 'LinkEnded', 'this link has ended: read the conversation again for a new one');
    await quotas.reading(file.conversationId, networkOf(addressOf(request, trustedProxies)), () =>
      sendFile(response, file, attachments, LINK_SECONDS),
    );
  });
}

/** Where a request came to, as far as it says so: a client that names no host, or none that is one, gets this machine's. */
const cameTo = (request: Request): string => {
  const { host = '' } = request.headers;
  return `${isTls(request) ? 'https' : 'http'}://${isHost(host) ? host : 'localhost'}`;
};

const queryOf = (request: Request): URLSearchParams => new URL(request.url ?? '', 'http://localhost').searchParams;

const watermarkOf = (request: Request): string | undefined => queryOf(request).get('watermark') ?? undefined;
