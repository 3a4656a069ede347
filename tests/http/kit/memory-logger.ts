import { symbols } from 'pino';
import { createLogger, type Logger } from '../../../telemetry/logger.ts';

/** The desk's own logger at its most talkative, which writes into `lines`. */
export function memoryLogger(lines: string[]): Logger {
  return Object.assign(createLogger('trace'), { [symbols.streamSym]: { write: (line: string) => lines.push(line) } });
}
