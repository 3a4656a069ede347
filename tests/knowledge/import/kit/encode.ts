/** Writes text in an encoding that Node only reads: by reading every code that it has. */
export function encode(text: string, encoding: 'gb18030' | 'big5'): Buffer {
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && !codes.has(character)) codes.set(character, [lead, trail]);
    }
  }
  return Buffer.from([...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)]));
}
