import { returnWhatIsLeft } from '../bots/duties/absent.ts';
import { Turns } from '../bots/turns.ts';
import { recognizerOfConversations } from '../dialogs/recognizer.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { Agent } from '../services/staff/agent-store.ts';
import type { Opened } from './with-database.ts';

/** Lets an agent's conversations go back to the queue now; null where that failed: a desk that runs does it, too. */
export async function returned(
  { database, signals, writingTime, logger, config }: Opened,
  agent: Agent,
): Promise<number | null> {
  try {
    const turns = new Turns({
      ...{ database, signals, writingTime, logger, zone: config.zone },
      knowledge: loadKnowledge(config.knowledgeDir),
      recognizer: recognizerOfConversations(),
    });
    return await returnWhatIsLeft({ turns, database, writingTime, logger }, agent.id);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`it is done; their conversations go back to the queue as soon as a desk runs (not now: ${why})`);
    return null;
  }
}
