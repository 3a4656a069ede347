import { type RunningDesk, startDesk } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { learnt } from './learnt.ts';
import './memory.ts';
import { unhurried } from './moments.ts';

/** The clock of tests that don't choose another: a Wednesday afternoon in Shanghai. */
export const WEDNESDAY = '2026-11-18T15:30:00+08:00';

export const ADMIN_PASSWORD = 'a password for tests';

/** A whole desk in this process, on a port of its own; by default on an embedded database in memory. */
export async function startTestDesk(environment: Record<string, string> = {}): Promise<RunningDesk> {
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: 'memory://',
    LOG_LEVEL: 'silent',
    CLOCK: WEDNESDAY,
    INBOX_ADMIN_PASSWORD: ADMIN_PASSWORD,
    WEBCHAT_TOKENS_PER_MINUTE: '100000',
    MESSAGES_PER_MINUTE: '1000000',
    ...environment,
  });
  const desk = await startDesk(config, createLogger(config.logLevel), {
    ...(config.knowledgeDir ? {} : learnt),
    moment: unhurried(),
  });
  return { ...desk, url: desk.url.replace('localhost', '127.0.0.1') };
}
