/** An activity as a client sees it; tests look at a few names only. */
export interface SeenActivity {
  id: string;
  type: string;
  text?: string;
  from: { id: string; role?: string; name?: string };
  suggestedActions?: { actions: { title: string }[] };
  channelData?: { clientActivityID?: string; policydesk?: { key: string; intent?: string; dialog?: string } };
  attachments?: { name: string; contentType: string; contentUrl: string }[];
  [name: string]: unknown;
}

/** A customer with a raw HTTP client: says something over Direct Line and hears what comes back. */
export class Customer {
  readonly url: string;
  token = '';
  conversationId = '';
  watermark = '';
  #sent = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** Opens a conversation on our own page and reads the greeting. */
  async open(locale = 'zh-CN'): Promise<SeenActivity[]> {
    const granted = await this.call('POST', '/webchat/token', { locale });
    Object.assign(this, { token: granted.token, conversationId: granted.conversationId });
    await this.call('POST', '/v3/directline/conversations', { locale });
    return this.hear();
  }

  /** Sends a message and returns what the others said meanwhile, without the customer's own words. */
  async say(text: string, locale?: string): Promise<SeenActivity[]> {
    await this.send(text, `${this.conversationId}-${++this.#sent}`, locale);
    return (await this.hear()).filter(({ from }) => from.role !== 'user');
  }

  /** Sends a message under a client id and returns the id that it got. */
  async send(text: string, clientActivityID: string, locale?: string): Promise<string> {
    const activity = { type: 'message', text, channelData: { clientActivityID }, ...(locale ? { locale } : {}) };
    const { id } = await this.call('POST', `/v3/directline/conversations/${this.conversationId}/activities`, activity);
    return id as string;
  }

  /** Everything since the last time. */
  async hear(): Promise<SeenActivity[]> {
    const path = `/v3/directline/conversations/${this.conversationId}/activities?watermark=${this.watermark}`;
    const set = await this.call('GET', path);
    this.watermark = set.watermark as string;
    return set.activities as SeenActivity[];
  }

  async call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path.split('?')[0]}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  }
}
