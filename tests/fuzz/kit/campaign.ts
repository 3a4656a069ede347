import * as fc from 'fast-check';
import { NotHttp } from './answers.ts';
import { bytesOf } from './bytes.ts';
import type { FuzzedDesk } from './child.ts';
import { MARK, wrongInLog, wrongWith } from './oracle.ts';
import { send } from './send.ts';
import { type Asked, type Step, steps } from './steps.ts';

/** Steps that are sent at the same time, after which an honest customer must be served. */
const MOST_AT_ONCE = 40;
/** Batches that fast-check draws from one seed; the next round's seed follows from it. */
const BATCHES = 10;
/** Making a failure small ends after so long. */
const ROUND_MS = 30_000;

export interface Campaign {
  /** Requests that were sent, and answers by status. */
  sent: number;
  answers: Map<number, number>;
  seconds: number;
}

/**
 * Sends so many steps, drawn from a seed, and looks after each batch that nothing is wrong. Throws with what is, the
 * smallest batch that shows it, and the seed.
 */
export async function fuzz(
  desk: FuzzedDesk,
  { seed, requests }: { seed: number; requests: number },
): Promise<Campaign> {
  const began = performance.now();
  const campaign: Campaign = { sent: 0, answers: new Map(), seconds: 0 };
  await desk.start();
  const batch = fc.array(steps(desk.routes), { minLength: 1, maxLength: MOST_AT_ONCE, size: 'max' });
  for (let round = 0; campaign.sent < requests; round++) {
    const property = fc.asyncProperty(batch, async (drawn) => {
      await desk.start();
      const wrong = await wrongAfter(desk, drawn, campaign);
      if (wrong.length > 0) throw new Error([...new Set(wrong)].slice(0, 5).join('\n'));
    });
    const found = await fc.check(property, { seed: seed + round, numRuns: BATCHES, interruptAfterTimeLimit: ROUND_MS });
    if (!found.failed || found.counterexample === null) continue;
    const [smallest] = found.counterexample;
    throw new Error(
      `seed ${seed + round} (--seed ${seed + round}), after ${campaign.sent} requests:\n${String((found.errorInstance as Error | undefined)?.message)}\n` +
        smallest.map((step) => JSON.stringify(step).slice(0, 1_500)).join('\n'),
    );
  }
  campaign.seconds = (performance.now() - began) / 1000;
  return campaign;
}

async function wrongAfter(desk: FuzzedDesk, drawn: readonly Step[], campaign: Campaign): Promise<string[]> {
  const wrong = (await Promise.all(drawn.map((step) => wrongOf(desk, step, campaign)))).flat();
  if (desk.isAlive)
    await desk.servesTheHonest().catch((error: unknown) => wrong.push(`the honest customer: ${String(error)}`));
  if (!desk.isAlive) wrong.unshift('the process has ended');
  return [...wrong, ...wrongInLog(desk.logged(), [MARK, ...desk.secrets])];
}

async function wrongOf(desk: FuzzedDesk, step: Step, campaign: Campaign): Promise<string[]> {
  const methods = step.kind === 'request' ? [step.method] : step.kind === 'raw' ? step.methods : ['GET'];
  campaign.sent++;
  try {
    const isDue = step.kind === 'request';
    const { answers, rest, late } = await send(desk, bytesOf(step, desk.names), { methods, isDue });
    for (const { status } of answers) campaign.answers.set(status, (campaign.answers.get(status) ?? 0) + 1);
    return [
      ...answers.flatMap((answer, at) => wrongWith(answer, methods[at])),
      ...(step.kind === 'request' && step.offered ? await wrongWithOffer(desk, step, answers[0]?.status) : []),
      ...(isDue && (late || answers.length === 0)
        ? [
            `${late ? 'not over in time' : rest ? 'half an answer' : 'no answer'}, after ${answers.length} answers: ${JSON.stringify(step).slice(0, 300)}`,
          ]
        : []),
    ];
  } catch (error) {
    if (error instanceof NotHttp) return [`no HTTP: ${error.message}`];
    return [`no connection: ${String(error)}`];
  }
}

/** Where an offer of another protocol is ignored, the answer is the one that it was. */
async function wrongWithOffer(desk: FuzzedDesk, step: Asked, status: number | undefined): Promise<string[]> {
  // Another `upgrade` of its own, or a client that is told to wait, says nothing.
  if (step.headers.some(([name]) => name === 'upgrade') || status === undefined || status === 503) return [];
  const { answers } = await send(desk, bytesOf(step, desk.names, { offer: true }), {
    methods: [step.method],
    isDue: true,
  });
  const offered = answers[0]?.status;
  return offered === status || offered === 503
    ? []
    : [`${status}, but ${offered} with an offer of HTTP/2: ${JSON.stringify(step).slice(0, 300)}`];
}
