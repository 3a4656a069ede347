import { Allowance, tooMany } from '../../http/allowance.ts';
import { answerJson } from '../../http/answers.ts';
import { readJson } from '../../http/body.ts';
import { addressOf } from '../../http/client.ts';
import { cookiesOf } from '../../http/cookies.ts';
import { correlationOf, isTls } from '../../http/request-facts.ts';
import type { Request, Routes } from '../../http/server.ts';
import { networkOf } from '../../services/secrets/origins.ts';
import type { DirectLine } from './direct-line.ts';
import { type Grant, TOKEN_SECONDS, type Tokens, VISITOR_SECONDS } from './tokens.ts';

export interface WebchatTokenParts {
  directLine: DirectLine;
  tokens: Tokens;
  /** Tokens that one address may get in a minute. */
  perMinute: number;
  trustedProxies: number;
  /** Where a visitor comes from, by their address (`services/secrets/origins.ts`). */
  originOf: (address: string) => string;
  production: boolean;
}

const COOKIE = 'policydesk_visitor';
const CHANNEL = 'webchat';
/** So often in a minute a visitor may come back to one conversation: a page is loaded again, or has several tabs. */
const MOST_RETURNS = 60;

/**
 * `POST /webchat/token`: a token for an anonymous visitor of our own page. A cookie that scripts can't read brings the
 * visitor back to their conversation; `{fresh: true}` starts another one. No other site may read the answer.
 */
export function webchatToken(
  routes: Routes,
  { directLine, tokens, perMinute, trustedProxies, originOf, production }: WebchatTokenParts,
): void {
  const beginnings = new Allowance({ points: perMinute, seconds: 60 });
  const returns = new Allowance({ points: MOST_RETURNS, seconds: 60 });

  const returning = async (request: Request): Promise<Grant | undefined> => {
    const cookie = cookiesOf(request)[COOKIE];
    if (!cookie) return undefined;
    try {
      const grant = tokens.verify(cookie, 'visitor');
      await directLine.find(grant);
      return grant;
    } catch {
      return undefined; // too old, or of another database: a new visitor
    }
  };

  routes.post('/webchat/token', async (request, response) => {
    const { locale, fresh } = await readJson(request);
    const known = fresh === true ? undefined : await returning(request);
    // Who comes back isn't kept out by others behind their address who begin one conversation after another.
    const { wait } = known
      ? await returns.take(known.conversationId)
      : await beginnings.take(networkOf(addressOf(request, trustedProxies)));
    if (wait > 0) throw tooMany('too many conversations were started from here: try again', wait);
    const grant = known ?? directLine.grant();
    if (!known)
      await directLine.start(
        grant,
        CHANNEL,
        typeof locale === 'string' ? locale : (request.headers['accept-language'] ?? undefined),
        correlationOf(request),
        originOf(addressOf(request, trustedProxies)),
      );
    const secure = production || isTls(request) ? '; Secure' : '';
    response.setHeader(
      'set-cookie',
      `${COOKIE}=${tokens.issueForVisitor(grant)}; Path=/webchat; Max-Age=${VISITOR_SECONDS}; HttpOnly; SameSite=Strict${secure}`,
    );
    answerJson(response, 200, {
      token: tokens.issue(grant),
      conversationId: grant.conversationId,
      expires_in: TOKEN_SECONDS,
      resumed: known !== undefined,
    });
  });
}
