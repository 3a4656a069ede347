import type { Logger } from '../../telemetry/logger.ts';
import type { Connection } from './connection.ts';
import type { Purpose } from './open-server.ts';

/** How soon a lost connection is opened again, and how often an open one is asked whether it still is. */
const AGAIN_MS = 500;
const ASK_MS = 10_000;

/**
 * Listens to a channel on a connection of its own, which is opened again whenever it is lost. `onListening` is called each
 * time: what was sent in between was missed. Returns how to stop.
 */
export function listenTo(
  channel: string,
  given: {
    open(purpose: Purpose): Promise<Connection>;
    onPayload(payload: string): void;
    onListening(): void;
    logger: Logger;
  },
): () => void {
  let stopped = false;
  let connection: Connection | undefined;
  let timer: NodeJS.Timeout | undefined;

  const listen = async () => {
    try {
      const opened = await given.open({ onNotification: (_channel, payload) => given.onPayload(payload) });
      if (stopped) return opened.close();
      connection = opened;
      opened.onLost((reason) => again(reason));
      await opened.send(`listen ${channel}`);
      given.onListening();
    } catch (error) {
      if (!connection) again(error);
    }
  };
  const again = (reason: unknown) => {
    connection = undefined;
    if (stopped) return;
    given.logger.warn({ err: reason }, 'not listening for hints of the other replicas; trying again');
    clearTimeout(timer);
    timer = setTimeout(() => void listen(), AGAIN_MS);
  };
  // A network that went away without a word is found by a statement that isn't answered.
  const asking = setInterval(
    () => connection?.lost || connection?.send('select 1').catch(() => undefined),
    ASK_MS,
  ).unref();
  void listen();

  return () => {
    stopped = true;
    clearInterval(asking);
    clearTimeout(timer);
    connection?.close();
  };
}
