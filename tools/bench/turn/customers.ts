import { Client } from '../client.ts';
import { linesOf, loadTalks } from '../talks/talks.ts';
import { allAtOnce, type Customer } from './at-once.ts';
import { type Done, type Job, serve } from './job.ts';

/*
 * The customers, a program of their own: they come to desks over Direct Line, one message after the other, and count a
 * turn when its answer is kept.
 */

const talks = loadTalks();

async function come(job: Job): Promise<Done> {
  const clients = job.urls.map((url) => new Client(url, job.atOnce, { sendsAgain: job.sendsAgain ?? false }));
  let next = job.from;
  const customer = (): Customer => {
    let lines: string[] = [];
    let said = 0;
    let client: Client | undefined;
    let opened: Record<string, unknown> = {};
    return async () => {
      if (!client || said === lines.length) {
        const at = next++;
        lines = linesOf(talks, at);
        said = 0;
        client = clients[at % clients.length] as Client;
        opened = await client.post('/webchat/token', undefined, {});
      }
      const { token, conversationId } = opened;
      const text = lines[said];
      const activity = { type: 'message', text, channelData: { clientActivityID: `${conversationId}-${said++}` } };
      const from = performance.now();
      await client.post(`/v3/directline/conversations/${conversationId}/activities`, token as string, activity);
      return performance.now() - from;
    };
  };
  try {
    return await allAtOnce(job, customer);
  } finally {
    for (const client of clients) client.close();
  }
}

serve(come);
