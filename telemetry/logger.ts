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

/** A logger at a level (`silent` for none). Errors are logged with their message and stack, not with their input. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: onlyKnown },
    serializers: {
      err: describeError,
      error: onlyTrace,
      trace: onlyTrace,
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

/**
 * Where an error came from, for errors that arise from what somebody wrote: without the message, which may hold their
 * words.
 */
export function traceOf(error: unknown): { type: string; stack?: string; cause?: string } {
  if (!(error instanceof Error)) return { type: typeof error };
  const told = `${error.name}: ${error.message}`;
  const stack = error.stack?.startsWith(told) ? error.stack.slice(told.length) : '';
  return {
    type: error.constructor.name,
    stack: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
    ...(error.cause instanceof Error ? { cause: error.cause.constructor.name } : {}),
  };
}

/** What {@link traceOf} gave, and a system's code; of anything else that it was handed, nothing. */
function onlyTrace(trace: unknown): Record<string, unknown> {
  const { type, code, stack, cause } = (trace ?? {}) as Record<string, unknown>;
  const said = { type, code, stack, cause };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => ['string', 'number'].includes(typeof value)));
}

const describeCause = (cause: Error & { code?: unknown }): Record<string, unknown> => ({
  type: cause.constructor.name,
  code: cause.code,
  message: withoutPersonal(cause.message.slice(0, 200)),
});
