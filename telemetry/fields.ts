/** What one field holds: an id, a count, a time, one of a few words. Never an object, in which anything might be. */
type Plain = string | number | boolean | null | undefined;

/**
 * The plain fields that a line may have beside its message. Whoever adds one has looked at what it can hold: a token, a
 * name, a phone number or what somebody wrote has no field here.
 */
const PLAIN = [
  ...(['correlationId', 'conversationId', 'entry', 'messageId', 'userId', 'agent'] as const),
  ...(['from', 'floor', 'intent', 'score', 'proposed', 'repeated', 'answered', 'ms'] as const),
  ...(['status', 'cause', 'attempts', 'retryInMs', 'route', 'signal', 'key', 'marked', 'keyFile', 'port'] as const),
  ...(['size', 'times', 'turns', 'messages', 'files', 'customers', 'policies', 'cases'] as const),
];

/** The fields that hold an error, each written by a serializer of its own. */
const ERRORS = ['err', 'trace'] as const;

/** What a line of the log says beside its message. */
export type Fields = { [name in (typeof PLAIN)[number]]?: Plain } & { [name in (typeof ERRORS)[number]]?: unknown };

const plain: ReadonlySet<string> = new Set(PLAIN);
const errors: ReadonlySet<string> = new Set(ERRORS);

const CUT = '[cut]';

const isKnown = (name: string, value: unknown): boolean =>
  errors.has(name) || (plain.has(name) && (typeof value !== 'object' || value === null));

/**
 * The fields as they may be written: one that isn't known, or holds an object where it shouldn't, is cut. Types say the
 * same, but not of what came by a cast. Nearly every line is as it should be, and costs a look at its names.
 */
export function onlyKnown(fields: Record<string, unknown>): Record<string, unknown> {
  for (const name in fields)
    if (!isKnown(name, fields[name]))
      return Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, isKnown(name, value) ? value : CUT]),
      );
  return fields;
}
