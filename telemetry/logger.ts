import { randomBytes } from 'node:crypto';
import { type Logger as PinoLogger, pino } from 'pino';
import { type Fields, onlyKnown } from './fields.ts';
import { idSerializers, withoutPersonal } from './log-ids.ts';

type Write = (...line: [fields: Fields, message: string] | [message: string]) => void;

/**
 * Structured logs to standard output. They never hold a token, a name, a phone number or what somebody wrote: a line is
 * made of fields that are known to hold ids, counts and times (`fields.ts`).
 */
export type Logger = Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', Write> & Pick<PinoLogger, 'child'>;

/**
 * A logger at a level (`silent` for none). `err` is an error with its message; `trace` is one that may hold what somebody
 * wrote, and is logged by where it came from alone. With `causes` it is logged with its message and its causes': for
 * whoever looks for a fault on a machine of their own, with nobody's words but theirs.
 */
export const createLogger = (level: string, { causes = false } = {}): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: onlyKnown },
    serializers: {
      err: describeError,
      trace: causes ? withCauses : traceOf,
      // Until the key is known that the desk keeps, one of this process's own.
      ...idSerializers(randomBytes(32).toString('base64')),
    },
  });

/** The same logger, whose hashes of ids are the desk's: the same after a restart and on every replica. */
export const withLogKey = (logger: Logger, key: string): Logger =>
  logger.child({}, { serializers: idSerializers(key) });

/**
 * A database error names its query's parameters in its message, which are people's words: of those only the cause's
 * code and the query are kept.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutPersonal(String(error)) };
  const cause = error.cause instanceof Error ? describeCause(error.cause) : undefined;
  const [message = ''] = error.message.split('\nparams:');
  return {
    type: error.constructor.name,
    message: withoutPersonal(message),
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
    ...(cause ? { cause } : {}),
  };
}

/** Where an error came from: without its message, which may hold what somebody wrote. A system's code says what it was. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const told = `${error.name}: ${error.message}`;
  const stack = error.stack?.startsWith(told) ? error.stack.slice(told.length) : '';
  const { code } = error as { code?: unknown };
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
    ...(error.cause instanceof Error ? { cause: error.cause.constructor.name } : {}),
  };
}

/** The same, with what it says and what it was caused by. */
function withCauses(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { message, cause } = error;
  return { ...traceOf(error), message, ...(cause === undefined ? {} : { cause: withCauses(cause) }) };
}

const describeCause = (cause: Error & { code?: unknown }): Record<string, unknown> => ({
  type: cause.constructor.name,
  code: cause.code,
  message: withoutPersonal(cause.message.slice(0, 200)),
});
