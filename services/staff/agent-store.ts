/** A member of the insurer's staff who works in the inbox. */
export interface Agent {
  id: string;
  email: string;
  /** What the customer reads. */
  name: string;
  role: 'admin' | 'agent';
}

/** What an agent signs in with. */
export interface Credentials {
  passwordHash: string;
  /** Since when they can't sign in. */
  disabledAt: Date | undefined;
}

/** A signed-in browser. The cookie's token itself is not kept, only its hash. */
export interface Session {
  agent: Agent;
  /** Sent back in `x-csrf-token` with every request that changes something. */
  csrf: string;
  expiresAt: Date;
}

/** An agent in a list of all of them. */
export type ListedAgent = Agent & {
  disabledAt: Date | undefined;
  /** Browsers in which they are signed in, and conversations that they have. */
  sessions: number;
  conversations: number;
};

/** Times are the database's: replicas whose clocks differ agree on them. */
export interface AgentStore {
  now(): Promise<Date>;
  findByEmail(email: string): Promise<(Agent & Credentials) | undefined>;
  /** What an agent is called. */
  nameOf(agentId: string): Promise<string | undefined>;
  list(at: Date): Promise<ListedAgent[]>;
  /** Adds an agent. Returns false where the e-mail address is taken. */
  add(agent: Agent & { passwordHash: string }): Promise<boolean>;
  setPassword(agentId: string, passwordHash: string): Promise<void>;
  setRole(agentId: string, role: Agent['role']): Promise<void>;
  setDisabled(agentId: string, at: Date | undefined): Promise<void>;
  /** The ids of the admins who can sign in; none of them changes until the transaction ends. */
  lockAdmins(): Promise<string[]>;
  /** Begins a session. Returns false where the agent has another password by now, or was disabled. */
  begin(tokenHash: string, session: Session, checkedHash: string): Promise<boolean>;
  /** The session of a token, whether expired or not, and the time. Nobody who is disabled has one. */
  session(tokenHash: string): Promise<{ session: Session; now: Date } | undefined>;
  /** Until when an agent is signed in at the latest, and the time. */
  signedInUntil(agentId: string): Promise<{ until: Date | undefined; now: Date }>;
  /** Notes that a session's browser or program is there now. */
  seen(tokenHash: string): Promise<void>;
  /** Whether an agent was there in any session within so many milliseconds, by the database's clock. */
  isAnybodyThere(withinMs: number): Promise<boolean>;
  /** Ends a session. Returns whose it was. */
  end(tokenHash: string): Promise<string | undefined>;
  /** Ends all sessions of an agent. Returns how many. */
  endAll(agentId: string): Promise<number>;
  /** Deletes sessions that were over at that time, so many at most. */
  sweepSessions(at: Date, limit: number): Promise<void>;
}
