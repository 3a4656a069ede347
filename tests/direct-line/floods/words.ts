import type { DeskProcess } from '../../../tools/lab/processes.ts';
import { activitiesOf, ask, outcomeOf } from '../kit/wire.ts';
import { type Flood, stranger, tally, visitFrom } from './flood.ts';

/** What an agent's page may have, whatever customers send, in bytes. */
const MOST_PAGE = 1024 * 1024;
const ADMIN = { email: 'admin@localhost', password: 'a password for tests' };

/** The cookie of an admin at the inbox. */
async function staff(desk: DeskProcess): Promise<{ cookie: string }> {
  const { status, headers } = await ask(desk, 'POST', '/inbox/api/session', { body: ADMIN });
  if (status >= 300) throw new Error(`the admin could not sign in: ${status}`);
  return {
    cookie: headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
  };
}

/** Runs so many at once, until all are done. */
async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}

const numbers = (length: number): number[] => Array.from({ length }, (_, n) => n);

export const VALUES: Flood = {
  name: 'values',
  what: '919 messages with a value of 60 KB, and 919 with one of 15 KB; then the agent’s page',
  async run(desk) {
    const mine = await visitFrom(desk, stranger(0));
    const outcomes: string[] = [];
    const send = (bytes: number) => async (n: number) => {
      const body = { type: n === 0 ? 'message' : 'event', name: 'x', text: '转人工', value: 'v'.repeat(bytes) };
      const headers = { 'x-forwarded-for': stranger(n % 10) };
      outcomes.push(outcomeOf(await ask(desk, 'POST', activitiesOf(mine), { token: mine.token, headers, body })));
    };
    await inLanes(numbers(919), 20, send(60_000));
    await inLanes(numbers(919), 20, send(15_000));
    const began = performance.now();
    const page = await ask(desk, 'GET', `/inbox/conversations/${mine.conversationId}`, { headers: await staff(desk) });
    const bytes = Buffer.byteLength(page.text);
    if (page.status !== 200 || bytes > MOST_PAGE) throw new Error(`the agent's page: ${page.status}, ${bytes} bytes`);
    return { ...tally(outcomes), pageBytes: bytes, pageMs: Math.round(performance.now() - began) };
  },
};

export const QUEUE: Flood = {
  name: 'queue',
  what: '530 conversations of five addresses that ask for a person; a customer behind them is seen',
  async run(desk) {
    const outcomes: string[] = [];
    const ask4 = async (n: number) => {
      const from = stranger(n % 5);
      const mine = await visitFrom(desk, from).catch(() => undefined);
      if (!mine) return void outcomes.push('429 at the door');
      const body = { type: 'message', text: '转人工' };
      const headers = { 'x-forwarded-for': from };
      outcomes.push(outcomeOf(await ask(desk, 'POST', activitiesOf(mine), { token: mine.token, headers, body })));
    };
    await inLanes(numbers(530), 10, ask4);
    const real = await visitFrom(desk, '203.0.113.77');
    const body = { type: 'message', text: '转人工' };
    const headers = { 'x-forwarded-for': '203.0.113.77' };
    await ask(desk, 'POST', activitiesOf(real), { token: real.token, headers, body });
    const list = await ask(desk, 'GET', '/inbox', { headers: await staff(desk) });
    if (!list.text.includes(real.conversationId)) throw new Error('a customer behind the flood is not in the list');
    return { ...tally(outcomes), listBytes: Buffer.byteLength(list.text) };
  },
};

export const SIGN_INS: Flood = {
  name: 'sign-ins',
  what: '100 sign-ins with a wrong password at once, each from an address of its own',
  async run(desk) {
    const tries = numbers(100).map((n) =>
      ask(desk, 'POST', '/inbox/api/session', {
        headers: { 'x-forwarded-for': stranger(n) },
        body: { email: `somebody${n}@localhost`, password: 'a wrong password' },
      }),
    );
    return tally((await Promise.all(tries)).map(outcomeOf));
  },
};
