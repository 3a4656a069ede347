import { symbols } from 'pino';
import { logEntryOf, logIdOf } from '../../../telemetry/log-ids.ts';
import { createLogger, type Logger, withLogKey } from '../../../telemetry/logger.ts';

const KEY = 'the key of tests';

/** The desk's own logger at its most talkative, which writes into `lines`. */
export function memoryLogger(lines: string[]): Logger {
  const stream = { write: (line: string) => lines.push(line) };
  return withLogKey(Object.assign(createLogger('trace'), { [symbols.streamSym]: stream }), KEY);
}

/** How such a logger writes an entry’s id. */
export const entryInMemoryLog = (id: string): string => logEntryOf(KEY, id);

/** How such a logger writes an id. */
export const inMemoryLog = (id: string): string => logIdOf(KEY, id);
