import type { OpenDatabase } from './db/opened.ts';
import { samplesIn } from './db/seed.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { unknownYears } from './services/time/working-days.ts';
import type { Logger } from './telemetry/logger.ts';

/* What whoever runs the desk should know at its start. */

/** The years whose holidays aren't known: until somebody writes them down, the weekly hours are told on them. */
export const unknownHolidays = ({ hours }: Knowledge, today: string): string[] =>
  unknownYears(today, hours.holidays).map(
    (year) =>
      `the statutory holidays of ${year} are not known, and its days are taken by the weekly hours: write them in desk/hours.yaml of KNOWLEDGE_DIR (docs/knowledge.md)`,
  );

/** Samples may be there from an older version, or from trying the desk out. */
export async function warnOfSamples(drizzle: OpenDatabase['drizzle'], logger: Logger): Promise<void> {
  const samples = await samplesIn(drizzle);
  if (samples.customers + samples.policies + samples.cases > 0)
    logger.warn(samples, 'there are made-up customers and policies here: `desk seed --remove` takes them out');
}
