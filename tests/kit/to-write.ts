/** Fails with these lines, each of which says what to write where, and nothing else around them. */
export function nothingToWrite(lines: readonly string[]): void {
  if (lines.length === 0) return;
  const error = new Error(`\n${lines.join('\n')}`);
  error.stack = error.message;
  throw error;
}
