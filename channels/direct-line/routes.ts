import { timingSafeEqual } from 'node:crypto';
import { readJson } from '../../http/body.ts';
import { Problem } from '../../http/problem.ts';
import { answerJson, correlationOf, type Request, type Routes } from '../../http/server.ts';
import type { Attachment, AttachmentStore } from '../../services/attachments.ts';
import type { Clock } from '../../services/clock.ts';
import { sha256, unguessable } from '../../services/ids.ts';
import { readActivity } from './activity.ts';
import type { DirectLine } from './direct-line.ts';
import { type Grant, TOKEN_SECONDS, type Tokens } from './tokens.ts';
import { readUpload } from './uploads.ts';

export interface DirectLineParts {
  directLine: DirectLine;
  tokens: Tokens;
  attachments: AttachmentStore;
  clock: Clock;
  /** A site's back end shows it to start conversations for its users; without one, only tokens are taken. */
  secret: string | undefined;
}

/** Who asks: the holder of a token, or a site's back end. */
type Caller = Grant | 'back-end';

const CHANNEL = 'directline';
const BASE = '/v3/directline';
const referenceGrammarId = unguessable();

/** The HTTP side of Direct Line 3.0. */
export function directLineRoutes(
  routes: Routes,
  { directLine, tokens, attachments, clock, secret }: DirectLineParts,
): void {
  const secretHash = secret ? Buffer.from(sha256(secret), 'hex') : undefined;

  const callerOf = async (request: Request): Promise<Caller> => {
    const [, bearer = ''] = /^(?:Bearer|BotConnector)\s+(\S.*)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!bearer) throw new Problem(401, 'Unauthorized', 'send a token as "Authorization: Bearer …"');
    if (secretHash && timingSafeEqual(Buffer.from(sha256(bearer), 'hex'), secretHash)) return 'back-end';
    return tokens.verify(bearer);
  };

  /** The grant for the conversation in the address. A back end may act in every conversation that it started. */
  const grantFor = async (request: Request): Promise<Grant> => {
    const caller = await callerOf(request);
    const id = String((request.params as { id?: string }).id ?? '');
    if (caller === 'back-end')
      return { conversationId: id, userId: (await directLine.find({ conversationId: id, userId: '' })).userId };
    if (caller.conversationId !== id) throw new Problem(403, 'Forbidden', 'this token is for another conversation');
    return caller;
  };

  const withStream = async (request: Request, grant: Grant, watermark = '') => ({
    conversationId: grant.conversationId,
    token: await tokens.issue(grant),
    expires_in: TOKEN_SECONDS,
    streamUrl: `${socketOrigin(request)}${BASE}/conversations/${encodeURIComponent(grant.conversationId)}/stream?watermark=${encodeURIComponent(watermark)}&t=${await tokens.issueForStream(grant)}`,
    referenceGrammarId,
  });

  routes.post(`${BASE}/tokens/generate`, async (request, response) => {
    if ((await callerOf(request)) !== 'back-end')
      throw new Problem(403, 'Forbidden', 'only the secret may generate tokens');
    const grant = directLine.grant(userIn(await readJson(request)));
    answerJson(response, 200, {
      conversationId: grant.conversationId,
      token: await tokens.issue(grant),
      expires_in: TOKEN_SECONDS,
    });
  });

  routes.post(`${BASE}/tokens/refresh`, async (request, response) => {
    const caller = await callerOf(request);
    if (caller === 'back-end')
      throw new Problem(403, 'Forbidden', 'a secret does not expire: only tokens are refreshed');
    answerJson(response, 200, {
      conversationId: caller.conversationId,
      token: await tokens.issue(caller),
      expires_in: TOKEN_SECONDS,
    });
  });

  routes.post(`${BASE}/conversations`, async (request, response) => {
    const caller = await callerOf(request);
    const body = await readJson(request);
    const grant = caller === 'back-end' ? directLine.grant(userIn(body)) : caller;
    await directLine.start(
      grant,
      CHANNEL,
      typeof body.locale === 'string' ? body.locale : undefined,
      correlationOf(request),
    );
    answerJson(response, 201, await withStream(request, grant));
  });

  routes.get(`${BASE}/conversations/:id`, async (request, response) => {
    const grant = await grantFor(request);
    await directLine.find(grant);
    answerJson(response, 200, await withStream(request, grant, watermarkOf(request)));
  });

  routes.get(`${BASE}/conversations/:id/activities`, async (request, response) => {
    const grant = await grantFor(request);
    const set = await directLine.read(grant.conversationId, watermarkOf(request));
    // A conversation that has started has a greeting: nothing at all from the first position may be no conversation.
    if (set.watermark === '0') await directLine.find(grant);
    answerJson(response, 200, set);
  });

  routes.post(`${BASE}/conversations/:id/activities`, async (request, response) => {
    const grant = await grantFor(request);
    const activity = readActivity(await readJson(request));
    answerJson(response, 200, { id: await directLine.post(grant, CHANNEL, activity, correlationOf(request)) });
  });

  routes.post(`${BASE}/conversations/:id/upload`, async (request, response) => {
    const grant = await grantFor(request);
    const { activity, files } = await readUpload(request);
    const kept = files.map(
      (file): Attachment => ({ ...file, id: unguessable(256), conversationId: grant.conversationId }),
    );
    for (const file of kept) await attachments.put(file, clock());
    const listed = kept.map(({ id, name, contentType }) => ({
      name,
      contentType,
      contentUrl: `${httpOrigin(request)}${BASE}/attachments/${id}/${encodeURIComponent(name)}`,
    }));
    const id = await directLine.post(grant, CHANNEL, { ...activity, attachments: listed }, correlationOf(request));
    answerJson(response, 200, { id });
  });

  /** Who knows the address may read the file: it can't be guessed, and stands in the conversation alone. */
  routes.get(`${BASE}/attachments/:file/:name`, async (request, response) => {
    const file = await attachments.get(String((request.params as { file?: string }).file ?? ''));
    if (!file) throw new Problem(404, 'NotFound', 'there is no such file');
    response.writeHead(200, {
      'content-type': file.contentType,
      'content-length': String(file.content.length),
      'content-disposition': `${file.contentType.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=86400',
    });
    response.end(file.content);
  });
}

/** Where this server was reached, for the addresses in its answers. */
export const httpOrigin = (request: Request): string => `${isTls(request) ? 'https' : 'http'}://${hostOf(request)}`;
const socketOrigin = (request: Request): string => `${isTls(request) ? 'wss' : 'ws'}://${hostOf(request)}`;
const isTls = (request: Request): boolean =>
  String(request.headers['x-forwarded-proto'] ?? '').split(',')[0] === 'https';
const hostOf = (request: Request): string => {
  const host = request.headers.host ?? '';
  return /^[\w.\-[\]:]+$/.test(host) ? host : 'localhost';
};

const watermarkOf = (request: Request): string | undefined =>
  new URL(request.url ?? '', 'http://localhost').searchParams.get('watermark') ?? undefined;

/** The user that a back end starts a conversation for. */
function userIn(body: Record<string, unknown>): string | undefined {
  const id = (body.user as { id?: unknown } | undefined)?.id;
  if (id === undefined) return undefined;
  if (typeof id !== 'string' || !/^[^\p{Cc}]{1,200}$/u.test(id))
    throw new Problem(400, 'BadArgument', 'user.id must be a string of at most 200 characters');
  return id.toWellFormed();
}
