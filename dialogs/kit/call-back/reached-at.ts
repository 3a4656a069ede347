import type { Case, ToldFact } from '../../../services/cases/case.ts';
import { complaint } from '../../../services/cases/kinds/complaint.ts';
import { incident } from '../../../services/cases/kinds/incident.ts';
import { remembered } from '../form/draft.ts';
import type { Talk } from '../talk.ts';
import type { Known } from './told.ts';

/** What has somebody who is reached about it, and not a number that is to be changed. */
const REACHED: readonly string[] = [incident.name, complaint.name];

/**
 * Who gave a number and a name for a call is reached there about what they reported or complain of as well, where they gave
 * none for that: in the form that is in hand, and in the case that was submitted.
 */
export async function reachedAt(talk: Talk, { phone, name }: Known): Promise<void> {
  const given = Object.entries({ phone, name }).filter(([, value]) => value != null);
  const { stack, submitted } = talk.state;
  const frames = [...stack, ...(submitted ? [submitted] : [])].filter((frame) => remembered(frame) !== undefined);
  if (frames.length === 0 || given.length === 0) return;
  const own = await talk.services.cases.own();
  for (const frame of frames) {
    const found = own.find(({ id }) => id === remembered(frame)?.id);
    if (!found || found.closedAt || !REACHED.includes(found.kind)) continue;
    const filled = (frame.state.filled ?? {}) as Record<string, unknown>;
    const missing = given.filter(([key]) => filled[key] == null && found.data[key] == null);
    if (missing.length === 0) continue;
    frame.state.filled = { ...filled, ...Object.fromEntries(missing) };
    await talk.services.cases.keep(withContact(found, missing, talk));
  }
}

function withContact(found: Case, missing: readonly (readonly [string, unknown])[], { said }: Talk): Case {
  const facts = missing.map(
    ([name, value]): ToldFact => ({ name, value, words: said.text.slice(0, 200), entry: said.entryId, by: 'customer' }),
  );
  return { ...found, data: { ...found.data, ...Object.fromEntries(missing) }, facts, notes: [] };
}
