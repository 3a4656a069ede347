import WebSocket from 'ws';
import { Client } from '../client.ts';
import { serve } from '../turn/job.ts';

/*
 * Open pages, a program of their own: streams of conversations of their own, which it holds until whoever asks is gone.
 */

/** What the program does: opens streams, or has another desk keep a turn of some of them. */
export type PagesJob =
  | { open: number; url: string }
  /** One turn each of so many of the conversations, at that desk. */
  | { turns: number; atOnce: number; url: string };

/** How long opening took; of each turn how many milliseconds after its commit was answered it came on its stream. */
export type PagesDone = { seconds: number } | { arrivals: number[] };

interface Page {
  token: string;
  conversationId: string;
  socket: WebSocket;
  /** Called with the id of everything that comes. */
  heard: (id: string) => void;
}

const OPENERS = 16;
/** As often the official client shows that it is there, by an empty frame (directlinejs 0.15.8, `directLine.ts`). */
const SHOWS_EVERY_MS = 20_000;
/** In so many parts: pages were not all opened in one moment. */
const PARTS = 100;
/** Of so many streams is each address: what one address may have by a desk's usual limits. */
const OF_AN_ADDRESS = 900;
/** What takes longer than this doesn't come. */
const ARRIVES_WITHIN_MS = 60_000;

const pages: Page[] = [];
let spoken = 0;

let part = 0;
setInterval(() => {
  for (let at = part; at < pages.length; at += PARTS) pages[at]?.socket.send('');
  part = (part + 1) % PARTS;
}, SHOWS_EVERY_MS / PARTS).unref();

/** The loopback has sixteen million addresses. */
const addressOf = (page: number): string => `127.0.1.${1 + Math.floor(page / OF_AN_ADDRESS)}`;

async function open(count: number, url: string): Promise<PagesDone> {
  const client = new Client(url, OPENERS);
  const from = performance.now();
  let next = 0;
  const opener = async () => {
    for (let at = next++; at < count; at = next++) {
      const { token } = await client.post('/webchat/token', undefined, {});
      const { streamUrl, conversationId } = await client.post('/v3/directline/conversations', String(token), {});
      const socket = new WebSocket(String(streamUrl), { localAddress: addressOf(at), perMessageDeflate: false });
      const [heard, id] = [() => undefined, String(conversationId)];
      const page: Page = { token: String(token), conversationId: id, socket, heard };
      socket.on('message', (frame: Buffer) => {
        for (const { id } of (JSON.parse(String(frame)) as { activities: { id: string }[] }).activities) page.heard(id);
      });
      await new Promise<void>((resolve, reject) => {
        page.heard = () => resolve();
        socket.once('error', reject);
      });
      socket.on('close', () => process.stderr.write('a stream was closed\n'));
      pages.push(page);
    }
  };
  await Promise.all(Array.from({ length: OPENERS }, opener));
  client.close();
  return { seconds: (performance.now() - from) / 1000 };
}

async function arrivals(turns: number, atOnce: number, url: string): Promise<PagesDone> {
  const client = new Client(url, atOnce);
  const took: number[] = [];
  let left = turns;
  const speaker = async () => {
    while (left-- > 0) {
      const page = pages[(spoken++ * 37) % pages.length] as Page;
      took.push(await arrival(client, page));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, speaker));
  client.close();
  return { arrivals: took };
}

async function arrival(client: Client, page: Page): Promise<number> {
  const at = new Map<string, number>();
  let waited: { id: string; come: () => void } | undefined;
  page.heard = (id) => {
    at.set(id, performance.now());
    if (id === waited?.id) waited.come();
  };
  const { id } = await client.post(`/v3/directline/conversations/${page.conversationId}/activities`, page.token, {
    type: 'message',
    text: '你好',
  });
  const committed = performance.now();
  if (!at.has(String(id)))
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a turn never came on its stream')), ARRIVES_WITHIN_MS);
      waited = {
        id: String(id),
        come: () => {
          clearTimeout(late);
          resolve();
        },
      };
    });
  return Math.max(0, (at.get(String(id)) ?? 0) - committed);
}

serve<PagesJob, PagesDone>((job) =>
  'open' in job ? open(job.open, job.url) : arrivals(job.turns, job.atOnce, job.url),
);
