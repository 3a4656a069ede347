import WebSocket from 'ws';
import { Client } from './client.ts';
import { SCRIPTS } from './scripts.ts';
import { median, percentile } from './statistics.ts';

/*
 * The load generator, a program of its own: `load.ts turns <url> <at once> <warm-up s> <seconds>` prints one line of
 * JSON; `load.ts streams <url> <count>` opens streams, prints a line when they are open, and holds them until it is ended.
 */

const LONGEST_MS = 120_000;
const [mode, url = '', ...numbers] = process.argv.slice(2);
const deadline = setTimeout(() => process.exit(1), LONGEST_MS);

if (mode === 'turns') {
  const [atOnce = 32, warmUp = 2, seconds = 8] = numbers.map(Number);
  process.stdout.write(`${JSON.stringify(await turns(atOnce, warmUp, seconds))}\n`);
} else {
  const opened = await streams(Number(numbers[0]));
  process.stdout.write(`${JSON.stringify({ streams: opened })}\n`);
  await new Promise(() => {}); // held until this program is ended, or the deadline ends it
}
clearTimeout(deadline);
process.exit(0);

/** Customers who talk one message after the other. A turn counts when its answer is kept. */
async function turns(atOnce: number, warmUp: number, seconds: number) {
  const client = new Client(url, atOnce);
  const latencies: number[] = [];
  const from = performance.now() + warmUp * 1000;
  const until = from + seconds * 1000;
  let script = 0;
  const customer = async () => {
    while (performance.now() < until) {
      const { token, conversationId } = await client.post('/webchat/token', undefined, {});
      const lines = SCRIPTS[script++ % SCRIPTS.length] ?? [];
      for (const [index, text] of lines.entries()) {
        const started = performance.now();
        if (started >= until) return;
        const activity = { type: 'message', text, channelData: { clientActivityID: `${conversationId}-${index}` } };
        await client.post(`/v3/directline/conversations/${conversationId}/activities`, token as string, activity);
        if (started >= from) latencies.push(performance.now() - started);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, customer));
  client.close();
  return {
    perSecond: latencies.length / seconds,
    p50: median(latencies),
    p99: percentile(latencies, 0.99),
    turns: latencies.length,
  };
}

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
