import WebSocket from 'ws';

/** A process's inspector, as whoever debugs it would use it. */
export interface Inspector {
  /** Throws with what it answers when it refuses. */
  call(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): void;
}

/** Connects to the inspector that a process opened at a port of this machine. Throws where it has none. */
export async function inspect(port: number): Promise<Inspector> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  if (!target) throw new Error('the desk has no inspector');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let lastId = 0;
  return {
    call(method, params = {}) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const onMessage = (data: WebSocket.RawData) => {
          const answer = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown>; error?: unknown };
          if (answer.id !== id) return;
          socket.off('message', onMessage);
          if (answer.result) resolve(answer.result);
          else reject(new Error(`the inspector refused ${method}: ${JSON.stringify(answer.error)}`));
        };
        socket.on('message', onMessage);
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    close: () => socket.close(),
  };
}
