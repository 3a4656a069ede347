import { type RunningDesk, startDesk } from './app.ts';
import { collectAtRest } from './at-rest.ts';
import { ConfigError, readConfig } from './config.ts';
import { meetUnexpected } from './http/unexpected.ts';
import { createLogger } from './telemetry/logger.ts';

/** A stop that takes longer than this is cut short. */
const STOP_MS = 9_000;

try {
  const config = readConfig(process.env);
  process.env.TZ = config.zone;
  const logger = createLogger(config.logLevel, { causes: config.logCauses });
  let desk: RunningDesk | undefined;
  let stopping = false;
  /** Finishes what is in hand and ends the process, in bounded time. Before the desk is open there is nothing in hand. */
  const stopInOrder = (code: number): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    (desk?.stop() ?? Promise.resolve()).then(
      () => process.exit(code),
      (error) => {
        logger.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  meetUnexpected(logger, () => stopInOrder(1));
  desk = await startDesk(config, logger);
  collectAtRest();

  console.log(`Policydesk is open at ${desk.url} (the inbox at ${desk.url}/inbox).`);
  if (desk.adminPassword)
    console.log(
      `Sign in to the inbox as admin@localhost with the password ${desk.adminPassword} (printed this once; set INBOX_ADMIN_PASSWORD to choose your own).`,
    );
  if (desk.opened.kind === 'embedded')
    logger.warn(
      'on the embedded database: safe when this process dies, not when the power fails; set DATABASE_URL for PostgreSQL',
    );

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!stopping) logger.info({ signal }, 'stopping: finishing the turns in hand');
      stopInOrder(0);
    });
  }
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else console.error(`The desk can't start: ${explain(error)}`);
  process.exit(1);
}

/** The error and what it was caused by, for whoever starts the desk. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `PORT ${(error as { port?: number }).port ?? ''} is taken: stop what listens there or set PORT to another one`;
  if (code === 'EACCES') return `${error.message}: choose a PORT above 1023, or a DATA_DIR that this user may write`;
  return [error.message, ...(error.cause instanceof Error ? [`because of: ${error.cause.message}`] : [])].join('\n  ');
}
