import type { CodeSender } from '../../services/identity/sendings.ts';

/** Where one-time codes go. */
export type CodePlace =
  /** To the process's own output, for trying the desk out: whoever reads it there gets in. Never in production. */
  | 'console'
  /** To the insurer's gateway for text messages. */
  | { webhook: string; token: string | undefined }
  /** To nobody: nobody is verified in the talk. */
  | 'nowhere';

const WITHIN_MS = 10_000;

/** What sends codes to a place; undefined where they go nowhere. */
export function senderTo(place: CodePlace, print: (line: string) => void): CodeSender | undefined {
  if (place === 'nowhere') return undefined;
  return place === 'console' ? toConsole(print) : toWebhook(place);
}

const toConsole = (print: (line: string) => void): CodeSender => ({
  async send({ to, code, expiresIn }) {
    print(`verification code ${code}, for the phone that ends in ${to.slice(-4)}, good for ${expiresIn} s`);
  },
});

/** Posts each as JSON. One that comes twice has the same `idempotency-key`. */
const toWebhook = ({ webhook, token }: { webhook: string; token: string | undefined }): CodeSender => ({
  async send({ id, ...code }, stopped) {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(code),
      redirect: 'error',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(WITHIN_MS)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
  },
});
