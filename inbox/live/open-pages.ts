/**
 * Open pages that are kept up to date: of one session, of one agent in all their browsers, and of everybody in this
 * process. A browser has six at most, where no proxy speaks HTTP/2 to it.
 */
export const MOST_PAGES = { session: 10, agent: 20, all: 1_000 };

/** A page with its stream. */
export interface OpenPage {
  token: string;
  agentId: string;
  /** Ends its stream, telling the page why. */
  giveWay(): void;
}

/**
 * Which pages are kept up to date. The one that was opened last always is: an agent has it before their eyes, and the
 * one that they opened first gives way to it. Where there are too many in all, it is one of whoever has the most.
 */
export class OpenPages {
  /** In the order in which they were opened. */
  readonly #open = new Set<OpenPage>();

  get count(): number {
    return this.#open.size;
  }

  /** Whether one more of this agent's finds room: not where everybody has as few as they would. */
  hasRoomFor(agentId: string): boolean {
    return this.#open.size < MOST_PAGES.all || this.#of(agentId).length > 0 || this.#withMost().length > 1;
  }

  /** Takes one in. Returns how to let it go. */
  add(page: OpenPage): () => void {
    const { token, agentId } = page;
    const own = this.#of(agentId);
    const session = own.filter((one) => one.token === token);
    this.#open.add(page);
    if (session.length >= MOST_PAGES.session) this.#giveWay(session[0]);
    else if (own.length >= MOST_PAGES.agent) this.#giveWay(own[0]);
    else if (this.#open.size > MOST_PAGES.all) this.#giveWay(this.#withMost()[0]);
    return () => void this.#open.delete(page);
  }

  #of(agentId: string): OpenPage[] {
    return [...this.#open].filter((page) => page.agentId === agentId);
  }

  /** All pages of the agent who has the most. */
  #withMost(): OpenPage[] {
    const agents = new Map<string, OpenPage[]>();
    for (const page of this.#open) agents.set(page.agentId, [...(agents.get(page.agentId) ?? []), page]);
    return [...agents.values()].reduce((most, pages) => (pages.length > most.length ? pages : most), []);
  }

  #giveWay(page: OpenPage | undefined): void {
    if (!page) return;
    this.#open.delete(page);
    page.giveWay();
  }
}
