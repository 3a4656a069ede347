import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What is refused this often isn't kept at all. */
const MOST_REFUSALS = 10;

/** A refusal that says when to come again. */
class ComeAgain extends Error {
  readonly inMs: number;

  constructor(message: string, seconds: string) {
    super(message);
    this.inMs = Number(seconds) * 1000;
  }
}

/** A plain HTTP client on kept connections: it must cost little beside what it measures. */
export class Client {
  readonly #agent: Agent;
  readonly #base: URL;

  readonly #sendsAgain: boolean;

  /** `sendsAgain`: what is refused with a `retry-after` goes out again after it. */
  constructor(url: string, connections: number, { sendsAgain = false } = {}) {
    this.#sendsAgain = sendsAgain;
    this.#base = new URL(url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Posts JSON and returns the answer's. Throws for anything but success. */
  async post(path: string, token: string | undefined, body: unknown): Promise<Record<string, unknown>> {
    for (let refused = 0; ; refused++)
      try {
        return await this.#post(path, token, body);
      } catch (error) {
        if (!this.#sendsAgain || !(error instanceof ComeAgain) || refused === MOST_REFUSALS) throw error;
        await wait(error.inMs);
      }
  }

  #post(path: string, token: string | undefined, body: unknown): Promise<Record<string, unknown>> {
    const payload = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: this.#base.hostname,
          port: this.#base.port,
          path,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const { statusCode = 500, headers } = response;
            const again = headers['retry-after'];
            const failed = `${path}: ${statusCode} ${text}`;
            if (statusCode >= 300) reject(again ? new ComeAgain(failed, again) : new Error(failed));
            else resolve(JSON.parse(text) as Record<string, unknown>);
          });
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
