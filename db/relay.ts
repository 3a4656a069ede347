import { unguessable } from '../services/ids.ts';
import type { Signals } from '../services/signals.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Client } from './connection/client.ts';
import type { Connection } from './connection/connection.ts';
import { listenTo } from './connection/listener.ts';
import type { Purpose } from './connection/open-server.ts';
import { Looking } from './looking.ts';

const CHANNEL = 'policydesk_log';
/** Hints of this long go out together. */
const GATHER_MS = 5;
/** A payload may have 8,000 bytes. */
const MOST_PER_PAYLOAD = 60;
/** NOTIFY is a hint and may be lost: which conversations have moved is looked up this often as well. */
const POLL_MS = 1_500;
/** A look takes at most this part of the time, as long as that doesn't put the next one off for too long. */
const SHARE = 1 / 20;
const LONGEST_PAUSE_MS = 15_000;

type Payload = { from: string; grown: [conversationId: string, headSeq: number][] };

/**
 * Carries hints between replicas by LISTEN and NOTIFY. They are sent after the commit, many in one statement: a NOTIFY
 * inside the turn's transaction takes a lock on the whole database until that commit is on disk, which makes all
 * commits wait for one another (`docs/decisions/0004`). Returns how to stop.
 */
export function relaySignals(given: {
  client: Client;
  open(purpose: Purpose): Promise<Connection>;
  signals: Signals;
  /** How far the times of entries are ahead of the database's clock, in milliseconds. */
  shiftMs: number;
  logger: Logger;
}): () => void {
  const { client, open, signals, shiftMs, logger } = given;
  const looking = new Looking({ client, signals, shiftMs });
  const self = unguessable(64);
  let gathered = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const send = () => {
    timer = undefined;
    const grown = [...gathered];
    gathered = new Map();
    for (let from = 0; from < grown.length; from += MOST_PER_PAYLOAD) {
      const payload: Payload = { from: self, grown: grown.slice(from, from + MOST_PER_PAYLOAD) };
      client
        .unsafe('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(payload)])
        .catch((error) => logger.warn({ err: error }, 'a hint for the other replicas was lost; they poll'));
    }
  };
  signals.relayTo((grown) => {
    const { conversationId, headSeq } = grown;
    looking.heard(grown);
    gathered.set(conversationId, headSeq);
    timer ??= setTimeout(send, GATHER_MS);
  });

  let busy = false;
  let restsUntil = 0;
  const look = async () => {
    const began = performance.now();
    if (busy || began < restsUntil) return;
    busy = true;
    try {
      await looking.look();
      restsUntil = began + Math.min((performance.now() - began) / SHARE, LONGEST_PAUSE_MS);
    } catch (error) {
      logger.warn({ err: error }, 'could not look for new entries; trying again');
    } finally {
      busy = false;
    }
  };

  const stopListening = listenTo(CHANNEL, {
    open,
    logger,
    onPayload: (text) => {
      const { from, grown } = payloadOf(text);
      if (from === self) return;
      for (const [conversationId, headSeq] of grown) {
        looking.heard({ conversationId, headSeq });
        signals.receive({ conversationId, headSeq });
      }
    },
    onListening: () => {
      looking.missed();
      restsUntil = 0;
      void look();
    },
  });
  const poll = setInterval(() => void look(), POLL_MS).unref();

  return () => {
    clearInterval(poll);
    clearTimeout(timer);
    stopListening();
  };
}

/** Whoever may use the database may send on its channels: what isn't a payload is no hint. */
function payloadOf(text: string): Payload {
  try {
    const { from, grown } = JSON.parse(text) as Payload;
    return { from, grown: Array.isArray(grown) ? grown : [] };
  } catch {
    return { from: '', grown: [] };
  }
}
