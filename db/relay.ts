import { unguessable } from '../services/ids.ts';
import type { Signals } from '../services/signals.ts';
import { systemTimer } from '../services/time/timer.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Connection } from './connection/connection.ts';
import { listenTo } from './connection/listener.ts';
import type { Purpose } from './connection/open-server.ts';
import type { Client } from './connection/statements.ts';
import { Looking } from './looking.ts';
import { OutgoingHints, payloadsOf } from './outgoing-hints.ts';

const CHANNEL = 'policydesk_log';
/** Any number of payloads in one statement. */
const NOTIFY = 'select pg_notify($1, payload) from jsonb_array_elements_text($2::text::jsonb) as payload';
/** NOTIFY is a hint and may be lost: which conversations have moved is looked up this often as well. */
const POLL_MS = 1_500;
/** A look takes at most this part of the time, as long as that doesn't put the next one off for too long. */
const SHARE = 1 / 20;
const LONGEST_PAUSE_MS = 5_000;

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
  const hints = new OutgoingHints((some) => {
    client
      .unsafe(NOTIFY, [CHANNEL, JSON.stringify(payloadsOf(self, some))])
      .catch((error) => logger.warn({ err: error }, 'hints for the other replicas were lost; they look'));
  }, systemTimer);
  signals.relayTo((grown) => {
    looking.heard(grown);
    hints.add(grown);
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
    hints.stop();
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
