import { WebSocket } from 'ws';

type Handler = ((this: XmlHttpRequest, event: unknown) => void) | undefined;

/**
 * As much of a browser's XMLHttpRequest as the official Direct Line client uses, on `fetch`: asynchronous, with a
 * timeout, JSON or bytes, and `blob:` addresses.
 */
export class XmlHttpRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  withCredentials = false;
  readonly upload = {};
  onreadystatechange: Handler;
  onerror: Handler;
  ontimeout: Handler;
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #method = 'GET';
  #url = '';
  #answered: Headers | undefined;

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answered?.get(name) ?? null;
  }

  send(body?: string | FormData): void {
    this.#exchange(body).catch((error: unknown) => {
      if (this.#abort.signal.aborted) return;
      this.readyState = 4;
      const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
      (timedOut ? this.ontimeout : this.onerror)?.call(this, { type: timedOut ? 'timeout' : 'error' });
    });
  }

  abort(): void {
    this.#abort.abort();
  }

  async #exchange(body: string | FormData | undefined): Promise<void> {
    const signals = [this.#abort.signal, ...(this.timeout > 0 ? [AbortSignal.timeout(this.timeout)] : [])];
    const answer = await fetch(this.#url, {
      method: this.#method,
      headers: this.#headers,
      signal: AbortSignal.any(signals),
      ...(body === undefined ? {} : { body }),
    });
    const bytes = await answer.arrayBuffer();
    this.#answered = answer.headers;
    this.status = answer.status;
    this.response = this.responseType === 'arraybuffer' ? bytes : parsed(new TextDecoder().decode(bytes));
    this.readyState = 4;
    this.onreadystatechange?.call(this, { type: 'readystatechange' });
  }
}

/** JSON, or what a browser gives for a body that isn't: null. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Gives this process what the official client takes from its page. */
export function behaveLikeABrowser(): void {
  Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest, WebSocket });
}
