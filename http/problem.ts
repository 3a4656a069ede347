/**
 * A request that is answered with an error: `{error: {code, message}}`, which is Direct Line's form and everybody
 * else's here. The message says what is wrong and what to do; it never repeats what was sent.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  /** What kind of error it is, more closely than `code`; where it is one that has a sentence of its own. */
  readonly kind: string | undefined;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}, kind?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.kind = kind;
  }

  body(): { error: { code: string; message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}
