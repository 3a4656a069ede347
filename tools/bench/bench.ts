import { Usage } from '../../cli/usage.ts';
import { benchAll } from './all.ts';
import { benchEvidence } from './evidence.ts';
import { benchGrow } from './grow/grow.ts';
import { benchMemory } from './memory/memory.ts';
import { benchReplicas } from './replicas/replicas.ts';
import { benchSearch } from './search.ts';
import { benchStreams } from './streams/streams.ts';
import { benchTurn } from './turn/turn.ts';
import { benchUnderstanding } from './understand.ts';

/** What can be measured by itself. */
const PARTS: Record<string, (args: string[]) => Promise<void> | void> = {
  turn: benchTurn,
  memory: benchMemory,
  replicas: benchReplicas,
  grow: benchGrow,
  streams: benchStreams,
  search: benchSearch,
  understand: benchUnderstanding,
  evidence: benchEvidence,
};

/** `desk bench [part]`: one JSON object a figure. Each program runs in a process of its own. */
export async function bench(args: string[] = []): Promise<void> {
  const [part, ...more] = args;
  if (part === undefined || part.startsWith('--')) return benchAll(args);
  const run = PARTS[part];
  if (!run) throw new Usage(`there is no such part: ${part}`);
  await run(more);
}
