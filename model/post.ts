/** Bytes of an answer that are read; some hundred are needed. */
const MOST_ANSWERED = 64 * 1024;

/** An endpoint answered with a status that isn't a success. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the model's endpoint answered ${status}`);
    this.status = status;
  }
}

/** An endpoint answered with what can't be an answer. */
export class Unreadable extends Error {}

/**
 * Posts a request and returns the body of its answer. Follows no redirect: what customers wrote goes where it is sent, or
 * nowhere. Throws {@link Refused}, {@link Unreadable}, the signal's reason, or what fetch throws.
 */
export async function post(
  url: string,
  { body, key, signal }: { body: string; key: string | undefined; signal: AbortSignal },
): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body,
    redirect: 'error',
    signal,
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Refused(response.status);
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_ANSWERED) throw new Unreadable(`it answered with more than ${MOST_ANSWERED} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
