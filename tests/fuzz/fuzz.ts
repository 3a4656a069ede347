import { parseArgs } from 'node:util';
import { fuzz } from './kit/campaign.ts';
import { FuzzedDesk } from './kit/child.ts';

/*
 * `npm run fuzz [-- --requests 100000 --seed N]`: for a night. Prints the seed, by which a failure comes again. A round
 * that fails ends the run with the smallest batch that shows it.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const desk = new FuzzedDesk();
console.log(JSON.stringify({ seed }));
try {
  const { sent, answers, seconds } = await fuzz(desk, { seed, requests: Number(values.requests) });
  const stalls = await desk.stalls();
  console.log(
    JSON.stringify({ seed, sent, seconds: Math.round(seconds), answers: Object.fromEntries(answers), stalls }),
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await desk.stop();
}
