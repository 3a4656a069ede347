import { median, percentile } from '../statistics.ts';
import type { Done, Job } from './job.ts';

/** One customer: says the next thing each time it is asked, and resolves with the milliseconds until that was kept. */
export type Customer = () => Promise<number>;

/** So many customers at once, who between them say exactly as much as the job wants, each one thing after the other. */
export async function allAtOnce({ atOnce, turns }: Job, customer: () => Customer): Promise<Done> {
  const latencies: number[] = [];
  let begun = 0;
  const started = performance.now();
  const talk = async () => {
    const say = customer();
    while (begun++ < turns) latencies.push(await say());
  };
  await Promise.all(Array.from({ length: atOnce }, talk));
  return {
    seconds: (performance.now() - started) / 1000,
    p50: median(latencies),
    p99: percentile(latencies, 0.99),
    most: percentile(latencies, 1),
  };
}
