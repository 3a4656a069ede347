import type { Locale } from '../language/locale.ts';
import type { AgentAction } from '../services/conversations/agent-actions.ts';
import type { Signals } from '../services/signals.ts';
import type { Agent } from '../services/staff/agent-store.ts';
import type { Database } from '../services/stores.ts';
import type { Clock, WritingTime } from '../services/time/clock.ts';
import type { Logger } from '../telemetry/logger.ts';

/** What an agent asks a turn to do. */
export interface AgentRequest {
  from: 'agent';
  conversationId: string;
  correlationId: string;
  agent: Agent;
  action: AgentAction;
  /** By which a repeat is known: it changes nothing, and its outcome is the first one's. */
  messageId?: string;
}

/** Where an agent's action becomes an entry of the log. Throws `FloorRefused` where it isn't theirs to do. */
export interface AgentTurns {
  run(request: AgentRequest): Promise<{ id: string; repeated: boolean }>;
}

/** What the inbox works with. */
export interface InboxParts {
  turns: AgentTurns;
  database: Database;
  signals: Signals;
  clock: Clock;
  /** The time by the database's clock, which replicas agree on. */
  writingTime: WritingTime;
  /** By which browsers and wrong passwords are known again. */
  signInKey: string;
  /** Called when an agent has signed out of a browser. Never throws. */
  signedOut(agentId: string): Promise<void>;
  zone: string;
  logger: Logger;
  /** For browsers that ask for no language that the desk speaks. */
  locale: Locale;
  /** Proxies in front of the desk whose `x-forwarded-for` is believed. */
  trustedProxies: number;
  /** The desk's own address, where an operator says it: a proxy may keep the name that a browser asked for to itself. */
  publicUrl?: string | undefined;
  /** Cookies are sent over TLS only. */
  production: boolean;
  /** The script that brings 'Noto Sans SC' where there is no Chinese font; without it the reader's own fonts are used. */
  fonts?: { script: string; sheet: string };
}
