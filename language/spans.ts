/** A value and where it stands in a text. */
export interface Span<T = unknown> {
  value: T;
  at: number;
  length: number;
}

/** The text with something at these places that no reader reads, as long as what stood there. */
export function blanked(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { at, length } of spans) rest = rest.slice(0, at) + '□'.repeat(length) + rest.slice(at + length);
  return rest;
}
