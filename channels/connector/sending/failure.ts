/** Why the connector did not accept a message. */
export interface Failure {
  /** `undefined` where it did not answer at all. */
  status: number | undefined;
  /** The name of what went wrong, the connector's own where it gives one: never a message, which may hold what somebody wrote. */
  cause: string;
  /** It refused, and would refuse again. */
  refused: boolean;
  /** It let us wait until we gave up. */
  hung: boolean;
  /** How long it wants us to wait. */
  retryAfterMs: number | undefined;
}

/** Whatever a connector says, it is asked again after this long. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** About us, our pace or the moment, not about the message: 401 is a token, 408 and 425 come and go, 429 is too fast. */
const NOT_ABOUT_THE_MESSAGE = new Set([401, 408, 425, 429]);

/** What an error of a send says; `undefined` where the connector has accepted the message and only its answer is odd. */
export function failureOf(error: unknown, now: Date): Failure | undefined {
  const { statusCode, name, code, response } = (error ?? {}) as {
    statusCode?: number;
    name?: string;
    code?: unknown;
    response?: { headers?: { get?(name: string): string | null | undefined } };
  };
  if (statusCode !== undefined && statusCode >= 200 && statusCode < 300) return undefined;
  return {
    status: statusCode,
    cause: [code, name].find(isName) ?? 'unknown',
    refused:
      statusCode !== undefined && statusCode >= 400 && statusCode < 500 && !NOT_ABOUT_THE_MESSAGE.has(statusCode),
    hung: name === 'TimeoutError',
    retryAfterMs: waitOf(response?.headers?.get?.('retry-after') ?? undefined, now),
  };
}

const isName = (given: unknown): given is string => typeof given === 'string' && /^[\w.-]{1,64}$/.test(given);

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). */
function waitOf(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}
