/**
 * A request that is answered with an error: `{error: {code, message}}`, which is Direct Line's form and everybody
 * else's here. The message says what is wrong and what to do; it never repeats what was sent.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  body(): { error: { code: string; message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}
