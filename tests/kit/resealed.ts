import { digestOf, GENESIS, hashOf } from '../../services/conversation-log/chain.ts';
import type { Signed, TranscriptHeader, TranscriptLine } from '../../services/conversation-log/transcript.ts';

/** Seals a transcript anew, as whoever holds the database could, and signs its header anew, as whoever has the key could. */
export async function resealed(text: string, sign: (header: TranscriptHeader) => Promise<Signed>): Promise<string> {
  const [header, ...lines] = text.split('\n').map((line) => JSON.parse(line)) as [
    TranscriptHeader,
    ...TranscriptLine[],
  ];
  const { signed: _, ...bare } = header;
  let previous = GENESIS;
  for (const [index, line] of lines.entries()) {
    line.seq = index + 1;
    if (line.activity && line.salt !== null) line.digest = digestOf(line.salt, line.activity);
    line.hash = hashOf({ ...line, conversationId: header.conversation, at: new Date(line.at) }, previous);
    previous = line.hash;
  }
  const made = { ...bare, entries: lines.length, head: previous };
  return [{ ...made, signed: await sign(made) }, ...lines].map((line) => JSON.stringify(line)).join('\n');
}
