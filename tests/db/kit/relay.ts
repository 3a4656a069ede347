import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../../tools/lab/free-port.ts';

/** A network between the desk and its database that can be made to go silent: bytes are held, nothing is closed. */
export interface Network {
  /** The address of the database through this network. */
  url: string;
  silent: boolean;
  /** Cuts every connection. */
  cut(): void;
  close(): void;
}

/** Opens a network to the server of a URL. */
export async function networkTo(url: string): Promise<Network> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const network = { silent: false };
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (bytes) => {
      if (!network.silent) to.write(bytes);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    pass(near, far);
    pass(far, near);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  return Object.assign(network, {
    url: through.href,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
}
