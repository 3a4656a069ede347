import WebSocket from 'ws';
import { Client } from './client.ts';

/*
 * Streams, a program of their own: `streams.ts <url> <count>` opens them, prints a line when they are open, and holds
 * them until it is ended.
 */

const LONGEST_MS = 120_000;
const [url = '', count = ''] = process.argv.slice(2);
setTimeout(() => process.exit(1), LONGEST_MS); // and keeps this program running until then
const opened = await streams(Number(count));
process.stdout.write(`${JSON.stringify({ streams: opened })}\n`);

/** Streams, each of a conversation of its own, all open at once. */
async function streams(count: number): Promise<number> {
  const client = new Client(url, 16);
  let next = 0;
  let open = 0;
  const opener = async () => {
    while (next++ < count) {
      const { token } = await client.post('/webchat/token', undefined, {});
      const { streamUrl } = await client.post('/v3/directline/conversations', token as string, {});
      const socket = new WebSocket(streamUrl as string);
      await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
      open += 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, opener));
  return open;
}
