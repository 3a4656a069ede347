import { setTimeout as wait } from 'node:timers/promises';
import type { DeskProcess } from '../../../tools/lab/processes.ts';
import { activitiesOf, ask, type Visit } from '../kit/wire.ts';

/** What strangers do to a desk. It ends by itself, and leaves nothing open. */
export interface Flood {
  name: string;
  /** In words, for whoever asks what there is. */
  what: string;
  /** Returns what else it counted. Throws where the desk didn't meet it as it should. */
  run(desk: DeskProcess): Promise<Record<string, unknown>>;
}

/** What a flood did to the desk, measured from outside of its process. */
export interface Figures {
  /** Megabytes that the process held before, and at most while it went on and for some seconds after. */
  beforeMB: number;
  peakMB: number;
  /** How long one message of a customer elsewhere waited for its answer: the longest, and the one in the middle. */
  longestWaitMs: number;
  medianWaitMs: number;
  /** How many such messages there were. */
  messages: number;
}

/** What a process may hold, whatever is sent to it, in megabytes. */
export const MOST_MB = 700;

/** As `npm start` has it by default, and behind one proxy, so that strangers have addresses of their own. */
export const AS_STARTED = { TRUSTED_PROXIES: '1', WEBCHAT_TOKENS_PER_MINUTE: '120', MESSAGES_PER_MINUTE: '600' };

/** The address of the so-manieth stranger. */
export const stranger = (n: number): string => `198.18.${Math.floor(n / 250)}.${1 + (n % 250)}`;

const HONEST = '192.0.2.1';
/** A customer who writes so often is in a hurry. */
const EVERY_MS = 200;
const LOOK_MS = 20;
/** What a flood has left behind is looked at for so long. */
const AFTERWARDS_MS = 3_000;

/** A visitor from an address, whose conversation has started. */
export async function visitFrom(desk: DeskProcess, address: string): Promise<Visit> {
  const headers = { 'x-forwarded-for': address };
  const { json, text } = await ask(desk, 'POST', '/webchat/token', { headers, body: { locale: 'zh-CN', fresh: true } });
  if (typeof json.token !== 'string') throw new Error(`a visitor got no token: ${text}`);
  const asked = { token: json.token, headers, body: {} };
  const started = (await ask(desk, 'POST', '/v3/directline/conversations', asked)).json;
  return { token: json.token, conversationId: String(started.conversationId), streamUrl: String(started.streamUrl) };
}

/** Runs a flood while one customer elsewhere goes on writing. */
export async function measured(
  desk: DeskProcess,
  flood: Flood,
): Promise<Figures & { counted: Record<string, unknown> }> {
  const mine = await visitFrom(desk, HONEST);
  const waits: number[] = [];
  const say = async () => {
    const began = performance.now();
    const body = { type: 'message', text: '车险的三者险赔什么' };
    const headers = { 'x-forwarded-for': HONEST };
    const { status, text } = await ask(desk, 'POST', activitiesOf(mine), { token: mine.token, headers, body });
    waits.push(performance.now() - began);
    if (status !== 200) throw new Error(`a customer elsewhere was answered with ${status} ${text}`);
  };
  await say(); // its first question loads what answers are made from
  waits.length = 0;

  const beforeMB = desk.residentMegabytes();
  let peakMB = beforeMB;
  const look = setInterval(() => {
    peakMB = Math.max(peakMB, desk.residentMegabytes());
  }, LOOK_MS);
  let over = false;
  const talking = (async () => {
    while (!over) {
      await say();
      await wait(EVERY_MS);
    }
  })();
  try {
    const counted = await flood.run(desk);
    await wait(AFTERWARDS_MS);
    over = true;
    await talking;
    waits.sort((a, b) => a - b);
    const [longest = 0, median = 0] = [waits.at(-1), waits[Math.floor(waits.length / 2)]];
    const [before, peak] = [Math.round(beforeMB), Math.round(peakMB)];
    const [longestWaitMs, medianWaitMs] = [Math.round(longest), Math.round(median)];
    return { beforeMB: before, peakMB: peak, longestWaitMs, medianWaitMs, messages: waits.length, counted };
  } finally {
    over = true;
    clearInterval(look);
    await talking.catch(() => undefined);
  }
}

/** How often each of some answers came. */
export const tally = (outcomes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};
