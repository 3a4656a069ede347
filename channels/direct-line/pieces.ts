/**
 * Reads a file that is kept in pieces of these lengths from any position to another. The last piece that was read is kept:
 * who reads on finds it. Throws a `RangeError` beyond the file.
 */
export function readerOf(
  lengths: readonly number[],
  read: (piece: number) => Promise<Buffer | undefined>,
): (from: number, to: number) => Promise<Buffer> {
  let last: { piece: number; content: Buffer } | undefined;
  const contentOf = async (piece: number): Promise<Buffer> => {
    if (last?.piece !== piece) {
      const content = await read(piece);
      if (!content) throw new RangeError(`piece ${piece} is not there`);
      last = { piece, content };
    }
    return last.content;
  };
  return async (from, to) => {
    const parts: Buffer[] = [];
    let start = 0;
    for (const [piece, length] of lengths.entries()) {
      const end = start + length;
      if (end > from && start < to)
        parts.push((await contentOf(piece)).subarray(Math.max(0, from - start), to - start));
      start = end;
    }
    if (from < 0 || to > start) throw new RangeError('the file ends before');
    return Buffer.concat(parts);
  };
}
