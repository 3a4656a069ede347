import { Understanding } from './dialogs/understand/understand.ts';
import { loadKnowledge } from './knowledge/knowledge.ts';

/** Learns all that a desk keeps of what it learns, so that no start has to (`knowledge/search/kept.ts`). */
export function prepare(): void {
  const understanding = new Understanding();
  const knowledge = loadKnowledge(process.env.KNOWLEDGE_DIR);
  for (const learning of [understanding.learning(), understanding.suspecting(), knowledge.indexing()])
    for (const _ of learning);
}
